using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>Reads a height model (GeoTIFF, ASCII grid and whatever GDAL reads) through <c>gdalwarp</c> into EPSG:25832.</summary>
internal static class TerrainFile
{
    /// <summary>A finer model is averaged to this: within 100 m a finer one tells of hedges and kerbs, at 25 times the size.</summary>
    public const double FinestCellMetres = 5;

    /// <summary>A coarser model is refused: it knows nothing of what stands within 100 m.</summary>
    public const double CoarsestCellMetres = 25;

    private const long MostCells = 60_000_000;
    private const float Nothing = -32_768;

    /// <param name="path">The file.</param>
    /// <param name="epsg">Its system; null takes what the file says.</param>
    /// <param name="cancel">Stops GDAL.</param>
    /// <exception cref="ProblemException">BOM-002, BOM-003, BOM-501, BOM-502, BOM-504.</exception>
    public static async Task<(HeightGrid Grid, string Sha256)> ReadAsync(string path, int? epsg, CancellationToken cancel)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var hash = await GeodataFile.HashAsync(path, name, cancel);
        if (epsg is { } given && !CoordinateTransform.KnownEpsg.Contains(given))
            throw new ProblemException(ProblemCode.UnknownEpsg, "--epsg", $"EPSG:{given} is not known.", $"Use one of {string.Join(", ", CoordinateTransform.KnownEpsg)}.");
        if (epsg is not null)
            LayerPlausibility.DemandSameSystem(epsg, (await GeodataFile.DeclaredAsync(path, name, cancel)).Epsg, name);
        var folder = Directory.CreateTempSubdirectory("bomiljo-");
        try
        {
            var (plan, target) = (Path.Combine(folder.FullName, "plan.vrt"), Path.Combine(folder.FullName, "heights.img"));
            string[] source = epsg is { } code ? ["-s_srs", string.Create(CultureInfo.InvariantCulture, $"EPSG:{code}")] : [];
            await RunAsync("gdalwarp", name, ["-q", .. source, "-t_srs", "EPSG:25832", "-of", "VRT", Path.GetFullPath(path), plan], cancel);
            var cell = await CellAsync(plan, name, cancel);
            var side = cell.ToString("R", CultureInfo.InvariantCulture);
            await RunAsync("gdalwarp", name,
                ["-q", .. source, "-t_srs", "EPSG:25832", "-tr", side, side, "-tap", "-r", cell == FinestCellMetres ? "average" : "bilinear", "-ot", "Float32",
                    "-dstnodata", Nothing.ToString(CultureInfo.InvariantCulture), "-of", "ENVI", Path.GetFullPath(path), target], cancel);
            return (Read(await InfoAsync(target, name, cancel), target, name), hash);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> CellAsync(string plan, string name, CancellationToken cancel)
    {
        var info = await InfoAsync(plan, name, cancel);
        var cell = Math.Max(FinestCellMetres, Math.Round(info.Cell, 1));
        if (cell > CoarsestCellMetres)
        {
            throw Bad(name, string.Create(CultureInfo.InvariantCulture, $"its cells are {info.Cell:0.#} m wide."),
                $"Use a model with cells of at most {CoarsestCellMetres} m, or give the file's own system with --epsg.");
        }

        var middle = new Point(info.West + (info.Columns * info.Cell / 2), info.North - (info.Rows * info.Cell / 2));
        LayerPlausibility.Demand([new GeoFeature(middle, new Dictionary<string, string>())], name);
        var cells = info.Columns * (long)info.Rows * (info.Cell / cell) * (info.Cell / cell);
        return cells <= MostCells ? cell : throw Bad(name, "it has more cells than memory should hold.", "Cut it to the city and 100 m around.");
    }

    private static HeightGrid Read((double West, double North, double Cell, int Columns, int Rows) info, string target, string name)
    {
        var heights = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(target));
        var decimetres = new short[heights.Length];
        for (var at = 0; at < heights.Length; at++)
        {
            decimetres[at] = heights[at] switch
            {
                Nothing or float.NaN => HeightGrid.NoHeight,
                < -500 or > 2_500 => throw Bad(name, "a height is below −500 m or above 2500 m.", "Give heights in metres above sea level."),
                var metres => (short)MathF.Round(metres * 10),
            };
        }

        return new HeightGrid(info.West, info.North, info.Cell, info.Columns, info.Rows, decimetres);
    }

    private static async Task<(double West, double North, double Cell, int Columns, int Rows)> InfoAsync(string path, string name, CancellationToken cancel)
    {
        var output = await RunAsync("gdalinfo", name, ["-json", path], cancel);
        using var info = JsonDocument.Parse(output[..(output.LastIndexOf('}') + 1)]); // warnings may follow
        double[] place = [.. info.RootElement.GetProperty("geoTransform").EnumerateArray().Select(number => number.GetDouble())];
        int[] size = [.. info.RootElement.GetProperty("size").EnumerateArray().Select(number => number.GetInt32())];
        if (info.RootElement.GetProperty("bands").GetArrayLength() != 1)
            throw Bad(name, "it is a picture of several bands, not one of heights.", "Give a height model.");
        return (place[0], place[3], place[1], size[0], size[1]);
    }

    private static async Task<string> RunAsync(string program, string name, string[] arguments, CancellationToken cancel)
    {
        try
        {
            var (code, output) = await Shell.RunAsync(program, arguments, cancel);
            return code == 0 ? output : throw Bad(name, $"GDAL cannot read it ({output.Split('\n')[0]}).", "Check the file, or give --epsg.");
        }
        catch (Win32Exception missing)
        {
            throw new ProblemException(ProblemCode.NoGdal, name, $"a height model is read through GDAL's {program}, which is not installed.",
                "Install it (Debian: sudo apt-get install gdal-bin).", missing);
        }
    }

    private static ProblemException Bad(string name, string what, string remedy) => new(ProblemCode.BadGeodata, name, what, remedy);
}
