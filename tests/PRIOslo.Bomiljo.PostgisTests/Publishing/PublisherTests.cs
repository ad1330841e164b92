using Npgsql;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("postgis")]
public class PublisherTests(PostgisCluster cluster)
{
    private const string Cells = "SELECT level, area, bydel, theme, count FROM published.figure JOIN published.current USING (year, version) JOIN published.area USING (year, version, level, area)";

    [PostgisFact]
    public async Task A_suppressed_cell_holds_nothing_and_a_shown_one_holds_the_measured_figure()
    {
        await using var database = await PublishedAsync();

        Assert.Equal(0, await database.ScalarAsync<long>(
            "SELECT count(*) FROM published.figure WHERE suppressed AND num_nonnulls(count, rate, rate_low, rate_high, change, change_class, trend_class, rate_class, hotspot_class, lisa) > 0"));
        Assert.Equal(0, await database.ScalarAsync<long>(
            """
            SELECT count(*) FROM heatmap.figure t FULL JOIN published.figure f USING (year, version, level, area, theme)
            WHERE f.suppressed IS NULL OR t.incidents IS NULL OR f.denominator IS DISTINCT FROM t.denominator
               OR NOT f.suppressed AND (f.count, f.rate) IS DISTINCT FROM (t.incidents, t.rate)
            """));
        Assert.InRange(await database.ScalarAsync<long>("SELECT count(*) FROM published.figure WHERE suppressed"), 10, 60);
    }

    [PostgisFact]
    public async Task Every_small_protected_count_is_hidden_and_the_open_theme_and_zeros_never()
    {
        await using var database = await PublishedAsync();
        const string joined = "FROM published.figure f JOIN heatmap.figure t USING (year, version, level, area, theme)";

        Assert.InRange(await database.ScalarAsync<long>($"SELECT count(*) {joined} WHERE theme NOT IN ('forsopling', 'total') AND incidents BETWEEN 1 AND 4"), 5, 50);
        Assert.Equal(0, await database.ScalarAsync<long>($"SELECT count(*) {joined} WHERE theme NOT IN ('forsopling', 'total') AND incidents BETWEEN 1 AND 4 AND NOT suppressed"));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM published.figure WHERE theme = 'forsopling' AND suppressed"));
        Assert.InRange(await database.ScalarAsync<long>("SELECT count(*) FROM published.figure WHERE theme = 'forsopling' AND count BETWEEN 1 AND 4"), 1, 50);
        Assert.Equal(0, await database.ScalarAsync<long>($"SELECT count(*) {joined} WHERE incidents = 0 AND suppressed"));
    }

    [PostgisFact]
    public async Task The_audit_finds_nothing_in_what_was_published()
    {
        await using var database = await PublishedAsync();
        var cells = (await SeenAsync(database, "SELECT level, area, parent, theme, incidents FROM heatmap.figure JOIN heatmap.area USING (year, version, level, area)"))
            .Select(cell => new Cell(new(cell.Level, cell.Area, cell.Theme), cell.Bydel, cell.Count!.Value)).ToList();
        var hidden = (await SeenAsync(database, Cells, asWeb: true)).Where(cell => cell.Count is null).Select(cell => new CellKey(cell.Level, cell.Area, cell.Theme)).ToHashSet();

        Assert.Empty(SuppressionAudit.Open(cells, new HashSet<string> { "trygghet", "ro-og-orden", "brann" }, hidden));
    }

    [PostgisFact]
    public async Task Sums_over_shown_cells_add_up()
    {
        await using var database = await PublishedAsync();
        var complete = 0;
        foreach (var sum in await SeenAsync(database, Cells + " WHERE level <> 'delbydel'", asWeb: true))
        {
            var level = sum.Level == "by" ? "bydel" : "delbydel";
            var parts = await SeenAsync(database, $"{Cells} WHERE level = '{level}' AND theme = '{sum.Theme}' AND (level = 'bydel' OR bydel = '{sum.Area}')", asWeb: true);
            if (sum.Count is null || parts.Exists(part => part.Count is null))
                continue;
            Assert.Equal(sum.Count, parts.Sum(part => part.Count));
            complete++;
        }

        Assert.InRange(complete, 5, 30);
    }

    [PostgisFact]
    public async Task Subtraction_over_everything_published_gives_no_hidden_count_back()
    {
        await using var database = await cluster.NewCityAsync();
        var hidden = 0;
        for (var seed = 0; seed < 6; seed++)
        {
            await database.DeliverAsync("brann", SmallCity.Fire, below: 3, seed: 100 + seed);
            await database.DeliverAsync("boligbygg", ["bostabilitet.eviction"], below: 2 + seed, seed: 200 + seed);
            await database.MeasureAsync();
            await database.PublishAsync();
            var seen = await SeenAsync(database, Cells, asWeb: true);

            Assert.Empty(SubtractionAttack.Run(seen));
            hidden += seen.Count(cell => cell.Count is null);
        }

        Assert.True(hidden > 50, $"Only {hidden} cells were attacked.");
    }

    [PostgisFact]
    public async Task The_same_attack_opens_small_counts_that_are_hidden_alone()
    {
        await using var database = await PublishedAsync();
        var truth = await SeenAsync(database, "SELECT level, area, parent, theme, incidents FROM heatmap.figure JOIN heatmap.area USING (year, version, level, area)");
        var seen = truth
            .ConvertAll(cell => cell with { Count = cell.Theme != "forsopling" && cell.Theme != "total" && cell.Count is >= 1 and <= 4 ? null : cell.Count });

        var opened = SubtractionAttack.Run(seen);

        Assert.InRange(opened.Count, 5, 50);
        Assert.All(opened, cell => Assert.Equal(cell.Value, truth.Single(known => known.Key == cell.Key).Count));
    }

    [PostgisFact]
    public async Task The_web_role_sees_what_is_published_and_not_the_measurement()
    {
        await using var database = await PublishedAsync();

        Assert.Equal(80, (await SeenAsync(database, Cells, asWeb: true)).Count);
        foreach (var table in new[] { "measurement", "area", "figure", "coverage" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => database.RowsAsync($"SELECT 1 FROM heatmap.{table}", asWeb: true));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [PostgisFact]
    public async Task A_decided_release_is_not_written_anew()
    {
        await using var database = await PublishedAsync();
        const string release = "SELECT version, published_at, provisional, cells, suppressed FROM published.release";
        var provisional = await database.RowsAsync(release);
        var decided = await database.PublishAsync(provisional: false);
        var after = await database.RowsAsync(release);

        await database.ExecuteAsync("UPDATE incident.theme SET protected = false");
        var again = await database.PublishAsync(provisional: true);

        Assert.NotEqual(provisional, after);
        Assert.Equal((false, decided), (decided.Provisional, again));
        Assert.Equal(after, await database.RowsAsync(release));
    }

    [PostgisFact]
    public async Task A_year_that_is_not_measured_is_refused()
    {
        await using var database = await cluster.NewCityAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.PublishAsync());
        Assert.Equal(("BOM-603", ExitCode.Refused), (problem.Code.ToString(), problem.Code.Exit));
    }

    [PostgisFact]
    public async Task A_table_that_does_not_add_up_is_refused_and_the_earlier_release_stays()
    {
        await using var database = await PublishedAsync();
        var before = await SeenAsync(database, Cells);
        await database.ExecuteAsync("UPDATE heatmap.figure SET incidents = incidents + 1 WHERE area = '0101' AND theme = 'brann'");

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.PublishAsync());

        Assert.Equal(("BOM-604", ExitCode.Refused), (problem.Code.ToString(), problem.Code.Exit));
        Assert.Equal(before, await SeenAsync(database, Cells));
    }

    [PostgisFact]
    public async Task Areas_have_the_measured_polygons_and_a_bydel_is_its_delbydeler_together()
    {
        await using var database = await PublishedAsync();

        Assert.Equal(["01 4000000", "02 5000000", "03 1000000", "16 1000000"], await database.RowsAsync(
            "SELECT area, round(ST_Area(ST_Transform(geom, 25832)))::int FROM published.area WHERE level = 'bydel' ORDER BY 1", asWeb: true));
        Assert.Equal(["by 0301 "], await database.RowsAsync("SELECT level, area, bydel FROM published.area WHERE geom IS NULL", asWeb: true));
        Assert.Equal(["1601 16"], await database.RowsAsync("SELECT area, bydel FROM published.area WHERE level = 'delbydel' AND area_name = 'Sentrum'", asWeb: true));
    }

    [PostgisFact]
    public async Task A_source_whose_theme_is_hidden_for_the_whole_city_has_no_coverage()
    {
        await using var database = await PublishedAsync();
        await database.DeliverOneAsync("boligbygg", "bostabilitet.eviction", "0101", 3, seed: 1);
        await database.MeasureAsync();
        await database.PublishAsync();

        Assert.Equal(["bostabilitet", "total"], await database.RowsAsync("SELECT theme FROM published.figure WHERE level = 'by' AND suppressed ORDER BY 1"));
        Assert.Equal(["brann 100 12", "politi 100 12", "renovasjon 100 12"], await CoverageAsync(database));
    }

    [PostgisFact]
    public async Task A_share_that_tells_a_small_number_of_unplaced_rows_of_a_protected_source_is_left_out()
    {
        await using var database = await PublishedAsync();
        for (var seed = 1; seed <= 4; seed++)
        {
            await database.DeliverOneAsync("brann", "brann.other", delbydel: null, 1, seed);
            await database.DeliverOneAsync("renovasjon", "forsopling.litter", delbydel: null, 1, seed);
        }

        await database.OverrideAsync("brann");
        await database.OverrideAsync("renovasjon");
        await database.MeasureAsync();
        await database.PublishAsync();
        var few = await CoverageAsync(database);
        await database.DeliverOneAsync("brann", "brann.other", delbydel: null, 1, seed: 5);
        await database.OverrideAsync("brann"); // which answered other findings before
        await database.MeasureAsync();
        await database.PublishAsync();

        Assert.Equal("brann - 12", few[0]);
        Assert.Matches("^renovasjon [89][0-9] 12$", few[2]);
        Assert.Matches("^brann [78][0-9] 12$", (await CoverageAsync(database))[0]);
    }

    private static Task<List<string>> CoverageAsync(TestDatabase database) =>
        database.RowsAsync("SELECT source, placed_percent, months FROM published.coverage ORDER BY 1", asWeb: true);

    private async Task<TestDatabase> PublishedAsync()
    {
        var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync();
        return database;
    }

    private static async Task<List<SeenCell>> SeenAsync(TestDatabase database, string sql, bool asWeb = false)
    {
        await using var command = (asWeb ? database.Web : database.Owner).CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var cells = new List<SeenCell>();
        while (await reader.ReadAsync())
            cells.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetInt32(4)));
        return cells;
    }
}
