using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Drawn;
using PRIOslo.Bomiljo.Publishing.Suppression;
using static PRIOslo.Bomiljo.PostgisTests.Publishing.DrawnRequests;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>What answers about drawn areas may tell together, and who may ask for them how often.</summary>
[Collection("postgis")]
public sealed class DrawnDisclosureTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_second_cut_of_a_delbydel_is_refused_whatever_the_first_was_answered()
    {
        await using var database = await cluster.DecidedAsync();
        var looked = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000, dryRun: true);
        var first = await AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => AskAsync(database, 601_000, 6_641_000, 602_501, 6_642_000));

        Assert.Empty(looked.Answers);
        Assert.NotEmpty(first.Answers);
        Assert.Equal(["0102"], first.Cut);
        Assert.Equal("BOM-643", problem.Code.ToString());
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entry WHERE action = 'heatmap.area'"));
    }

    [PostgisFact]
    public async Task A_correction_that_is_not_out_is_not_told_and_whole_delbydeler_may_be_asked_for_after_it()
    {
        await using var database = await cluster.DecidedAsync();
        var before = await AskAsync(database, 601_000, 6_641_000, 603_000, 6_642_000);
        await database.DeliverAsync("politi", SmallCity.Police, below: 4, seed: 77);
        Assert.Equal(before.Answers, (await AskAsync(database, 601_000, 6_641_000, 603_000, 6_642_000)).Answers);

        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        Assert.NotEmpty((await AskAsync(database, 601_000, 6_641_000, 603_000, 6_642_000)).Answers);
        Assert.Equal("BOM-644", await RefusalAsync(() => AskAsync(database, 601_000, 6_641_000, 602_500, 6_642_000)));
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
        await using var database = await cluster.DecidedAsync();
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
        await using var database = await cluster.DecidedAsync();
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
        await using var database = await cluster.DecidedAsync();
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

    [PostgisFact]
    public async Task A_run_of_retention_forgets_who_asked_more_than_a_day_ago()
    {
        await using var database = await cluster.DecidedAsync();
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

    private static NpgsqlDataSource DatabaseAccessOf(TestDatabase database) => PRIOslo.Bomiljo.Database.DatabaseAccess.Build(database.LoginText);

    private static async Task<DrawnReport> AskAsAsync(WebDatabase web, string who, Role role)
    {
        await using var session = await web.OpenAsync(new Person(who, role, null, []), default);
        var report = await DrawnAreas.AskAsync(session.Connection, SmallCity.Year, Rectangle(601_000, 6_641_000, 603_000, 6_642_000), dryRun: false, default);
        await session.CommitAsync(default);
        return report;
    }
}
