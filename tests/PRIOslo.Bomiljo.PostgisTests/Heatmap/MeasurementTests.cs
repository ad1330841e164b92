using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

[Collection("postgis")]
public class MeasurementTests(PostgisCluster cluster)
{
    private const string Figures = "SELECT level, area, theme, incidents, denominator FROM heatmap.figure WHERE version = 1 ORDER BY level, area, theme";

    [PostgisFact]
    public async Task Figures_equal_plain_sql_over_points_and_polygons()
    {
        await using var database = await cluster.NewCityAsync();
        var report = await database.MeasureAsync();

        var plain = await database.RowsAsync(
            """
            WITH event AS (
                SELECT a.code, split_part(i.category, '.', 1) AS theme, i.incidents
                FROM incident.incident i JOIN geo.area a ON ST_Covers(a.geom, i.point) WHERE i.occurred_year = 2023
            ), split AS (
                SELECT code, theme, incidents FROM event UNION ALL SELECT code, 'total', incidents FROM event
            ), place (level, area, delbydel) AS (
                SELECT 'delbydel', code, code FROM geo.area UNION ALL SELECT 'bydel', left(code, 2), code FROM geo.area
                UNION ALL SELECT 'by', '0301', code FROM geo.area
            )
            SELECT p.level, p.area, t.theme, coalesce(sum(s.incidents), 0),
                   nullif((SELECT sum(g.residents) FROM geo.population g JOIN place q ON q.delbydel = g.code WHERE q.level = p.level AND q.area = p.area), 0)
            FROM place p CROSS JOIN (SELECT DISTINCT theme FROM split) t LEFT JOIN split s ON s.code = p.delbydel AND s.theme = t.theme
            GROUP BY p.level, p.area, t.theme ORDER BY 1, 2, 3
            """);

        Assert.Equal(plain, await database.RowsAsync(Figures));
        Assert.Equal((11 + 4 + 1) * 5, report.Figures);
        Assert.Equal(await database.ScalarAsync<long>("SELECT sum(incidents) FROM incident.incident"), report.Incidents);
        Assert.Equal(0, await database.ScalarAsync<long>(
            "SELECT count(*) FROM heatmap.figure WHERE abs(rate - 1000.0 * incidents / denominator) > 1e-9 OR (rate IS NULL) <> (denominator IS NULL)"));
    }

    [PostgisFact]
    public async Task A_theme_that_nobody_delivered_is_absent_and_not_zero()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync();

        Assert.Equal(["brann", "forsopling", "ro-og-orden", "total", "trygghet"], await database.RowsAsync("SELECT DISTINCT theme FROM published.figure ORDER BY 1"));
    }

    [PostgisFact]
    public async Task Measuring_twice_without_a_change_keeps_the_version_as_it_is()
    {
        await using var database = await cluster.NewCityAsync();
        var first = await database.MeasureAsync();
        var before = await database.RowsAsync("SELECT version, measured_at, inputs FROM heatmap.measurement");

        var second = await database.MeasureAsync();

        Assert.Equal((false, 1), (first.Unchanged, first.Version));
        Assert.Equal((true, 1), (second.Unchanged, second.Version));
        Assert.Equal(before, await database.RowsAsync("SELECT version, measured_at, inputs FROM heatmap.measurement"));
    }

    [PostgisFact]
    public async Task A_new_delivery_overwrites_a_provisional_version_and_withdrawing_it_brings_the_figures_back()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync();
        var before = await database.RowsAsync(Figures);

        var delivery = await database.DeliverOneAsync("brann", "brann.other", "0203", 40, seed: 1);
        var more = await database.MeasureAsync();
        await database.PublishAsync();
        var with = await database.RowsAsync(Figures);
        await Withdrawal.RunAsync(database.Owner, delivery, dryRun: false, DateTimeOffset.UnixEpoch, default);
        var less = await database.MeasureAsync();

        Assert.Equal((1, false, 1, false), (more.Version, more.Unchanged, less.Version, less.Unchanged));
        Assert.Equal(more.Incidents - 40, less.Incidents);
        Assert.Equal(6, with.Except(before).Count()); // fire and total of one delbydel, its bydel and the city
        Assert.Equal(before, await database.RowsAsync(Figures));
        Assert.Equal(["1"], await database.RowsAsync("SELECT version FROM heatmap.measurement"));
    }

    [PostgisFact]
    public async Task After_a_decision_to_publish_a_new_measurement_gets_the_next_version_and_the_old_one_stays()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        const string published = "SELECT f.*, r.published_at, r.provisional FROM published.figure f JOIN published.release r USING (year, version) WHERE version = 1 ORDER BY level, area, theme";
        var (measuredBefore, publishedBefore) = (await database.RowsAsync(Figures), await database.RowsAsync(published));

        await database.DeliverOneAsync("brann", "brann.other", "0203", 40, seed: 1);
        var next = await database.MeasureAsync();
        var provisional = await database.PublishAsync();

        Assert.Equal(2, next.Version);
        Assert.Equal((2, true, 1), (provisional.Version, provisional.Provisional, provisional.StillShown));
        Assert.Equal(measuredBefore, await database.RowsAsync(Figures));
        Assert.Equal(publishedBefore, await database.RowsAsync(published));
        Assert.Equal(["2023 1 False"], await database.RowsAsync("SELECT year, version, provisional FROM published.current", asWeb: true));
        Assert.Equal(["1", "2"], await database.RowsAsync("SELECT DISTINCT version FROM published.figure ORDER BY 1", asWeb: true));

        await database.PublishAsync(provisional: false);
        Assert.Equal(["2023 2 False"], await database.RowsAsync("SELECT year, version, provisional FROM published.current", asWeb: true));
    }

    [PostgisFact]
    public async Task Several_measurements_of_a_year_at_once_give_one_version_whose_published_figures_are_its_own()
    {
        await using var database = await cluster.NewCityAsync();
        await Task.WhenAll(Enumerable.Range(1, 8).Select(async number =>
        {
            await database.DeliverOneAsync("brann", "brann.other", "0203", number, seed: number);
            await database.MeasureAsync();
            await database.PublishAsync();
        }));

        Assert.Equal(["1"], await database.RowsAsync("SELECT version FROM heatmap.measurement"));
        Assert.Equal(
            await database.ScalarAsync<long>("SELECT sum(incidents) FROM incident.incident"),
            await database.ScalarAsync<int>("SELECT incidents FROM heatmap.figure WHERE level = 'by' AND theme = 'total'"));
        Assert.Equal(0, await database.ScalarAsync<long>(
            "SELECT count(*) FROM heatmap.figure t FULL JOIN published.figure f USING (year, version, level, area, theme) WHERE f.suppressed IS NULL OR f.count <> t.incidents"));
        Assert.True((await database.MeasureAsync()).Unchanged);
    }

    [PostgisFact]
    public async Task What_is_missing_is_told_and_nothing_is_measured()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddTaxonomyAsync();
        await AssertRefusedAsync(database, "BOM-503");
        await database.AddAreasAsync();
        await AssertRefusedAsync(database, "BOM-601");
        await database.DeliverAsync("brann", SmallCity.Fire, below: 5, seed: 1);
        await AssertRefusedAsync(database, "BOM-602");
        await database.AddPopulationAsync(year: 2022);
        await AssertRefusedAsync(database, "BOM-602");
        await database.AddPopulationAsync();
        Assert.Equal(1, (await database.MeasureAsync()).Version);
    }

    [PostgisFact]
    public async Task A_year_of_all_zeros_is_refused_for_what_was_there_before_and_never_measured_as_zeros()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddAreasAsync();
        await database.AddPopulationAsync();
        await database.AddTaxonomyAsync();
        await database.DeliverAsync("brann", SmallCity.Fire, below: 5, seed: 1, year: 2022);
        await AssertRefusedAsync(database, "BOM-620");
        await database.OverrideAsync("brann");
        await AssertRefusedAsync(database, "BOM-601");
    }

    [PostgisFact]
    public async Task A_theme_without_events_is_not_measured_and_the_decision_to_count_its_source_says_so()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddAreasAsync();
        await database.AddPopulationAsync();
        await database.AddTaxonomyAsync();
        await database.DeliverAsync("brann", SmallCity.Fire, below: 5, seed: 1, year: 2022);
        await database.DeliverAsync("renovasjon", SmallCity.Waste, below: 5, seed: 2);
        await database.OverrideAsync("brann");

        var report = await database.MeasureAsync();

        Assert.Equal(["forsopling", "total"], await database.RowsAsync("SELECT DISTINCT theme FROM heatmap.figure ORDER BY 1"));
        Assert.Contains("there is no row to count", string.Join(' ', Assert.Single(report.Gate, verdict => verdict.Source == "brann").Findings.Select(finding => finding.Text)), StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task A_year_whose_raw_incidents_were_deleted_is_not_measured_again()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.ExecuteAsync(
            "INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('brann', 2023, 36, now(), 'test', 1, 1)");

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync());

        Assert.Equal(ProblemCode.IncidentsDeleted, problem.Code);
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.measurement"));
    }

    [PostgisFact]
    public async Task What_a_measurement_rests_on_makes_a_new_one_when_it_changes()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        foreach (var change in new[]
        {
            "UPDATE geo.population SET residents = residents + 1 WHERE code = '0101'",
            "UPDATE incident.category SET theme = 'trygghet' WHERE category = 'ro-og-orden.disturbance'",
            "UPDATE incident.theme SET protected = false WHERE theme = 'brann'",
            "INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features) VALUES ('bydel', 2018, 'x', 'x', now(), 0)",
        })
        {
            await database.ExecuteAsync(change);

            Assert.False((await database.MeasureAsync()).Unchanged, change);
            Assert.True((await database.MeasureAsync()).Unchanged, change);
        }
    }

    [PostgisFact]
    public async Task An_incident_in_the_first_hour_of_the_year_in_Oslo_is_of_that_year()
    {
        await using var database = await cluster.NewCityAsync();
        await database.AddPopulationAsync(2024);
        var file = Path.Combine(Path.GetTempPath(), $"bomiljo-new-year-{Environment.ProcessId}.csv");
        await File.WriteAllTextAsync(file,
            """
            Meldingsnr;Meldt;Type;Adresse;Postnr;X;Y;Status
            A;01.01.2024 00:30;Full container;;;601500,00;6641500,00;Lukket
            """);
        try
        {
            var taxonomy = Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"));
            await new DeliveryImport(database.Owner, TimeProvider.System, "test").RunAsync(SourceFolder.Load("renovasjon", taxonomy), taxonomy, file, dryRun: false, default);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal(["2023-12-31 23:30"], await database.RowsAsync("SELECT to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') FROM incident.incident WHERE precision = 'minute'"));
        foreach (var source in new[] { "renovasjon", "brann", "politi" }) // one row of the one, none of the others
            await database.OverrideAsync(source, 2024);
        Assert.Equal(1, (await database.MeasureAsync(2024)).Incidents);
        Assert.Equal(["delbydel 0101 forsopling 1"], await database.RowsAsync(
            "SELECT level, area, theme, incidents FROM heatmap.figure WHERE year = 2024 AND level = 'delbydel' AND incidents > 0 AND theme <> 'total'"));
        Assert.Equal(["renovasjon 1 0 0 1"], await database.RowsAsync("SELECT source, placed, unplaced, outside, months FROM heatmap.coverage WHERE year = 2024"));
    }

    [PostgisFact]
    public async Task A_year_is_measured_in_the_boundaries_that_apply_to_it()
    {
        await using var database = await cluster.NewCityAsync();
        await database.AddAreasAsync(vintageYear: 2024);
        await database.AddPopulationAsync(2024);
        await database.DeliverAsync("brann", SmallCity.Fire, below: 9, seed: 5, year: 2024);
        foreach (var source in new[] { "politi", "renovasjon" }) // which have nothing in 2024
            await database.OverrideAsync(source, 2024);

        await database.MeasureAsync();
        await database.MeasureAsync(2024);

        Assert.Equal(["2023 2018", "2024 2024"], await database.RowsAsync("SELECT m.year, v.year FROM heatmap.measurement m JOIN geo.vintage v USING (vintage_id) ORDER BY 1"));
    }

    private static async Task AssertRefusedAsync(TestDatabase database, string code)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.MeasureAsync());
        Assert.Equal((code, ExitCode.Refused), (problem.Code.ToString(), problem.Code.Exit));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.measurement"));
    }
}
