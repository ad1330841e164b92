using System.Text.Json;
using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Drawn;

/// <summary>Figures for an area of one's own drawing, from a year that is out by decision.</summary>
/// <remarks>What may be answered is decided in the database (views/0070_drawn_area.sql), which puts the request on record too.</remarks>
public static class DrawnAreas
{
    /// <summary>Reads one polygon from a GeoJSON file, or several as one area.</summary>
    /// <exception cref="ProblemException">BOM-002, BOM-501, BOM-504: the file is not usable; BOM-641 it holds no polygon; BOM-662 its lines cross.</exception>
    public static async Task<MultiPolygon> ReadAsync(string path, CancellationToken cancel)
    {
        var (features, _) = await GeodataFile.ReadAsync(path, epsg: null, cancel);
        return AreaOf(GeoJsonReader.PolygonsOf(features), Path.GetFileName(path));
    }

    /// <summary>Reads a GeoJSON text: a feature collection, a feature or a polygon.</summary>
    /// <exception cref="ProblemException">BOM-501, BOM-504: the text is not usable; BOM-641 it holds no polygon; BOM-662 its lines cross.</exception>
    public static MultiPolygon Parse(string geoJson)
    {
        const string place = "the drawn area";
        return AreaOf(GeoJsonReader.ReadPolygons(geoJson, place), place);
    }

    /// <param name="connection">As owner, or in the name of any person. What it writes must be committed before anything is shown.</param>
    /// <param name="year">A year that is out by decision.</param>
    /// <param name="area">EPSG:25832.</param>
    /// <param name="dryRun">Looks at the drawing and who lives there alone: nothing is answered, and nothing used up.</param>
    /// <exception cref="ProblemException">BOM-603 the year is not out by decision; BOM-641, BOM-642, BOM-643, BOM-662, BOM-663, BOM-664 the
    /// request is not taken; BOM-644 earlier answers of the year rest on another version.</exception>
    public static async Task<DrawnReport> AskAsync(NpgsqlConnection connection, int year, MultiPolygon area, bool dryRun, CancellationToken cancel)
    {
        area.SRID = CoordinateTransform.StorageEpsg;
        var reply = (await SqlRows.ReadAsync<DrawnAreaQuery, DrawnReply>(
            connection, [new("year", year), new("area", area), new("dry_run", dryRun)],
            row => JsonSerializer.Deserialize<DrawnReply>(row.GetString(0), JsonSerializerOptions.Web)!, cancel))[0];
        if (reply.Refusal is { } refusal)
            throw DrawnRefusal.Of(refusal, year, reply.Place);
        var bases = await SqlRows.ReadAsync<DrawnBasisQuery, (DrawnBasis Basis, bool SameEvents)>(
            connection, [new("year", year), new("version", reply.Version)],
            row => (new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetDouble(3)), row.GetBoolean(4)), cancel);
        return new(year, reply.Version, reply.Residents, reply.Cut, reply.Taken, reply.LeftOut,
            DrawnFigures.Of(reply.Answers, reply.Residents, [.. bases.Select(row => row.Basis)], bases.Any(row => row.SameEvents)));
    }

    /// <summary>Forgets who asked for an area, where that is longer ago than the limit of ten a day needs it.</summary>
    /// <param name="database">As owner.</param>
    /// <param name="dryRun">True forgets nothing.</param>
    /// <returns>Of how many requests.</returns>
    public static async Task<int> ForgetAskersAsync(NpgsqlDataSource database, DateTimeOffset now, bool dryRun, CancellationToken cancel)
    {
        const string due = "FROM heatmap.drawn_area WHERE asked_by <> '' AND asked_at <= @now - interval '24 hours'";
        await using var command = database.CreateCommand(dryRun
            ? $"SELECT count(*)::int {due}"
            : $"WITH forgotten AS (UPDATE heatmap.drawn_area SET asked_by = '' WHERE drawn_id IN (SELECT drawn_id {due}) RETURNING 1) SELECT count(*)::int FROM forgotten");
        command.Parameters.Add(new("now", now.ToUniversalTime()));
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static MultiPolygon AreaOf(List<Geometry> polygons, string place)
    {
        if (polygons.Count == 0)
            throw new ProblemException(ProblemCode.DrawnOutside, place, "it holds no polygon.", "Draw one.");
        polygons = [.. polygons.SelectMany(polygon => Enumerable.Range(0, polygon.NumGeometries).Select(polygon.GetGeometryN))]; // islands may lie in each other
        if (!polygons.TrueForAll(polygon => polygon.IsValid))
            throw DrawnRefusal.Of("invalid", year: 0, place: null);
        var area = NetTopologySuite.Operation.Union.UnaryUnionOp.Union(polygons);
        return area as MultiPolygon ?? area.Factory.CreateMultiPolygon([(Polygon)area]);
    }

    private sealed record DrawnReply(
        string? Refusal, string? Place, int Version, double Residents, IReadOnlyList<string> Cut, IReadOnlyList<string> Taken, IReadOnlyList<string> LeftOut,
        IReadOnlyList<DrawnAnswer> Answers);
}

internal abstract class DrawnAreaQuery;

internal abstract class DrawnBasisQuery;
