using Npgsql;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>Verifying a frozen year after what it was measured with has changed: population, decisions, boundaries, taxonomy.</summary>
[Collection("postgis")]
public class VerificationOfChangedInputsTests(PostgisCluster cluster)
{
    [PostgisTheory]
    [InlineData("UPDATE geo.population SET residents = residents + 1", "population")]
    [InlineData("DELETE FROM geo.population", "population")]
    [InlineData("INSERT INTO heatmap.series_break VALUES ('source', 'brann', 2023, 'r', now(), 'x')", "breaks")]
    [InlineData("INSERT INTO heatmap.coverage_decision VALUES ('brann', 2023, false, 'r', now(), 'x'); DELETE FROM geo.population", "decisions population")]
    public async Task What_has_changed_since_is_taken_as_it_was_bound_and_stays_as_it_is_now(string change, string putBack)
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(change);
        const string now = "SELECT md5(string_agg(p::text, ';' ORDER BY code)) FROM geo.population p UNION ALL SELECT source FROM heatmap.coverage_decision UNION ALL SELECT name FROM heatmap.series_break";
        var before = await database.RowsAsync(now);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true, null), (report.Holds, report.Recomputed, report.SameBits, report.NotRecomputed));
        Assert.Equal(putBack, string.Join(' ', report.PutBack));
        Assert.Equal(before, await database.RowsAsync(now));
    }

    [PostgisFact]
    public async Task A_bound_population_figure_that_was_changed_is_found()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(
            """
            DELETE FROM geo.population;
            ALTER TABLE heatmap.bound_population DISABLE TRIGGER USER;
            UPDATE heatmap.bound_population SET residents = residents + 1 WHERE code = '0102';
            ALTER TABLE heatmap.bound_population ENABLE TRIGGER USER;
            """);

        var report = await database.VerifyAsync();

        Assert.Equal((false, false), (report.Holds, report.SealHolds));
        Assert.Equal("bound_population: is not what was frozen", report.Differences[0]);
    }

    [PostgisFact]
    public async Task After_new_boundaries_a_frozen_year_is_measured_again_in_its_own_and_incidents_stay_where_they_are_placed_now()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.AddAreasAsync();
        await database.ExecuteAsync( // the border between 0102 and 0103 moves by 600 m
            """
            UPDATE geo.area SET geom = ST_Multi(ST_MakeEnvelope(602000, 6641000, 603600, 6642000, 25832)) WHERE code = '0102' AND vintage_id = geo.vintage_for('delbydel', 2023);
            UPDATE geo.area SET geom = ST_Multi(ST_MakeEnvelope(603600, 6641000, 604000, 6642000, 25832)) WHERE code = '0103' AND vintage_id = geo.vintage_for('delbydel', 2023);
            """);
        Assert.True(await PlaceAnewAsync(database) > 0);
        const string placed = "SELECT place_vintage, place_delbydel, sum(incidents)::int FROM incident.incident GROUP BY 1, 2 ORDER BY 1, 2";
        var before = await database.RowsAsync(placed);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true, null), (report.Holds, report.Recomputed, report.SameBits, report.NotRecomputed));
        Assert.Equal(["boundaries"], report.PutBack);
        Assert.Equal(before, await database.RowsAsync(placed));
        Assert.Equal(2, (await database.MeasureAsync()).Version);
        Assert.NotEqual(
            await database.RowsAsync("SELECT incidents FROM heatmap.figure WHERE version = 1 AND area = '0102' AND theme = 'total'"),
            await database.RowsAsync("SELECT incidents FROM heatmap.figure WHERE version = 2 AND area = '0102' AND theme = 'total'"));
    }

    /// <summary>The verification waits in its transaction, for what changes the rows that it is about to put back.</summary>
    [PostgisFact]
    public async Task Boundaries_that_are_exchanged_while_a_year_is_verified_do_not_end_it()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.AddAreasAsync();
        await PlaceAnewAsync(database);
        await using var other = await database.Owner.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await PlacementLock.TakeAsync(other, default);

        var verifying = database.VerifyAsync();
        while (!verifying.IsCompleted && await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 0)
            await Task.Delay(50);
        Assert.False(verifying.IsCompleted);
        await using (var command = new NpgsqlCommand("UPDATE incident.incident SET place_method = place_method", other))
            await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        var report = await verifying;

        Assert.Equal((true, true, true), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
    }

    [PostgisFact]
    public async Task Real_boundaries_after_approximate_ones_leave_the_frozen_year_repeatable()
    {
        await using var database = await cluster.NewCityAsync();
        await database.ExecuteAsync("UPDATE geo.vintage SET approximate = true");
        await database.MeasureAsync();
        await database.FreezeAsync();
        await database.AddAreasAsync(vintageYear: 2024); // of a later year, and yet they retire the approximate ones
        await PlaceAnewAsync(database);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Equal(["boundaries"], report.PutBack);
    }

    [PostgisFact]
    public async Task After_another_taxonomy_a_frozen_year_is_measured_again_with_its_own()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync(
            """
            UPDATE incident.category SET severity = severity + 3, theme = 'ro-og-orden' WHERE category = 'trygghet.theft';
            INSERT INTO incident.category (category, theme, name_nb, name_en, severity) VALUES ('brann.new', 'brann', 'n', 'n', 1);
            """);

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, true), (report.Holds, report.Recomputed, report.SameBits));
        Assert.Equal(["taxonomy"], report.PutBack);
        Assert.Equal(["ro-og-orden"], await database.RowsAsync("SELECT theme FROM incident.category WHERE category = 'trygghet.theft'"));
    }

    [PostgisFact]
    public async Task A_taxonomy_that_was_not_kept_is_told_and_nothing_is_measured_again()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.ExecuteAsync("DELETE FROM heatmap.bound_content; UPDATE incident.category SET severity = severity + 3 WHERE category = 'trygghet.theft'");

        var report = await database.VerifyAsync();

        Assert.Equal((true, true, false, null), (report.Holds, report.SealHolds, report.Recomputed, report.SameBits));
        Assert.Contains("taxonomy", report.NotRecomputed, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task The_taxonomy_and_the_table_of_changed_areas_are_kept_once()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.DeliverOneAsync("brann", "brann.building", "0102", 1, seed: 5);
        await database.MeasureAsync();

        Assert.Equal(["2 2"], await database.RowsAsync("SELECT (SELECT count(*) FROM heatmap.measurement), (SELECT count(*) FROM heatmap.bound_content)"));
    }

    private static async Task<int> PlaceAnewAsync(TestDatabase database)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var placed = await Replacement.RunAsync(connection, all: true, default);
        await transaction.CommitAsync();
        return placed;
    }
}
