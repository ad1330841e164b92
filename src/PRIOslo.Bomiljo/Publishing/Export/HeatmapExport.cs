using System.ComponentModel;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>Writes a year to a file; the file is there whole or not at all.</summary>
public static class HeatmapExport
{
    public static IReadOnlyList<string> Formats { get; } = ["csv", "geojson", "gpkg"];

    private const int NoSpaceLeft = 28; // ENOSPC: told as a full disk

    /// <param name="rows">What to write.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="ProblemException">BOM-004 the file cannot be written; BOM-502 GeoPackage without GDAL.</exception>
    public static async Task WriteAsync(IReadOnlyList<ExportRow> rows, string format, string path, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(path) || Directory.Exists(path))
            throw new ProblemException(ProblemCode.CannotWriteFile, path, "this is a folder, not a file.", "Name the file to write.");
        var partial = path + ".partial";
        try
        {
            if (format == "gpkg")
                await WriteGeoPackageAsync(rows, partial, cancel);
            else
                await WriteTextAsync(rows, format, partial, cancel);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException { HResult: not NoSpaceLeft })
        {
            throw new ProblemException(ProblemCode.CannotWriteFile, Path.GetFileName(path), "the file cannot be written there.", "Choose a folder that exists and that you may write to.", refused);
        }
        finally
        {
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }

    private static async Task WriteTextAsync(IReadOnlyList<ExportRow> rows, string format, string path, CancellationToken cancel)
    {
        await using var stream = File.Create(path);
        if (format == "csv")
            await CsvExport.WriteAsync(stream, rows, cancel);
        else
            await GeoJsonExport.WriteAsync(stream, rows, cancel);
    }

    private static async Task WriteGeoPackageAsync(IReadOnlyList<ExportRow> rows, string path, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("bomiljo-");
        try
        {
            var geojson = Path.Combine(folder.FullName, "heatmap.geojson");
            var geopackage = Path.Combine(folder.FullName, "heatmap.gpkg");
            await WriteTextAsync(rows, "geojson", geojson, cancel);
            var (code, output) = await Shell.RunAsync("ogr2ogr",
                ["-f", "GPKG", "-t_srs", "EPSG:25832", "-nln", "heatmap", "-nlt", "MULTIPOLYGON", "-lco", "GEOMETRY_NAME=geom", geopackage, geojson], cancel);
            if (code != 0)
                throw new ProblemException(ProblemCode.CannotWriteFile, Path.GetFileName(path), $"GDAL could not write the GeoPackage ({output.Split('\n')[0]}).", "Try --format geojson.");
            File.Move(geopackage, path, overwrite: true);
        }
        catch (Win32Exception missing)
        {
            throw new ProblemException(ProblemCode.NoGdal, Path.GetFileName(path), "GeoPackage is written through GDAL's ogr2ogr, which is not installed.",
                "Install it (Debian: sudo apt-get install gdal-bin) or use --format geojson.", missing);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
