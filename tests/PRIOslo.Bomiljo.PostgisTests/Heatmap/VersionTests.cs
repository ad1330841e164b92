using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Import;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Export;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

[Collection("postgis")]
public class VersionTests(PostgisCluster cluster)
{
    private const string Reason = "Brann leverte på nytt.";

    [PostgisFact]
    public async Task A_correction_and_what_it_corrects_can_both_be_looked_at()
    {
        await using var database = await CorrectedAsync();
        await using var connection = await database.Owner.OpenConnectionAsync();
        var before = await MeasuredVersions.DemandAsync(connection, SmallCity.Year, 1, onlyOut: false, default);
        var now = await MeasuredVersions.DemandAsync(connection, SmallCity.Year, null, onlyOut: false, default);

        Assert.Equal((1, 2, Reason), (before.Shown.Version, before.Newer?.Version, before.Newer?.Reason));
        Assert.Equal((2, Reason, null), (now.Shown.Version, now.Shown.Reason, now.Newer));
        foreach (var version in new[] { 1, 2 })
        {
            var reader = new AnalysisReader(connection, SmallCity.Year, version);
            var figure = Assert.Single(await reader.SeriesAsync("brann", "0203", default));
            Assert.Equal((version, await CountAsync(database, version)), (figure.Version, figure.Incidents));
            Assert.Equal(11, (await reader.FiguresAsync("brann", default)).Count);
            Assert.Equal(await database.RowsAsync($"SELECT dispersion FROM heatmap.theme_result WHERE version = {version} AND theme = 'brann'"),
                [(await reader.ThemesAsync(default)).Single(theme => theme.Theme == "brann").Dispersion.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        }

        Assert.Equal(40, await CountAsync(database, 2) - await CountAsync(database, 1));
        Assert.Equal(ProblemCode.NotMeasured, (await Assert.ThrowsAsync<ProblemException>(() => MeasuredVersions.DemandAsync(connection, SmallCity.Year, 3, onlyOut: false, default))).Code);
        Assert.Equal(ProblemCode.NotMeasured, (await Assert.ThrowsAsync<ProblemException>(() => MeasuredVersions.DemandAsync(connection, 1999, null, onlyOut: false, default))).Code);
    }

    [PostgisFact]
    public async Task An_internal_export_holds_either_version_and_every_column_that_is_computed()
    {
        await using var database = await CorrectedAsync();
        await using var connection = await database.Owner.OpenConnectionAsync();
        foreach (var version in new[] { 1, 2 })
        {
            var rows = await InternalExportQuery.RunAsync(connection, SmallCity.Year, version, default);
            Assert.Equal(await database.RowsAsync($"SELECT level, area, theme, incidents FROM heatmap.figure WHERE version = {version} ORDER BY 1, 2, 3"),
                rows.Select(row => $"{row.Level} {row.Area} {row.Theme} {row.Count}").Order(StringComparer.Ordinal));
            Assert.All(rows.Where(row => row.Level != "by"), row => Assert.NotNull(row.Geometry));
            var names = CsvExport.Columns.Concat(rows[0].Further.Select(field => field.Name)).ToList();
            Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
            var computed = await database.RowsAsync(
                """
                SELECT DISTINCT column_name FROM information_schema.columns
                WHERE table_schema = 'heatmap' AND table_name IN ('figure', 'comparison') AND column_name NOT IN ('incidents', 'gi_class')
                """);
            Assert.Empty(computed.Except(names, StringComparer.Ordinal)); // incidents is count, gi_class is hotspot_class
            var ranked = rows.Single(row => row is { Level: "delbydel", Area: "0203", Theme: "total" });
            Assert.Empty(ranked.Further.Where(field => field.Value is null).Select(field => field.Name).Except(
                ["change_low", "change_high", "change_q_by", "trend", "trend_low", "trend_high", "trend_p", "trend_q", "lisa_q", "share_public", "dominance", "restated_until"], StringComparer.Ordinal)); // one year only; the total is not marked; no incident has an address; no area was split
        }
    }

    [PostgisFact]
    public async Task The_audit_tells_the_version_that_was_exported_and_nothing_of_an_export_that_was_refused()
    {
        await using var database = await CorrectedAsync();
        using var folder = new TempFolder();
        string[] export = ["heatmap", "export", "--internal", "--format", "csv", "--out", Path.Combine(folder.Path, "a.csv"), "--year"];

        (await database.RunAsync([.. export, "1999"])).DemandProblem(13, "BOM-603", "year 1999");
        (await database.RunAsync([.. export, $"{SmallCity.Year}"])).Demand(0);

        Assert.Equal([$"year {SmallCity.Year} 2 csv"], await database.RowsAsync(
            "SELECT subject, detail ->> 'version', detail ->> 'format' FROM audit.entry WHERE action LIKE 'heatmap.export%'"));
    }

    [PostgisFact]
    public async Task The_published_export_looks_at_what_is_out_alone()
    {
        await using var database = await CorrectedAsync(publishFirst: true);
        await using var connection = await database.Owner.OpenConnectionAsync();
        var shown = await MeasuredVersions.DemandAsync(connection, SmallCity.Year, null, onlyOut: true, default);

        Assert.Equal((1, null), (shown.Shown.Version, shown.Newer));
        Assert.NotEmpty(await ExportQuery.RunAsync(connection, SmallCity.Year, 1, default));
        Assert.Equal(ProblemCode.NotMeasured, (await Assert.ThrowsAsync<ProblemException>(() => ExportQuery.RunAsync(connection, SmallCity.Year, 2, default))).Code);
        await database.PublishAsync(provisional: false);
        var corrected = await MeasuredVersions.DemandAsync(connection, SmallCity.Year, 1, onlyOut: true, default);
        Assert.Equal((1, 2), (corrected.Shown.Version, corrected.Newer?.Version));
    }

    [PostgisFact]
    public async Task An_export_of_a_provisional_version_beside_a_decided_one_says_which_one_readers_see()
    {
        await using var database = await CorrectedAsync(publishFirst: true);
        await database.PublishAsync();
        using var folder = new TempFolder();
        string[] export = ["heatmap", "export", "--year", "2023", "--format", "csv", "--out", Path.Combine(folder.Path, "a.csv"), "--json", "--version"];

        var provisional = (await database.RunAsync([.. export, "2"])).Demand(0);
        var decided = (await database.RunAsync([.. export, "1"])).Demand(0);

        Assert.Contains("2023, version 2: version 1 is what readers see.", provisional.Error, StringComparison.Ordinal);
        Assert.Equal(1, provisional.Json.GetProperty("shown").GetProperty("version").GetInt32());
        Assert.DoesNotContain("\"newer\":{", provisional.Output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("version 1", decided.Error, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task A_measurement_beside_a_decided_version_says_how_it_is_shown_and_that_takes_a_reason()
    {
        await using var database = await cluster.NewFrozenCityAsync();
        await database.PublishAsync(provisional: false);
        await database.DeliverOneAsync("brann", "brann.building", "0203", 40, seed: 1);

        Assert.Contains("until `bomiljo measure publish 2023 --reason TEXT`.", (await database.RunAsync("measure", "2023")).Demand(0).Output, StringComparison.Ordinal);
        (await database.RunAsync("measure", "publish", "2023")).DemandProblem(2, "BOM-622", "--reason");
        (await database.RunAsync("measure", "publish", "2023", "--reason", Reason)).Demand(0);
    }

    [PostgisFact]
    public async Task Readers_may_not_have_seen_the_version_that_is_frozen_and_a_later_one_is_not_said_to_correct_it()
    {
        await using var database = await CorrectedAsync(publishFirst: true);
        await database.DeliverOneAsync("brann", "brann.building", "0203", 20, seed: 2);
        await database.MeasureAsync();

        var refused = await database.RunAsync("measure", "freeze", "2023");

        refused.DemandProblem(2, "BOM-622", "year 2023, version 3");
        Assert.Contains("version 2 is frozen; a later one needs a reason.", refused.Error, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task A_reason_that_is_not_kept_is_not_dropped_in_silence()
    {
        const string notKept = "the reason was not kept";
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();

        var first = (await database.RunAsync("measure", "freeze", "2023", "--reason", Reason)).Demand(0);
        var again = (await database.RunAsync("measure", "publish", "2023", "--reason", Reason)).Demand(0);
        await database.DeliverOneAsync("brann", "brann.building", "0203", 40, seed: 1);
        await database.MeasureAsync();
        var corrected = (await database.RunAsync("measure", "freeze", "2023", "--reason", Reason)).Demand(0);
        var published = (await database.RunAsync("measure", "publish", "2023", "--reason", Reason)).Demand(0);
        var another = (await database.RunAsync("measure", "publish", "2023", "--reason", "Another one.", "--json")).Demand(0);

        Assert.Contains($"2023, version 1: {notKept}, because the year's first version corrects nothing.", first.Error, StringComparison.Ordinal);
        Assert.Contains($"2023, version 1: {notKept}, because nothing was corrected: the version stands as it was frozen.", again.Error, StringComparison.Ordinal);
        Assert.All(new[] { corrected, published }, kept => Assert.DoesNotContain(notKept, kept.Error, StringComparison.Ordinal));
        Assert.Contains($"2023, version 2: {notKept}, because nothing was corrected", another.Error, StringComparison.Ordinal);
    }

    private async Task<TestDatabase> CorrectedAsync(bool publishFirst = false)
    {
        var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.FreezeAsync();
        if (publishFirst)
            await database.PublishAsync(provisional: false);
        await database.DeliverOneAsync("brann", "brann.building", "0203", 40, seed: 1);
        await database.MeasureAsync();
        await database.FreezeAsync(Reason);
        return database;
    }

    private static Task<int> CountAsync(TestDatabase database, int version) =>
        database.ScalarAsync<int>($"SELECT incidents FROM heatmap.figure WHERE version = {version} AND level = 'delbydel' AND area = '0203' AND theme = 'brann'");
}
