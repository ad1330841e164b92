using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>What an import says at the prompt: warnings, rejections, how the file was read, how far it is.</summary>
[Collection("postgis")]
public sealed partial class ImportWordsTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task Few_rows_with_a_place_are_warned_of_before_anything_is_stored_and_after()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 593_000, 6_639_000, 601_000, 6_647_000))));
        var some = folder.Write("some.csv", Enumerable.Range(1, 7).Select(number => number < 4 ? WasteFile.Row(number, 2023, 596_000, 6_642_000) : $"R-{number};01.03.2023 12:00;Søppel på gate;;;;;"));
        var half = folder.Write("half.csv", Enumerable.Range(11, 2).Select(number => number == 11 ? WasteFile.Row(number, 2022, 596_000, 6_642_000) : $"R-{number};01.03.2022 12:00;Søppel på gate;;;;;"));

        foreach (var options in new string[][] { ["--dry-run"], [] })
            Assert.Contains("warning: Only 3 of 7 accepted rows have a place in a delbydel", (await database.RunAsync(["import", "renovasjon", some, .. options])).Demand(0).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Only", (await database.RunAsync("import", "renovasjon", half)).Demand(0).Output, StringComparison.Ordinal);
    }

    [PostgisFact]
    public async Task Rejected_rows_are_told_in_groups_with_the_first_line_of_each()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.Write("a.csv", [
            "R-0;01.03.2023 12:00;Søppel på gate;;;;nord;",
            .. Enumerable.Range(1, 30).Select(number => $"R-{number};31.02.2023 12:00;Søppel på gate;;;;;"),
            .. Enumerable.Range(31, 4).Select(number => $"R-{number};01.03.2023 12:00;{(number < 33 ? "Støy fra anlegg" : "Ola Nordmann")};;;;;"),
            "R-50;01.03.2023 12:00;Søppel på gate;;;;;"]);

        var told = (await database.RunAsync("import", "renovasjon", file)).Demand(11).Output;

        Assert.Contains("rejected 35", told, StringComparison.Ordinal);
        Assert.Contains("  30 rows, the first in line 3, column Meldt: BOM-202 ", told, StringComparison.Ordinal);
        Assert.Contains("  2 rows, the first in line 33, column Type: BOM-208 category «Støy fra anlegg» is not mapped.", told, StringComparison.Ordinal);
        Assert.Contains("  2 rows, the first in line 35, column Type: BOM-208 the category is not mapped, and ", told, StringComparison.Ordinal);
        Assert.Contains("  line 2, column X: BOM-204 ", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Nordmann", told, StringComparison.Ordinal);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM ledger.rejection WHERE category_code LIKE '%Nordmann%'"));
    }

    [PostgisFact]
    public async Task Two_counts_for_one_date_place_and_category_are_added_and_told_with_their_line()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.File("a.csv", "Måned;Delbydel;Kategori;Antall\n2023-01;0101;Tyveri;7\n2023-02;0101;Tyveri;5\n2023-01;0101;Tyveri;9\n2023-01;0101;Tyveri;<5\n");

        var told = (await database.RunAsync("import", "politi", file)).Demand(11).Output;

        Assert.Contains("warning: 1 row (line 4; column Antall) has another count for the date, place and category of an earlier row; all are added.", told, StringComparison.Ordinal);
        Assert.Contains("line 5, column Antall: BOM-318 ", told, StringComparison.Ordinal);
        Assert.Equal(21, await database.ScalarAsync<long>("SELECT sum(incidents) FROM incident.incident"));
    }

    [PostgisFact]
    public async Task How_a_file_was_read_and_which_letters_it_has_lost_is_told_and_kept()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var windows = Path.Combine(folder.Path, "windows.csv");
        await File.WriteAllBytesAsync(windows, Encoding.GetEncoding(1252).GetBytes("Meldingsnr\tMeldt\tType\tX\tY\nR-1\t01.03.2023 12:00\tSøppel på gate\t596000,5\t6642000\n"));
        var lost = folder.File("lost.csv", "Meldingsnr,Meldt,Type,X,Y\nR-2,01.03.2022 12:00,S?ppel p? gate,596000.5,6642000\n");

        Assert.Contains("  read as: csv, windows-1252, tab\n", (await database.RunAsync("import", "renovasjon", windows)).Demand(0).Output, StringComparison.Ordinal);
        var told = (await database.RunAsync("import", "renovasjon", lost)).Demand(0).Output;

        Assert.Contains("  read as: csv, utf-8, ,\n", told, StringComparison.Ordinal);
        Assert.Contains("warning: 1 row with «?» for letters of the category (column Type)", told, StringComparison.Ordinal);
        Assert.Equal(["forsopling.litter 2"], await database.RowsAsync("SELECT category, count(*) FROM incident.incident GROUP BY 1"));
        Assert.Equal(["csv, windows-1252, tab", "csv, utf-8, ,"], (await database.RunAsync("delivery", "list", "--json")).Demand(0).Json.GetProperty("deliveries").EnumerateArray()
            .Select(delivery => delivery.GetProperty("read_as").GetString()));
    }

    [PostgisFact]
    public async Task In_a_log_an_import_that_takes_long_tells_by_plain_lines_how_far_it_is()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = folder.WriteRandom("a.csv", 3_000, seed: 1);
        await using var other = await database.Owner.OpenConnectionAsync();
        await using (var holding = await other.BeginTransactionAsync())
        {
            await using (var hold = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('import renovasjon', 0))", other))
                await hold.ExecuteNonQueryAsync();
            var importing = database.RunAsync("import", "renovasjon", file, "--json");
            while (await database.ScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0)
                await Task.Delay(50);
            await Task.Delay(TimeSpan.FromSeconds(5.5)); // a line comes every five seconds
            await holding.RollbackAsync();

            var result = (await importing).Demand(11);

            Assert.Matches(ProgressLine(), result.Error);
            Assert.DoesNotContain('\u001B', result.Error);
            Assert.Equal(2_970, result.Json.GetProperty("files")[0].GetProperty("accepted").GetInt32());
        }
    }

    /// <summary>«a.csv: 512 rows, 90 a second, 17 %, 25 s left».</summary>
    [GeneratedRegex(@"(?m)^a\.csv: [0-9,]+ rows, [0-9,]+ a second, [0-9]{1,3} %, [0-9]+ s left\r?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProgressLine();
}
