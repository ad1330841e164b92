using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>Opens a geodata file: GeoJSON by itself, every other format through GDAL's <c>ogr2ogr</c>.</summary>
internal static partial class GeodataFile
{
    // Columns of a table that hold a shape as text (WKT), or a point.
    private static readonly string[] ShapeColumns = ["wkt", "geom", "geometry", "geometri"];
    private static readonly string[] EastColumns = ["lon", "lng", "long", "longitude", "x", "east", "ost", "øst"];
    private static readonly string[] NorthColumns = ["lat", "latitude", "y", "north", "nord"];

    /// <summary>Whether a table's header names a column with shapes or points as GDAL reads them, and is none of Kartverket's, which tell the system row by row.</summary>
    public static bool IsTableOfShapes(string path)
    {
        if (!File.Exists(path))
            return false;
        using var text = new StreamReader(path);
        // A header is short; a file without lines is not read whole.
        var start = new char[10_000];
        var header = new string(start, 0, text.ReadBlock(start)).Split('\n')[0].Split([';', ',', '\t']).Select(name => name.Trim().Trim('"'))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return !header.Contains(KartverketCsv.Epsg) && (header.Overlaps(ShapeColumns) || header.Overlaps(EastColumns) && header.Overlaps(NorthColumns));
    }

    /// <param name="path">The file.</param>
    /// <param name="epsg">Its system; null takes what it says.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <param name="otherwise">Its system where it says none and none is given; null takes what its format is usually in.</param>
    /// <exception cref="ProblemException">BOM-002, BOM-003, BOM-501, BOM-502, BOM-504.</exception>
    public static async Task<(List<GeoFeature> Features, string Sha256)> ReadAsync(string path, int? epsg, CancellationToken cancel, int? otherwise = null)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var hash = await HashAsync(path, name, cancel);
        if (Path.GetExtension(path).ToLowerInvariant() is ".geojson" or ".json")
            return (await ReadGeoJsonAsync(path, name, epsg, otherwise, isConverted: false, cancel), hash);

        var folder = Directory.CreateTempSubdirectory("bomiljo-");
        try
        {
            var (isDeclared, declared) = (epsg ?? otherwise) is null ? (true, null) : await DeclaredAsync(path, name, cancel);
            LayerPlausibility.DemandSameSystem(epsg, declared, name);
            var converted = Path.Combine(folder.FullName, "layer.geojson");
            await ConvertAsync(path, name, epsg ?? (isDeclared ? null : otherwise), converted, cancel);
            return (await ReadGeoJsonAsync(converted, name, CoordinateTransform.StorageEpsg, otherwise: null, isConverted: true, cancel), hash);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static async Task<string> HashAsync(string path, string name, CancellationToken cancel)
    {
        if (Directory.Exists(path))
            throw new ProblemException(ProblemCode.NotAFile, name, "this is a folder, not a file.", "Name the file in it.");
        if (!File.Exists(path))
            throw new ProblemException(ProblemCode.FileNotFound, name, "the file is not there.", "Check the path.");
        await using var stream = File.OpenRead(path);
        if (stream.Length == 0)
            throw new ProblemException(ProblemCode.BadGeodata, name, "the file is empty.", "Fetch it again.");
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }

    /// <param name="path">The file.</param>
    /// <param name="name">What problems call it.</param>
    /// <param name="epsg">Its system; null takes what it says.</param>
    /// <param name="otherwise">Its system where it says none and none is given; null takes WGS84.</param>
    /// <param name="isConverted">GDAL hands on what is not UTF-8 in the source as it is (a Shapefile's cut names): such bytes are replaced.</param>
    /// <param name="cancel">Stops reading.</param>
    private static async Task<List<GeoFeature>> ReadGeoJsonAsync(string path, string name, int? epsg, int? otherwise, bool isConverted, CancellationToken cancel)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            await using var text = isConverted ? Encoding.CreateTranscodingStream(stream, Encoding.UTF8, Encoding.UTF8) : stream;
            using var json = await JsonDocument.ParseAsync(text, cancellationToken: cancel);
            return GeoJsonReader.Read(json, epsg, name, otherwise);
        }
        catch (InvalidOperationException broken) when (broken.InnerException is DecoderFallbackException)
        {
            throw new ProblemException(ProblemCode.BadGeodata, name, "its text is not UTF-8.", "Export the file again as UTF-8.", broken);
        }
        catch (JsonException broken)
        {
            throw new ProblemException(ProblemCode.BadGeodata, $"{name}, line {broken.LineNumber + 1}", "this is not well-formed JSON.",
                "Fetch or export the file again.", broken);
        }
    }

    /// <returns>Whether a file of GDAL's declares a system, and the system's code; null where it has none.</returns>
    public static async Task<(bool IsDeclared, int? Epsg)> DeclaredAsync(string path, string name, CancellationToken cancel)
    {
        try
        {
            var (code, output) = await Shell.RunAsync("gdalsrsinfo", ["-o", "epsg", Path.GetFullPath(path)], cancel);
            return code == 0 ? (true, EpsgIn(output)) : (false, null);
        }
        catch (Win32Exception missing)
        {
            throw NoGdal(name, missing);
        }
    }

    /// <param name="told">By <c>gdalsrsinfo -o epsg</c>; warnings may stand around the line.</param>
    /// <returns>Null where no line names a system; <c>EPSG:-1</c> names none.</returns>
    internal static int? EpsgIn(string told) =>
        EpsgLine().Match(told) is { Success: true } line && int.TryParse(line.Groups["code"].ValueSpan, CultureInfo.InvariantCulture, out var epsg) ? epsg : null;

    [GeneratedRegex(@"^EPSG:(?<code>[0-9]{1,9})\r?$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex EpsgLine();

    private static ProblemException NoGdal(string name, Win32Exception missing) =>
        new(ProblemCode.NoGdal, name, "this format is read through GDAL's ogr2ogr, which is not installed.",
            "Install it (Debian: sudo apt-get install gdal-bin) or export the layer as GeoJSON.", missing);

    private static async Task ConvertAsync(string path, string name, int? epsg, string target, CancellationToken cancel)
    {
        // A table says neither which columns hold points, or a shape as text (WKT), nor in which system; degrees are usual.
        var isTable = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        string[] columns = isTable
            ? ["-oo", $"X_POSSIBLE_NAMES={string.Join(',', EastColumns)}", "-oo", $"Y_POSSIBLE_NAMES={string.Join(',', NorthColumns)}", "-oo", $"GEOM_POSSIBLE_NAMES={string.Join(',', ShapeColumns)}"]
            : [];
        var declared = epsg ?? (isTable ? 4326 : null);
        string[] source = declared is { } given ? ["-s_srs", string.Create(CultureInfo.InvariantCulture, $"EPSG:{given}")] : [];
        try
        {
            var (code, output) = await Shell.RunAsync("ogr2ogr",
                ["-f", "GeoJSON", .. columns, .. source, "-t_srs", "EPSG:25832", "-lco", "COORDINATE_PRECISION=4", "-dim", "XY", "-nlt", "CONVERT_TO_LINEAR",
                    target, Path.GetFullPath(path)], cancel);
            if (code != 0)
                throw new ProblemException(ProblemCode.BadGeodata, name, $"GDAL cannot read it ({output.Split('\n')[0]}).", "Check the file, or give --epsg.");
        }
        catch (Win32Exception missing)
        {
            throw NoGdal(name, missing);
        }
    }
}
