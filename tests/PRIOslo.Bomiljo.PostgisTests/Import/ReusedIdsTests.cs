using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

/// <summary>A source whose numbers begin anew must not lose a year without a word.</summary>
[Collection("postgis")]
public sealed class ReusedIdsTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task A_year_whose_numbers_begin_anew_is_refused_and_not_swallowed_as_duplicates()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportAsync(folder.Write("2023.csv", Rows(2023, 200)));
        var next = folder.Write("2024.csv", Rows(2024, 200));
        var before = await database.FingerprintAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(next));

        Assert.Equal(("BOM-319", true, true), (problem.Code.ToString(), problem.Message.Contains("200 rows (column Meldingsnr)", StringComparison.Ordinal), problem.Message.Contains("hold the year", StringComparison.Ordinal)));
        Assert.Equal(before, await database.FingerprintAsync());
        Assert.Equal(("ids-reused", 200L), Only(await database.ImportAsync(next, dryRun: true)));
        Assert.Equal(("ids-reused", 200L), Only(await database.ImportAsync(next, beside: true)));
        await database.DemandSumsAsync();
    }

    [PostgisFact]
    public async Task New_numbers_beside_those_begun_anew_do_not_hide_them()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportAsync(folder.Write("2023.csv", Rows(2023, 200)));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => database.ImportAsync(folder.Write("2024.csv", Rows(2024, 600))));

        Assert.Equal(ProblemCode.ReusedIds, problem.Code);
    }

    [PostgisFact]
    public async Task Rows_told_again_under_their_own_date_give_no_such_warning_and_one_moved_date_is_no_refusal()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var first = Rows(2023, 200).ToList();
        await database.ImportAsync(folder.Write("2023.csv", first));

        var again = await database.ImportAsync(folder.Write("further.csv", first.Take(20).Concat(Rows(2023, 400).Skip(200))), beside: true);
        Assert.DoesNotContain(again.Warnings, warning => warning.Kind == "ids-reused");

        var moved = await database.ImportAsync(folder.Write("moved.csv", Rows(2024, 1).Concat(Enumerable.Range(500, 100).Select(number => WasteFile.Row(number, 2024, 596_000, 6_642_000)))));
        Assert.Equal((100, 1), (moved.Accepted, moved.Duplicate));
        Assert.Equal(1L, Assert.Single(moved.Warnings, warning => warning.Kind == "ids-reused").Observed);
    }

    [PostgisFact]
    public async Task A_mapping_that_now_keeps_only_the_year_does_not_make_the_same_rows_new_ones()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportAsync(folder.Write("2023.csv", Rows(2023, 200)));
        var taxonomy = Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"));
        var waste = SourceFolder.Load("renovasjon", taxonomy);
        var coarser = waste with { Mapping = waste.Mapping with { Coarsen = new(TimePrecision.Year) } };

        var again = await new DeliveryImport(database.Owner, TimeProvider.System, "test").RunAsync(
            coarser, taxonomy, folder.Write("again.csv", Rows(2023, 300)), new ImportOptions(Beside: true), default);
        Assert.Equal((100, 200), (again.Accepted, again.Duplicate));
        Assert.DoesNotContain(again.Warnings, warning => warning.Kind == "ids-reused");

        var next = await Assert.ThrowsAsync<ProblemException>(() => new DeliveryImport(database.Owner, TimeProvider.System, "test").RunAsync(
            coarser, taxonomy, folder.Write("2024.csv", Rows(2024, 200)), new ImportOptions(), default));
        Assert.Equal(ProblemCode.ReusedIds, next.Code);
    }

    private static IEnumerable<string> Rows(int year, int rows) => Enumerable.Range(1, rows).Select(number => WasteFile.Row(number, year, 596_000, 6_642_000));

    private static (string Kind, long? Observed) Only(ImportReport report)
    {
        var warning = Assert.Single(report.Warnings, warning => warning.Kind == "ids-reused");
        return (warning.Kind, warning.Observed);
    }
}
