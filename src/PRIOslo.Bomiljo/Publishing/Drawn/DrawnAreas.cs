using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Drawn;

/// <summary>What is told of a drawn area.</summary>
/// <param name="Residents">Estimated.</param>
/// <param name="Cut">The delbydeler that it cuts, by code.</param>
/// <param name="Answers">By theme; empty on a dry run.</param>
public sealed record DrawnReport(int Year, int Version, double Residents, IReadOnlyList<string> Cut, IReadOnlyList<DrawnAnswer> Answers);

/// <summary>Figures for an area of one's own drawing, from a year that is out by decision.</summary>
/// <param name="database">As owner: no role reads single incidents for this.</param>
/// <param name="clock">For the time of the request.</param>
public sealed class DrawnAreas(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Reads one polygon from a GeoJSON file, or several as one area.</summary>
    /// <exception cref="ProblemException">BOM-002, BOM-501, BOM-504: the file is not usable; BOM-641 it holds no polygon.</exception>
    public static async Task<MultiPolygon> ReadAsync(string path, CancellationToken cancel)
    {
        var (features, _) = await GeodataFile.ReadAsync(path, epsg: null, cancel);
        var polygons = features.Select(feature => feature.Geometry).OfType<Geometry>().Where(shape => shape.Dimension == Dimension.Surface).ToList();
        if (polygons.Count == 0)
            throw new ProblemException(ProblemCode.DrawnOutside, Path.GetFileName(path), "the file holds no polygon.", "Draw one.");
        var area = NetTopologySuite.Operation.Union.UnaryUnionOp.Union(polygons);
        return area as MultiPolygon ?? area.Factory.CreateMultiPolygon([(Polygon)area]);
    }

    /// <param name="year">A year that is out by decision.</param>
    /// <param name="area">EPSG:25832.</param>
    /// <param name="dryRun">Looks at the drawing and who lives there alone: nothing is answered, and nothing used up.</param>
    /// <exception cref="ProblemException">BOM-603 the year is not out by decision; BOM-641, BOM-642, BOM-643 the request is not
    /// taken; BOM-644 earlier answers of the year rest on another version.</exception>
    public async Task<DrawnReport> AskAsync(int year, MultiPolygon area, bool dryRun, CancellationToken cancel)
    {
        area.SRID = CoordinateTransform.StorageEpsg;
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var alone = await YearLock.TakeAsync(connection, year, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var version = await ReadVersionAsync(connection, year, cancel);
        var touched = await SqlRows.ReadAsync<TouchedQuery, TouchedDelbydel>(connection, Parameters(), TouchedQuery.Row, cancel);
        DrawnAreaRule.Check(touched);
        var report = new DrawnReport(
            year, version, Math.Round(touched.Sum(delbydel => delbydel.ResidentsInside)), [.. touched.Where(delbydel => !delbydel.Whole).Select(delbydel => delbydel.Delbydel)], []);
        if (dryRun)
            return report;

        var themes = await PublishingStore.ReadProtectedThemesAsync(connection, cancel);
        var parts = await SqlRows.ReadAsync<PartQuery, DrawnPart>(connection,
            [.. Parameters(), new("codes", touched.Select(delbydel => delbydel.Delbydel).ToArray()), new("whole", touched.Select(delbydel => delbydel.Whole).ToArray())],
            PartQuery.Row, cancel);
        report = report with { Answers = [.. parts.GroupBy(part => part.Theme).Select(theme => DrawnAreaRule.Answer(theme.Key, [.. theme], themes.Contains(theme.Key)))] };
        await WriteAsync(connection, report, area, cancel);
        await AuditLog.AppendAsync(connection, AuditActions.DrawnArea, $"year {year}",
            new { report.Version, report.Cut, Answered = report.Answers.Count(answer => answer.Incidents is not null) }, cancel);
        await transaction.CommitAsync(cancel);
        return report;

        NpgsqlParameter[] Parameters() => [new("year", (short)year), new("version", version), new("area", area)];
    }

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT c.version, (SELECT max(d.released_version) FROM heatmap.drawn_area d WHERE d.year = c.year)
            FROM published.current c WHERE c.year = @year AND NOT c.provisional
            """, connection)
        {
            Parameters = { new("year", (short)year) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            throw new ProblemException(ProblemCode.NotMeasured, $"year {year}", "the year is not out by decision.", $"Run `bomiljo measure publish {year}`.");
        if (reader.GetFieldValue<int?>(1) is { } asked && asked != reader.GetInt32(0))
        {
            throw new ProblemException(ProblemCode.DrawnOtherVersion, $"year {year}", "earlier drawn areas rest on a version that has been corrected since; the difference would tell.",
                "Use whole delbydeler.");
        }

        return reader.GetInt32(0);
    }

    private async Task WriteAsync(NpgsqlConnection connection, DrawnReport report, MultiPolygon area, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For<DrawnAreas>(), connection)
        {
            Parameters =
            {
                new("year", (short)report.Year), new("version", report.Version), new("area", area), new("now", clock.GetUtcNow()), new("residents", report.Residents),
                new("cuts", report.Cut.ToArray()), new("themes", report.Answers.Select(answer => answer.Theme).ToArray()),
                new("counts", report.Answers.Select(answer => answer.Incidents).ToArray()), new("reasons", report.Answers.Select(answer => answer.Reason).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
