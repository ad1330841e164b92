using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;

namespace PRIOslo.Bomiljo.PostgisTests.Operations;

[Collection("postgis")]
public sealed class WithdrawalTests(PostgisCluster cluster)
{
    /// <summary>The waste delivery that goes, in 2023, which is published, in 2022, which is provisional, and a row in 2021, never measured.</summary>
    private async Task<(TestDatabase Database, int Delivery)> NewCityAsync()
    {
        var database = await cluster.NewCityAsync();
        var delivery = await database.ScalarAsync<int>("SELECT delivery_id FROM ledger.delivery WHERE source = 'renovasjon'");
        await database.AddPopulationAsync(2022);
        await database.ExecuteAsync(
            $"""
            INSERT INTO incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, point,
                place_vintage, place_outcome, place_method, place_delbydel)
            SELECT delivery_id, 100000 + line, source, gen_random_uuid(), category, occurred_at - interval '1 year', precision, 2022, incidents, point,
                place_vintage, place_outcome, place_method, place_delbydel
            FROM incident.incident WHERE delivery_id = {delivery};
            INSERT INTO incident.incident
            SELECT delivery_id, 200000, source, gen_random_uuid(), category, occurred_at - interval '2 years', precision, 2021, 3, point
            FROM incident.incident WHERE delivery_id = {delivery} AND occurred_year = 2023 LIMIT 1;
            UPDATE ledger.delivery SET first_day = '2021-01-01' WHERE delivery_id = {delivery};
            """);
        await database.OverrideAsync("renovasjon", 2022);
        await database.MeasureAsync(2022);
        await database.PublishAsync(provisional: true, 2022);
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        return (database, delivery);
    }

    [PostgisFact]
    public async Task A_dry_run_tells_what_rests_on_the_delivery_year_by_year_and_changes_nothing()
    {
        var (database, delivery) = await NewCityAsync();
        await using var mine = database;
        var before = await DatabaseContents.TablesAsync(database.Owner);

        var report = (await database.RunAsync("delivery", "withdraw", $"{delivery}", "--dry-run", "--json")).Demand(0).Json;

        Assert.True(report.GetProperty("dry_run").GetBoolean());
        Assert.Equal(await database.ScalarAsync<long>($"SELECT count(*) FROM incident.incident WHERE delivery_id = {delivery}"), report.GetProperty("removed").GetInt64());
        Assert.Equal(
            await database.RowsAsync(
                $"""
                SELECT occurred_year, count(*), sum(incidents), occurred_year > 2021, occurred_year = 2023, occurred_year = 2023, false
                FROM incident.incident WHERE delivery_id = {delivery} GROUP BY 1 ORDER BY 1
                """),
            report.GetProperty("years").EnumerateArray().Select(year => string.Join(' ', year.EnumerateObject().Select(value => value.Value.ToString()))));
        Assert.Equal(before, await DatabaseContents.TablesAsync(database.Owner));
    }

    [PostgisFact]
    public async Task A_withdrawal_says_what_it_touches_removes_the_rows_and_leaves_published_figures()
    {
        var (database, delivery) = await NewCityAsync();
        await using var mine = database;
        const string published = "SELECT * FROM published.figure ORDER BY year, version, level, area, theme";
        var figures = await database.RowsAsync(published);

        var done = (await database.RunAsync("delivery", "withdraw", $"{delivery}")).Demand(0).Output;

        Assert.Contains("2021: 1 row, 3 incidents; no figures rest on it", done, StringComparison.Ordinal);
        Assert.Matches(@"2022: \d+ rows, \d+ incidents; provisional figures rest on it", done);
        Assert.Matches(@"2023: \d+ rows, \d+ incidents; published figures rest on it", done);
        Assert.Equal(0, await database.ScalarAsync<long>($"SELECT (SELECT count(*) FROM incident.incident WHERE delivery_id = {delivery}) + (SELECT count(*) FROM incident.placement WHERE delivery_id = {delivery})"));
        Assert.Equal(figures, await database.RowsAsync(published));
        Assert.Equal(["delivery.withdraw delivery " + delivery + " [2023]"],
            await database.RowsAsync("SELECT action, subject, detail ->> 'published' FROM audit.entry ORDER BY seq DESC LIMIT 1"));

        (await database.RunAsync("delivery", "withdraw", $"{delivery}", "--dry-run")).DemandProblem(2, "BOM-308", $"delivery {delivery}");
        Assert.Equal(2, (await database.RunAsync("measure", "2023", "--json")).Demand(0).Json.GetProperty("years")[0].GetProperty("version").GetInt32());
        Assert.Equal(["1 f", "2 t"], await database.RowsAsync("SELECT version, CASE WHEN provisional THEN 't' ELSE 'f' END FROM published.release WHERE year = 2023 ORDER BY 1"));
    }

    [PostgisFact]
    public async Task After_a_withdrawal_nobody_is_told_to_measure_a_year_again_whose_raw_rows_a_retention_rule_has_deleted()
    {
        const string again = "Measure its years again.", untilAgain = "until the year is measured and published again";
        var (database, delivery) = await NewCityAsync();
        await using var mine = database;
        Assert.Contains(untilAgain, (await database.RunAsync("delivery", "withdraw", $"{delivery}", "--dry-run")).Demand(0).Output, StringComparison.Ordinal);

        await RetainAsync(database, delivery, 2023);
        var partly = (await database.RunAsync("delivery", "withdraw", $"{delivery}", "--dry-run")).Demand(0).Output;
        Assert.Contains("2023: 0 rows, 0 incidents; published figures rest on it", partly, StringComparison.Ordinal);
        Assert.Contains("Raw rows of 2023 went when their term was over: what is measured of that stays, and cannot be measured again.", partly, StringComparison.Ordinal);
        Assert.DoesNotContain(untilAgain, partly, StringComparison.Ordinal);

        await RetainAsync(database, delivery, 2022);
        await RetainAsync(database, delivery, 2021);
        var wholly = (await database.RunAsync("delivery", "withdraw", $"{delivery}")).Demand(0).Output;
        Assert.Contains($"Delivery {delivery} is withdrawn, with 0 rows.", wholly, StringComparison.Ordinal);
        Assert.Contains("Raw rows of 2022, 2023 went", wholly, StringComparison.Ordinal);
        Assert.DoesNotContain(again, wholly, StringComparison.Ordinal);
        Assert.DoesNotContain(untilAgain, wholly, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task After_a_withdrawal_the_measured_years_that_still_have_their_raw_rows_are_to_be_measured_again()
    {
        var (database, delivery) = await NewCityAsync();
        await using var mine = database;
        await RetainAsync(database, delivery, 2023);

        var done = (await database.RunAsync("delivery", "withdraw", $"{delivery}")).Demand(0).Output;

        Assert.Matches($@"Delivery {delivery} is withdrawn, with \d+ rows\. Measure its years again\.", done);
    }

    private static Task RetainAsync(TestDatabase database, int delivery, int year) => database.ExecuteAsync(
        $"""
        DELETE FROM incident.incident WHERE delivery_id = {delivery} AND occurred_year = {year};
        INSERT INTO ledger.retention (source, year, months, ran_at, ran_by, rows, incidents) VALUES ('renovasjon', {year}, 36, now(), 'test', 1, 1);
        """);
}
