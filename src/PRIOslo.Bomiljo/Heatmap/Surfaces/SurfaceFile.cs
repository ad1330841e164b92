using System.Globalization;
using System.Text;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap.Surfaces;

/// <summary>Writes a surface: <c>.asc</c> is an Arc/Info ASCII grid with its coordinate system beside it as <c>.prj</c>, which GDAL and QGIS
/// read; <c>.csv</c> has a row per cell of the city.</summary>
public static class SurfaceFile
{
    private const string NoData = "-9999";
    private const string CsvHeader = "east;north;incidents_per_km2;incidents_per_1000";

    /// <param name="rate">For a grid, which holds one figure a cell: true writes the rate per 1,000 residents, false the density per km².</param>
    /// <exception cref="ProblemException">BOM-001 another ending; BOM-004 the file cannot be written.</exception>
    public static async Task WriteAsync(HeatSurface surface, bool rate, string path, CancellationToken cancel)
    {
        var text = Path.GetExtension(path) switch
        {
            ".asc" => Grid(surface, rate ? surface.RatePer1000 : surface.DensityPerKm2),
            ".csv" => Table(surface),
            _ => throw new ProblemException(ProblemCode.BadArgument, path, "a surface is written as .asc or .csv.", "Choose one of these endings."),
        };
        try
        {
            await File.WriteAllTextAsync(path, text, cancel);
            if (Path.GetExtension(path) == ".asc")
                await File.WriteAllTextAsync(Path.ChangeExtension(path, ".prj"), CoordinateTransform.WellKnownText(CoordinateTransform.StorageEpsg), cancel);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ProblemCode.CannotWriteFile, path, "the file cannot be written.", "Choose a folder that is there and that you may write to.", refused);
        }
    }

    /// <summary>Rows from the north, as the format wants it.</summary>
    private static string Grid(HeatSurface surface, double[] values)
    {
        var grid = surface.Grid;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"ncols {grid.Columns}\nnrows {grid.Rows}\nxllcorner {grid.West}\nyllcorner {grid.South}\ncellsize {grid.CellMetres}\nNODATA_value {NoData}\n"));
        for (var row = grid.Rows - 1; row >= 0; row--)
        {
            text.AppendJoin(' ', Enumerable.Range(row * grid.Columns, grid.Columns).Select(cell =>
                grid.Inside is { } inside && !inside[cell] ? NoData : Number(values[cell], NoData)));
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Table(HeatSurface surface)
    {
        var grid = surface.Grid;
        var text = new StringBuilder(CsvHeader).Append('\n');
        for (var cell = 0; cell < surface.DensityPerKm2.Length; cell++)
        {
            if (grid.Inside is { } inside && !inside[cell])
                continue;
            var (east, north) = (grid.West + (((cell % grid.Columns) + 0.5) * grid.CellMetres), grid.South + (((cell / grid.Columns) + 0.5) * grid.CellMetres));
            text.Append(CultureInfo.InvariantCulture, $"{east};{north};{Number(surface.DensityPerKm2[cell], "")};{Number(surface.RatePer1000[cell], "")}\n");
        }

        return text.ToString();
    }

    private static string Number(double value, string missing) => double.IsNaN(value) ? missing : value.ToString("G9", CultureInfo.InvariantCulture);
}
