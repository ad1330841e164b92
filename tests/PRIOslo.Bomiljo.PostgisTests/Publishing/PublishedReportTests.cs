using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("postgis")]
public class PublishedReportTests(PostgisCluster cluster)
{
    private const string Events = "SELECT kind, area, text FROM published.event ORDER BY event_id";

    [PostgisFact]
    public async Task Only_public_measures_of_the_year_go_out_and_never_a_facility()
    {
        await using var database = await WithEventsAsync();

        Assert.Equal(["lighting 0101 lamps", "other - market"], await database.RowsAsync(Events, asWeb: true));
    }

    [PostgisFact]
    public async Task A_measure_that_is_removed_is_taken_back_at_once()
    {
        await using var database = await WithEventsAsync();

        await database.ExecuteAsync("UPDATE heatmap.event SET removed_at = now() WHERE text = 'lamps'");

        Assert.Equal(["other - market"], await database.RowsAsync(Events, asWeb: true));
    }

    [PostgisFact]
    public async Task A_measure_that_comes_after_the_years_are_out_says_when_it_goes_out_and_it_does_then()
    {
        await using var database = await cluster.NewCityAsync();
        await database.AddPopulationAsync(2022);
        await database.DeliverAsync("brann", SmallCity.Fire, below: 4, seed: 3, year: 2022);
        await database.MeasureAsync(2022);
        await database.PublishAsync(provisional: false, 2022);
        await database.MeasureAsync();
        await database.PublishAsync();
        string[] add = ["event", "add", "--kind", "lighting", "--from", "2022-06-01", "--text"];

        var told = (await database.RunAsync([.. add, "lamps", "--public"])).Demand(0).Output;
        var json = (await database.RunAsync([.. add, "more", "--public", "--json"])).Demand(0).Json;
        var inside = (await database.RunAsync([.. add, "inside", "--json"])).Demand(0).Json;

        Assert.Contains("2022 is out without it, by decision: it goes out when the year's figures are corrected.", told, StringComparison.Ordinal);
        Assert.Contains("2023 is out without it, as provisional: it goes out with the next `bomiljo measure 2023`.", told, StringComparison.Ordinal);
        Assert.Equal(("[2022]", "[2023]"), (Years(json, "told_after_correction"), Years(json, "told_after_measuring")));
        Assert.Equal(("[]", "[]"), (Years(inside, "told_after_correction"), Years(inside, "told_after_measuring")));
        Assert.Empty(await database.RowsAsync(Events, asWeb: true));
        (await database.RunAsync("measure", "2023")).Demand(0);
        Assert.Equal(["2023 lamps", "2023 more"], await database.RowsAsync("SELECT year, text FROM published.event ORDER BY event_id", asWeb: true));

        static string Years(System.Text.Json.JsonElement answer, string name) => $"[{string.Join(',', answer.GetProperty(name).EnumerateArray())}]";
    }

    [PostgisFact]
    public async Task A_break_goes_out_without_its_reason_and_a_later_one_does_not()
    {
        await using var database = await cluster.NewCityAsync();
        await database.ExecuteAsync("INSERT INTO heatmap.series_break VALUES ('source', 'politi', 2022, 'r', now(), 'x'), ('theme', 'brann', 2024, 'r', now(), 'x')");
        await database.MeasureAsync();
        await database.PublishAsync();

        Assert.Equal(["2023 1 source politi 2022"], await database.RowsAsync("SELECT * FROM published.series_break", asWeb: true));
    }

    [PostgisFact]
    public async Task A_source_from_elsewhere_is_told_under_the_name_that_its_newest_delivery_came_under()
    {
        await using var database = await cluster.NewCityAsync();
        await database.ExecuteAsync(
            """
            UPDATE ledger.delivery SET name_nb = 'Gammelt navn', name_en = 'Old name' WHERE source = 'renovasjon';
            INSERT INTO ledger.delivery OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(d, jsonb_build_object('delivery_id', 900, 'sha256', repeat('9', 64), 'name_nb', 'Bymiljøetatens parkering', 'name_en', 'Parking'))).*
            FROM ledger.delivery d WHERE source = 'renovasjon' LIMIT 1;
            INSERT INTO heatmap.series_break VALUES ('source', 'renovasjon', 2022, 'r', now(), 'x');
            """);
        await database.MeasureAsync();
        await database.PublishAsync();
        await database.ExecuteAsync($"INSERT INTO published.override VALUES ({SmallCity.Year}, 1, 'renovasjon', true, 'r')");
        await using var connection = await database.Owner.OpenConnectionAsync();

        var data = await new ReportReader(connection).ReadAsync(SmallCity.Year, default);

        var name = new SourceName("Bymiljøetatens parkering", "Parking");
        Assert.Equal(name, data.Coverage.Single(source => source.Source == "renovasjon").Name);
        Assert.Null(data.Coverage.First(source => source.Source != "renovasjon").Name);
        Assert.Equal(name, Assert.Single(data.SeriesBreaks).SourceName);
        Assert.Equal(name, Assert.Single(data.Seal.Overrides).Name);
        Assert.Equal(name, (await new AnalysisReader(connection, SmallCity.Year, 1).SourcesAsync(default)).Single(source => source.Source == "renovasjon").Name);
        Assert.Equal(["renovasjon Bymiljøetatens parkering Parking"], await database.RowsAsync("SELECT * FROM published.source", asWeb: true));
    }

    [PostgisFact]
    public async Task The_sources_that_are_told_are_those_that_are_counted()
    {
        await using var database = await cluster.NewCityAsync();
        await database.DeliverAsync("rusken", SmallCity.Waste, below: 30, seed: 42);
        foreach (var seed in Enumerable.Range(1, 5))
            await database.DeliverOneAsync("politilogg", "trygghet.violence", null, 40, seed); // has no place: left out by itself
        await database.ExecuteAsync("UPDATE ledger.delivery SET name_nb = 'Rusken i Oslo', name_en = 'Tidy Oslo' WHERE source = 'rusken'");
        await new Bomiljo.Heatmap.Gate.CoverageDecisions(database.Owner, TimeProvider.System, "test").DecideAsync(new("politi", SmallCity.Year, Enters: false, "Ikke brukbar."), default);
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        await using var connection = await database.Owner.OpenConnectionAsync();

        var data = await new ReportReader(connection).ReadAsync(SmallCity.Year, default);

        Assert.Equal([new("brann", null), new("renovasjon", null), new("rusken", new("Rusken i Oslo", "Tidy Oslo"))], data.Seal.Sources);
        Assert.Contains(data.Coverage, source => source.Source == "politi");
    }

    [PostgisFact]
    public async Task The_seal_is_the_frozen_measurements()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);

        Assert.Equal(
            await database.RowsAsync("SELECT program_version, sha256 FROM heatmap.frozen"),
            await database.RowsAsync("SELECT program_version, frozen_sha256 FROM published.seal", asWeb: true));
    }

    [PostgisFact]
    public async Task A_corrected_versions_report_says_why_when_and_what_has_changed()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync(provisional: false);
        await using var connection = await database.Owner.OpenConnectionAsync();
        Assert.Null((await new ReportReader(connection).ReadAsync(SmallCity.Year, default)).Correction);
        await database.DeliverAsync("renovasjon", SmallCity.Waste, below: 30, seed: 42);
        await database.MeasureAsync();
        await database.FreezeAsync("Avfall manglet i desember.");
        await database.PublishAsync(provisional: false);

        var data = await new ReportReader(connection).ReadAsync(SmallCity.Year, default);

        Assert.Equal((1, "Avfall manglet i desember."), (data.Correction!.Corrects, data.Correction.Reason));
        var counts = await database.RowsAsync("SELECT count FROM published.figure WHERE level = 'by' AND theme = 'forsopling' ORDER BY version");
        var waste = data.Correction.Themes.Single(theme => theme.Theme.Theme == "forsopling");
        Assert.Equal(counts, [$"{waste.Before}", $"{waste.Now}"]);
        Assert.InRange(waste.Changed, 8, 11);
        var page = System.Text.Encoding.UTF8.GetString(YearReport.Write(data, english: false));
        Assert.Contains("Begrunnelse: Avfall manglet i desember.", page, StringComparison.Ordinal);
        Assert.Contains("Den retter versjon 1.", page, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task A_report_holds_the_shown_releases_figures_and_reads_as_any_role_that_sees_the_map()
    {
        await using var database = await WithEventsAsync();
        await using var connection = await database.Owner.OpenConnectionAsync();
        await database.ExecuteAsync("GRANT bomiljo_viewer TO CURRENT_USER");
        await using (var command = new Npgsql.NpgsqlCommand("SET ROLE bomiljo_viewer", connection))
            await command.ExecuteNonQueryAsync();

        var data = await new ReportReader(connection).ReadAsync(SmallCity.Year, default);

        Assert.Equal(
            await database.RowsAsync("SELECT level, area, theme, coalesce(count::text, ':') FROM published.figure ORDER BY array_position(ARRAY['delbydel', 'bydel', 'by'], level), area, theme COLLATE \"C\""),
            data.Figures.Select(figure => $"{figure.Level} {figure.Area} {figure.Theme} {figure.Count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ":"}"));
        Assert.Equal(["lamps", "market"], data.Events.Select(one => one.Text));
        Assert.Equal("Area 0101", data.Events[0].AreaName);
        var square = data.Shapes.Single(shape => shape is { Level: "delbydel", Area: "0101" });
        Assert.Equal(5, square.Rings.Single().Count);
        Assert.InRange(square.RadiusMetres, 490, 500);
    }

    /// <summary>The reader waits in the middle, while another transaction changes what it has yet to read.</summary>
    [PostgisFact]
    public async Task A_report_is_of_one_moment()
    {
        await using var database = await WithEventsAsync();
        var folder = Directory.CreateTempSubdirectory("bomiljo-report-");
        await using var publishing = await database.Owner.OpenConnectionAsync();
        await using var transaction = await publishing.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("LOCK TABLE published.coverage IN ACCESS EXCLUSIVE MODE; UPDATE published.event SET text = 'later' WHERE text = 'lamps'", publishing))
            await command.ExecuteNonQueryAsync();

        var report = database.RunAsync("heatmap", "report", "--year", "2023", "--out", folder.FullName);
        while (!report.IsCompleted && await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'published.coverage'::regclass") == 0)
            await Task.Delay(50);
        await transaction.CommitAsync();

        Assert.Equal(0, (await report).ExitCode);
        var page = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "rapport-2023.html"));
        folder.Delete(recursive: true);
        Assert.Contains("lamps", page, StringComparison.Ordinal);
        Assert.DoesNotContain("later", page, StringComparison.Ordinal);
    }

    private async Task<TestDatabase> WithEventsAsync()
    {
        var database = await cluster.NewCityAsync();
        await database.ExecuteAsync(
            """
            INSERT INTO heatmap.event (kind, area, first_day, last_day, text, public, noted_by) VALUES
                ('lighting', '0101', '2022-06-01', NULL, 'lamps', true, 'x'),
                ('other', NULL, '2023-12-31', '2023-12-31', 'market', true, 'x'),
                ('patrol', '0101', '2023-01-01', NULL, 'secret', false, 'x'),
                ('facility', '0102', '2023-01-01', NULL, 'a home', true, 'x'),
                ('campaign', NULL, '2022-01-01', '2022-12-31', 'before', true, 'x'),
                ('campaign', NULL, '2024-01-01', NULL, 'after', true, 'x');
            """);
        await database.MeasureAsync();
        await database.PublishAsync();
        return database;
    }
}
