using System.ComponentModel;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>Writes a year to a file; the file is there whole or not at all.</summary>
public static class HeatmapExport
{
    public static IReadOnlyList<string> Formats { get; } = ["csv", "geojson", "gpkg", "xlsx"];

    /// <param name="rows">What to write.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="ProblemException">BOM-004 the file cannot be written; BOM-502 GeoPackage without GDAL.</exception>
    public static Task WriteAsync(IReadOnlyList<ExportRow> rows, string format, string path, CancellationToken cancel) =>
        WholeFile.WriteAsync(path, partial => format == "gpkg" ? WriteGeoPackageAsync(rows, partial, cancel) : WriteStreamAsync(rows, format, partial, cancel));

    /// <summary>In place of the time of writing, so that the same rows give the same bytes, and a record made of them its checksum: the day of the other formats.</summary>
    private static readonly string[] NoTime = ["--config", "OGR_CURRENT_DATE", "1980-01-01T00:00:00.000Z"];

    private static async Task WriteStreamAsync(IReadOnlyList<ExportRow> rows, string format, string path, CancellationToken cancel)
    {
        await using var stream = File.Create(path);
        switch (format)
        {
            case "csv":
                await CsvExport.WriteAsync(stream, rows, cancel);
                break;
            case "xlsx":
                ExcelExport.Write(stream, rows);
                break;
            default:
                await GeoJsonExport.WriteAsync(stream, rows, cancel);
                break;
        }
    }

    private static async Task WriteGeoPackageAsync(IReadOnlyList<ExportRow> rows, string path, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("bomiljo-");
        try
        {
            var (geojson, styles) = (Path.Combine(folder.FullName, "heatmap.geojson"), Path.Combine(folder.FullName, "styles.geojson"));
            var geopackage = Path.Combine(folder.FullName, "heatmap.gpkg");
            await WriteStreamAsync(rows, "geojson", geojson, cancel);
            await File.WriteAllBytesAsync(styles, HeatmapStyle.Table(rows), cancel);
            await OgrAsync(path, ["-f", "GPKG", "-t_srs", "EPSG:25832", "-nln", HeatmapStyle.Layer, "-nlt", "MULTIPOLYGON", "-lco", $"GEOMETRY_NAME={HeatmapStyle.GeometryColumn}", geopackage, geojson], cancel);
            // QGIS looks for a table of this name and applies the style that is marked as default.
            await OgrAsync(path, ["-f", "GPKG", "-update", "-nln", "layer_styles", "-nlt", "NONE", "-lco", "FID=id", geopackage, styles], cancel);
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

    private static async Task OgrAsync(string path, string[] arguments, CancellationToken cancel)
    {
        var (code, output) = await Shell.RunAsync("ogr2ogr", [.. NoTime, .. arguments], cancel);
        if (code != 0)
            throw new ProblemException(ProblemCode.CannotWriteFile, Path.GetFileName(path), $"GDAL could not write the GeoPackage ({output.Split('\n')[0]}).", "Try --format geojson.");
    }
}
