using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Drawn;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("postgis")]
public class DrawnAreaTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task Whole_delbydeler_have_the_sum_of_their_figures_and_a_hidden_one_hides_its_theme()
    {
        await using var database = await DecidedAsync();
        var report = await AskAsync(database, 601_000, 6_641_000, 603_000, 6_642_000); // 0101 and 0102

        Assert.Empty(report.Cut);
        foreach (var answer in report.Answers.Where(answer => answer.Theme != "total"))
        {
            var shown = await database.RowsAsync($"SELECT count FROM published.figure f JOIN published.current USING (year, version) WHERE level = 'delbydel' AND area IN ('0101', '0102') AND theme = '{answer.Theme}'");
            Assert.Equal(shown.Contains("-") ? null : shown.Sum(int.Parse), answer.Incidents);
        }

        Assert.Contains(report.Answers, answer => answer is { Theme: "forsopling", Incidents: > 0, Rate: > 0 });
        Assert.Equal("total", report.Answers[^1].Theme);
    }

    [PostgisFact]
    public async Task A_second_cut_of_a_delbydel_is_refused_whatever_the_first_was_answered()
    {
        await using var database = await DecidedAsync();
        var looked = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000, dryRun: true);
        var first = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => AskAsync(database, 601_000, 6_641_000, 602_501, 6_642_000));

        Assert.Empty(looked.Answers);
        Assert.NotEmpty(first.Answers);
        Assert.Equal(["0102"], first.Cut);
        Assert.Equal("BOM-643", problem.Code.ToString());
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entry WHERE action = 'heatmap.area'"));
    }

    /// <summary>How many municipal homes stand in a part of a delbydel is not known, and would tell where they are.</summary>
    [PostgisFact]
    public async Task A_theme_per_dwelling_is_told_of_whole_delbydeler_and_not_where_one_of_them_is_cut()
    {
        await using var database = await DecidedAsync();
        await database.ExecuteAsync("ALTER TABLE published.figure DISABLE TRIGGER USER; UPDATE published.figure SET denominator_unit = 'municipal-dwellings' WHERE theme = 'forsopling'");

        var cut = (await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000)).Answers.Single(answer => answer.Theme == "forsopling");
        var whole = (await AskAsync(database, 601_000, 6_641_000, 602_000, 6_642_000)).Answers.Single(answer => answer.Theme == "forsopling");

        Assert.Equal((null, "whole-only"), (cut.Incidents, cut.Reason));
        Assert.Equal(("", null), (whole.Reason, whole.Rate)); // a count, and no rate per resident
        Assert.NotNull(whole.Incidents);
    }

    /// <summary>A line drawn by hand misses the borders on both sides of them.</summary>
    [PostgisFact]
    public async Task A_delbydel_with_few_residents_in_one_part_is_not_cut_but_taken_whole_or_left_out()
    {
        await using var database = await DecidedAsync();
        var whole = await AskAsync(database, 601_000, 6_641_000, 602_000, 6_642_000, dryRun: true);
        var wide = await AskAsync(database, 600_990, 6_640_990, 602_020, 6_642_010);
        var narrow = await AskAsync(database, 601_010, 6_641_010, 601_980, 6_641_990);

        Assert.Equal((whole.Residents, 0), (wide.Residents, wide.Cut.Count));
        Assert.Contains("0102", wide.LeftOut);
        Assert.Empty(wide.Taken);
        Assert.Equal((whole.Residents, 0, 0), (narrow.Residents, narrow.Cut.Count, narrow.LeftOut.Count));
        Assert.Equal(["0101"], narrow.Taken);
        Assert.Equal(wide.Answers, narrow.Answers);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.drawn_cut"));
    }

    /// <summary>Five incidents picked one by one, or left out one by one, would be a part of their own.</summary>
    [PostgisFact]
    public async Task Pinholes_and_threads_are_not_taken_as_drawn()
    {
        await using var database = await DecidedAsync();
        var plain = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000, dryRun: true);
        var pierced = (Polygon)Rectangle(601_000, 6_641_000, 602_500, 6_642_000).GetGeometryN(0);
        var holes = Enumerable.Range(0, 20).Select(n => new Envelope(602_050 + (20 * n), 602_060 + (20 * n), 6_641_500, 6_641_510))
            .Select(hole => ((Polygon)pierced.Factory.ToGeometry(hole)).Shell).ToArray();

        var asked = await AskAsync(database, pierced.Factory.CreatePolygon(pierced.Shell, holes), dryRun: true);
        var picked = await RefusalAsync(() => AskAsync(database, (Polygon)pierced.Factory.ToGeometry(new Envelope(602_000, 602_040, 6_641_000, 6_642_000)), dryRun: true));

        Assert.Equal(plain.Residents, asked.Residents);
        Assert.Equal(plain.Cut, asked.Cut);
        Assert.Equal("BOM-642", picked); // nothing is left of it
    }

    [PostgisFact]
    public async Task A_correction_that_is_not_out_is_not_told_and_whole_delbydeler_may_be_asked_for_after_it()
    {
        await using var database = await DecidedAsync();
        var before = await AskAsync(database, 601_000, 6_641_000, 603_000, 6_642_000);
        await database.DeliverAsync("politi", SmallCity.Police, below: 4, seed: 77);
        Assert.Equal(before.Answers, (await AskAsync(database, 601_000, 6_641_000, 603_000, 6_642_000)).Answers);

        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        Assert.NotEmpty((await AskAsync(database, 601_000, 6_641_000, 603_000, 6_642_000)).Answers);
        Assert.Equal("BOM-644", await RefusalAsync(() => AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000)));
    }

    [PostgisFact]
    public async Task A_source_that_the_release_leaves_out_is_in_no_part_and_its_theme_is_answered()
    {
        await using var database = await cluster.NewCityAsync();
        await database.DeliverAsync("naboer", ["forsopling.litter"], below: 9, seed: 21);
        await database.ExecuteAsync(
            """
            UPDATE geo.population SET residents = 4000;
            UPDATE incident.incident SET position = 'point', incidents = 10 * incidents, point = ST_Translate(point, 30 * (line % 9) - 120, 0)
            """);
        await new PRIOslo.Bomiljo.Heatmap.Gate.CoverageDecisions(database.Owner, TimeProvider.System, "test").DecideAsync(new("naboer", SmallCity.Year, Enters: false, "Ikke brukbar."), default);
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        await database.ExecuteAsync("DELETE FROM heatmap.coverage_decision"); // what the release left out counts, whatever is decided since

        var report = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000);

        Assert.NotEqual(0, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE source = 'naboer' AND place_delbydel = '0102'"));
        Assert.Equal(["0102"], report.Cut);
        Assert.DoesNotContain(report.Answers, answer => answer.Reason == "no-position");
        Assert.Contains(report.Answers, answer => answer is { Theme: "forsopling", Incidents: > 0 });
    }

    /// <summary>The rates that are out are per the release's residents; an area's would not be comparable with them otherwise.</summary>
    [PostgisFact]
    public async Task Residents_are_the_releases_whatever_population_is_imported_since()
    {
        await using var database = await DecidedAsync();
        var before = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000, dryRun: true);
        await database.ExecuteAsync("UPDATE geo.population SET residents = 9000");

        var after = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000, dryRun: true);

        Assert.Equal(6_000, before.Residents);
        Assert.Equal(before.Residents, after.Residents);
    }

    [PostgisFact]
    public async Task A_provisional_year_a_small_area_a_crossed_one_and_one_outside_are_refused()
    {
        await using var database = await DecidedAsync();
        await using var provisional = await cluster.NewCityAsync();
        await provisional.MeasureAsync();
        await provisional.PublishAsync();

        Assert.Equal("BOM-603", await RefusalAsync(() => AskAsync(provisional, 601_000, 6_641_000, 603_000, 6_642_000)));
        Assert.Equal("BOM-642", await RefusalAsync(() => AskAsync(database, 601_100, 6_641_100, 601_200, 6_641_200)));
        Assert.Equal("BOM-641", await RefusalAsync(() => AskAsync(database, 500_000, 6_641_000, 501_000, 6_642_000)));
        var crossed = (Polygon)new NetTopologySuite.IO.WKTReader().Read("POLYGON((601000 6641000, 603000 6642000, 603000 6641000, 601000 6642000, 601000 6641000))");
        Assert.Equal("BOM-662", await RefusalAsync(() => AskAsync(database, crossed, dryRun: false)));
    }

    /// <summary>The rule stands in the database, where the incidents are; it is the one that published counts go by.</summary>
    [PostgisFact]
    public async Task A_part_may_be_told_where_a_published_count_of_it_might()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var told = await database.RowsAsync(
            """
            SELECT incidents, largest, rest, heatmap.is_tellable_part(incidents, largest, rest)
            FROM generate_series(0, 30) incidents, generate_series(0, 30) largest, unnest(ARRAY[0, 1, 4, 5, 40]) rest WHERE largest <= incidents
            """);
        foreach (var row in told)
        {
            var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (count, largest, rest) = (int.Parse(cells[0], null), int.Parse(cells[1], null), int.Parse(cells[2], null));
            var safe = count == 0 || rest == 0 || (!DisclosureRule.IsPrimary(count) && DisclosureRule.RiseAgainstDominance(largest, count) == 0);
            Assert.True(safe == (cells[3] is "t" or "True" or "true"), row);
        }

        Assert.Equal(31 * 32 / 2 * 5, told.Count);
    }

    [PostgisFact]
    public async Task Random_requests_answer_sums_of_publishable_parts_only()
    {
        await using var database = await DecidedAsync();
        var (answered, refused, random) = (0, 0, new Random(6));
        for (var round = 0; round < 40; round++)
        {
            // Another city and a clean slate; the published figures are those of the city as it is now.
            await database.ExecuteAsync(
                $"""
                SELECT setseed({(round + 1) / 100.0:0.00});
                TRUNCATE heatmap.drawn_area CASCADE;
                UPDATE incident.incident i SET point = ST_SetSRID(ST_MakePoint(ST_XMin(a.geom) + 1000 * (i.line * 37 % 101) / 101.0 * random(), ST_YMin(a.geom) + 1000 * random()), 25832)
                FROM geo.area a WHERE a.code = i.place_delbydel AND a.vintage_id = i.place_vintage AND i.place_delbydel <> '1601';
                """);
            for (var request = 0; request < 8; request++)
            {
                double[] corner = [600_500 + random.Next(4_000), 6_640_500 + random.Next(2_000)];
                var area = new Envelope(corner[0], corner[0] + 600 + random.Next(3_000), corner[1], corner[1] + 600 + random.Next(2_000));
                try
                {
                    var report = await AskAsync(database, area.MinX, area.MinY, area.MaxX, area.MaxY);
                    answered += report.Answers.Count(answer => answer is { Incidents: not null, Theme: not "total" });
                }
                catch (ProblemException)
                {
                    refused++;
                }
            }

            // Counted anew from the points: every part that any answer holds is nothing, or large and nobody's alone; no delbydel has two cuts.
            Assert.Equal(0, await database.ScalarAsync<long>(
                """
                WITH part AS (
                    SELECT d.drawn_id, i.place_delbydel, c.theme, ST_Covers(d.geom, i.point) AS inside, ST_AsText(i.point) AS spot, sum(i.incidents) AS n
                    FROM heatmap.drawn_answer x JOIN heatmap.drawn_cut USING (drawn_id) JOIN heatmap.drawn_area d USING (drawn_id)
                    JOIN incident.category c USING (theme) JOIN incident.theme t USING (theme)
                    JOIN incident.incident i ON i.category = c.category AND i.place_delbydel = drawn_cut.delbydel AND i.occurred_year = d.year
                    WHERE x.incidents IS NOT NULL AND t.protected
                    GROUP BY 1, 2, 3, 4, 5)
                SELECT count(*) FROM (
                    SELECT sum(n) AS n, max(n) AS largest, bool_and(inside) OVER w AND bool_or(inside) OVER w AS uncut
                    FROM part GROUP BY drawn_id, place_delbydel, theme, inside
                    WINDOW w AS (PARTITION BY drawn_id, place_delbydel, theme)) AS side
                WHERE NOT uncut AND (n < 5 OR largest > 0.75 * n)
                """));
            Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) - count(DISTINCT (year, delbydel)) FROM heatmap.drawn_cut"));
        }

        Assert.True(answered > 60 && refused > 60, $"{answered} answered, {refused} refused.");
    }

    [PostgisFact]
    public async Task A_viewer_asks_ten_times_a_day_and_reads_nothing_else_of_it()
    {
        await using var database = await DecidedAsync();
        await using var web = database.OpenWeb();
        for (var asked = 0; asked < 10; asked++)
            Assert.Empty((await AskAsAsync(web, "leser", Role.Viewer)).Cut);

        Assert.Equal("BOM-663", await RefusalAsync(() => AskAsAsync(web, "leser", Role.Viewer)));
        Assert.NotEmpty((await AskAsAsync(web, "planlegger", Role.Planner)).Answers);
        Assert.Equal(["leser 10", "planlegger 1"], await database.RowsAsync("SELECT actor, count(*) FROM audit.entry WHERE action = 'heatmap.area' GROUP BY 1 ORDER BY 1"));
        Assert.Equal(10, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.drawn_area WHERE asked_by = 'leser'"));

        // A day later the person may ask again, and who asked then is known to the audit alone.
        await database.ExecuteAsync("UPDATE heatmap.drawn_area SET asked_at = asked_at - interval '24 hours'");
        Assert.NotEmpty((await AskAsAsync(web, "leser", Role.Viewer)).Answers);
        Assert.Equal([" 11", "leser 1"], await database.RowsAsync("SELECT asked_by, count(*) FROM heatmap.drawn_area GROUP BY 1 ORDER BY 1"));
    }

    [PostgisFact]
    public async Task Without_a_claim_nobody_asks_and_no_role_asks_past_the_door()
    {
        await using var database = await DecidedAsync();
        await using var login = DatabaseAccessOf(database);
        await using var connection = await login.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (role, sql) in new[]
        {
            ("bomiljo_viewer", "SELECT published.ask_drawn_area(2023, ST_MakeEnvelope(601000, 6641000, 603000, 6642000, 25832), false)"),
            ("bomiljo_analyst", "SELECT * FROM heatmap.drawn_answers(2023, 1, ST_MakeEnvelope(601000, 6641000, 603000, 6642000, 25832), '{0101}', '{true}')"),
            ("bomiljo_viewer", "SELECT heatmap.is_tellable_part(1, 1, 1)"),
        })
        {
            await transaction.SaveAsync("before");
            await using (var command = new NpgsqlCommand($"SET LOCAL ROLE {role}; {sql}", connection))
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
            await transaction.RollbackAsync("before");
        }
    }

    private static NpgsqlDataSource DatabaseAccessOf(TestDatabase database) => PRIOslo.Bomiljo.Database.DatabaseAccess.Build(database.LoginText);

    private static async Task<DrawnReport> AskAsAsync(WebDatabase web, string who, Role role)
    {
        await using var session = await web.OpenAsync(new Person(who, role, null, []), default);
        var report = await DrawnAreas.AskAsync(session.Connection, SmallCity.Year, Rectangle(601_000, 6_641_000, 603_000, 6_642_000), dryRun: false, default);
        await session.CommitAsync(default);
        return report;
    }

    [PostgisFact]
    public async Task A_run_of_retention_forgets_who_asked_more_than_a_day_ago()
    {
        await using var database = await DecidedAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO heatmap.drawn_area (year, released_version, geom, asked_at, residents, asked_by)
            SELECT 2023, 1, ST_Multi(ST_MakeEnvelope(601000, 6641000, 602000, 6642000, 25832)), now() - ago, 900, 'leser'
            FROM unnest(ARRAY['25 hours', '24 hours', '23 hours']::interval[]) AS ago
            """);

        Assert.Equal(2, (await database.RunAsync("retention", "run", "--dry-run", "--json")).Demand(0).Json.GetProperty("askers_forgotten").GetInt32());
        Assert.Equal(["leser 3"], await database.RowsAsync("SELECT asked_by, count(*) FROM heatmap.drawn_area GROUP BY 1"));
        Assert.Contains("Who asked for 2 drawn areas", (await database.RunAsync("retention", "run")).Demand(0).Output, StringComparison.Ordinal);
        Assert.Equal([" 2", "leser 1"], await database.RowsAsync("SELECT asked_by, count(*) FROM heatmap.drawn_area GROUP BY 1 ORDER BY 1"));
    }

    private async Task<TestDatabase> DecidedAsync()
    {
        var database = await cluster.NewCityAsync();
        await database.ExecuteAsync("UPDATE geo.population SET residents = 4000; UPDATE incident.incident SET position = 'point'");
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        return database;
    }

    private static async Task<string> RefusalAsync(Func<Task> ask) => (await Assert.ThrowsAsync<ProblemException>(ask)).Code.ToString();

    private static Task<DrawnReport> AskAsync(TestDatabase database, double west, double south, double east, double north, bool dryRun = false) =>
        AskAsync(database, Rectangle(west, south, east, north), dryRun);

    private static Task<DrawnReport> AskAsync(TestDatabase database, Polygon area, bool dryRun) =>
        AskAsync(database, area.Factory.CreateMultiPolygon([area]), dryRun);

    private static async Task<DrawnReport> AskAsync(TestDatabase database, MultiPolygon area, bool dryRun)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        return await DrawnAreas.AskAsync(connection, SmallCity.Year, area, dryRun, default);
    }

    private static MultiPolygon Rectangle(double west, double south, double east, double north)
    {
        var factory = new GeometryFactory(new PrecisionModel(), 25832);
        return factory.CreateMultiPolygon([(Polygon)factory.ToGeometry(new Envelope(west, east, south, north))]);
    }
}
