using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>Where a layer comes from.</summary>
/// <param name="Source">Who made it; empty where not stated.</param>
/// <param name="DatedOn">The day that it describes; null where not stated.</param>
/// <param name="Coverage">EPSG:25832: outside it the layer says nothing; null where not stated.</param>
public sealed record LayerOrigin(string Source, DateOnly? DatedOn, MultiPolygon? Coverage)
{
    public static LayerOrigin NotStated { get; } = new("", null, null);

    /// <param name="source">Null where not stated.</param>
    /// <param name="date">As 2024-12-10; null where not stated.</param>
    /// <param name="coverageFile">Polygons, in any format that a layer may have; null where not stated.</param>
    /// <param name="coverageEpsg">That file's system; null takes what it says.</param>
    /// <param name="layerEpsg">The layer's, which the coverage is taken to be in where neither is said.</param>
    /// <param name="today">No layer describes a later day.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="ProblemException">BOM-001: no day, or one to come, or a system of no coverage. BOM-002, BOM-003, BOM-501, BOM-502, BOM-504: the coverage cannot be read.</exception>
    public static async Task<LayerOrigin> ReadAsync(string? source, string? date, string? coverageFile, int? coverageEpsg, int? layerEpsg, DateOnly today, CancellationToken cancel)
    {
        if (coverageEpsg is not null && coverageFile is null)
            throw new ProblemException(ProblemCode.BadArgument, "--coverage-epsg", "there is no coverage whose system it could be.", "Give --coverage, or leave it out.");
        DateOnly? day = null;
        if (date is not null)
        {
            day = DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
                ? read
                : throw new ProblemException(ProblemCode.BadArgument, "--date", "this is not a day.", "Write it as 2024-12-10.");
        }

        if (day > today)
            throw new ProblemException(ProblemCode.BadArgument, "--date", "that day has not come yet: the layer would pass for newer than it is.", "Give the day that the layer describes.");
        return new LayerOrigin(source ?? "", day, coverageFile is null ? null : await ReadCoverageAsync(coverageFile, coverageEpsg, layerEpsg, cancel));
    }

    private static async Task<MultiPolygon> ReadCoverageAsync(string path, int? epsg, int? otherwise, CancellationToken cancel)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var (features, _) = await GeodataFile.ReadAsync(path, epsg, cancel, otherwise);
        LayerPlausibility.Demand(features, name, "--coverage-epsg");
        Geometry[] areas = [.. features.Select(feature => AreaTopology.Repair(feature.Geometry)?.Polygon).OfType<Geometry>()];
        if (areas.Length == 0)
            throw new ProblemException(ProblemCode.BadGeodata, name, "there is no polygon in it.", "Give the area that the layer covers.");
        return UnaryUnionOp.Union(areas) is MultiPolygon many ? many : new MultiPolygon([(Polygon)UnaryUnionOp.Union(areas)]);
    }
}
