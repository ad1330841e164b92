using System.Globalization;
using System.Reflection;
using PRIOslo.Bomiljo.Import.Looks;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Web.Language;
using PRIOslo.Bomiljo.Web.Ledger;

namespace PRIOslo.Bomiljo.BrowserTests.Ledger;

/// <summary>What a delivery's status says (first in a chain of three, in the middle, in force, withdrawn by hand), and what is wrong with its rows.</summary>
public sealed class DeliveryWordsTests
{
    private static readonly DateTimeOffset End = new(2024, 3, 31, 22, 30, 0, TimeSpan.Zero); // past midnight in Oslo

    [Theory]
    [InlineData("nb", true, 2, "tatt inn 05.02.2024, erstattet av leveranse 2 den 01.04.2024")]
    [InlineData("nb", true, 3, "tatt inn 05.02.2024, erstattet av leveranse 3 den 01.04.2024")]
    [InlineData("nb", false, null, "tatt inn 05.02.2024")]
    [InlineData("nb", true, null, "tatt inn 05.02.2024, trukket tilbake 01.04.2024")]
    [InlineData("en", true, 2, "taken in 05/02/2024, replaced by delivery 2 on 01/04/2024")]
    public void A_delivery_that_another_took_the_place_of_is_told_as_replaced_and_not_as_withdrawn(string language, bool ended, int? replacedBy, string expected)
    {
        In(language, () => Assert.Equal(expected, DeliveryWords.Imported(new(1, "renovasjon", "a.csv", new DateTimeOffset(2024, 2, 5, 12, 0, 0, TimeSpan.Zero), null, null, 0, 0, 0, 0, 0, 0, ended ? End : null, replacedBy, null))));
    }

    [Fact]
    public void Years_whose_rows_the_retention_rule_took_are_told() => In("nb", () =>
    {
        LedgerEntry delivery = new(1, "renovasjon", "a.csv", End, null, null, 0, 0, 0, 0, 0, 0, null, null, null);
        Assert.Null(DeliveryWords.Deleted(delivery));
        Assert.Equal("Rådataene for 2019, 2020 ble slettet 01.04.2024 etter fristen.", DeliveryWords.Deleted(delivery with { DeletedYears = [2019, 2020], DeletedAt = End }));
    });

    [Fact]
    public void Counts_are_shown_as_rows_that_hold_more_incidents() => In("nb", () =>
    {
        RawIncident one = new(2, new DateOnly(2023, 1, 1), "year", "Vold", "Violence", 1, "0105", "area", null);
        Assert.Equal("2 hendelser vises.", DeliveryWords.Shown([one, one]));
        Assert.Equal("2 rader vises, med 258 hendelser.", DeliveryWords.Shown([one, one with { Incidents = 257 }]));
    });

    [Theory]
    [InlineData("nb", "Antallet er uvanlig etter kildens egen historie. (kategori forsopling.dumping; juli 2025; antall 10\u00a0203; ventet 5\u00a0171,8; sannsynlighet 6,8E−18)")]
    [InlineData("en", "The count is unusual by the source’s own history. (category forsopling.dumping; July 2025; number 10,203; expected 5,171.8; probability 6.8E-18)")]
    public void A_warning_tells_its_figures(string language, string expected) => In(language, () =>
    {
        Assert.Equal(expected, DeliveryWords.Warning(new("count-unusual", "…") { Category = "forsopling.dumping", Month = new(2025, 7, 1), Observed = 10_203, Expected = 5_171.75, P = 6.8e-18 }));
        Assert.DoesNotContain("(", DeliveryWords.Warning(new("no-boundaries", "…")), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("nb")]
    [InlineData("en")]
    public void Every_code_that_rejects_a_row_has_words(string language) => In(language, () => Assert.All(
        typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<ProblemCode>().Where(code => code.Exit == ExitCode.RowsRejected),
        code => Assert.EndsWith($". ({code})", DeliveryWords.Problem(new(1, "Type", code.ToString(), null)), StringComparison.Ordinal)));

    [Theory]
    [InlineData("nb", "csv, utf-8, ;", "CSV i UTF-8, semikolon mellom feltene")]
    [InlineData("nb", "csv, windows-1252, ,", "CSV i Windows-1252, komma mellom feltene")]
    [InlineData("nb", "excel + csv, utf-8, tab", "regneark + CSV i UTF-8, tabulator mellom feltene")]
    [InlineData("nb", "json, utf-8", "JSON i UTF-8")]
    [InlineData("en", "csv, utf-8, |", "CSV in UTF-8, a vertical bar between the fields")]
    [InlineData("en", "csv, utf-8, ^", "CSV in UTF-8, ^ between the fields")]
    public void How_a_file_was_read_is_told_in_words(string language, string readAs, string expected) =>
        In(language, () => Assert.Equal(expected, DeliveryWords.ReadAs(readAs)));

    [Theory]
    [InlineData("renovasjon", "Renovasjonsetaten")]
    [InlineData("parkering", "Bymiljøetatens parkering")]
    public void A_source_from_elsewhere_is_shown_under_the_name_that_its_mapping_gives(string source, string expected) => In("nb", () => Assert.Equal(expected,
        DeliveryWords.Source(new(1, source, "a.csv", End, null, null, 0, 0, 0, 0, 0, 0, null, null, null) { NameNb = "Bymiljøetatens parkering", NameEn = "Parking" })));

    [Theory]
    [InlineData("nb", "renovasjon", "Renovasjonsetaten")]
    [InlineData("nb", "parkering", "Bymiljøetatens parkering")]
    [InlineData("en", "parkering", "Parking")]
    public void Beside_the_map_and_in_the_analysis_too(string language, string source, string expected) => In(language, () =>
    {
        Assert.Equal(expected, SourceWords.Of(source, new("Bymiljøetatens parkering", "Parking")));
        Assert.Equal("ukjent", SourceWords.Of("ukjent", name: null));
    });

    [Fact]
    public void A_category_is_shown_withheld_or_not_what_is_wrong() => In("nb", () => Assert.Equal(["Parkering", "holdt tilbake", "–"],
        new[] { DeliveryWords.Category(new(1, "Type", "BOM-208", "Parkering")), DeliveryWords.Category(new(1, "Type", "BOM-208", null)), DeliveryWords.Category(new(1, "X", "BOM-204", null)) }));

    private static void In(string language, Action action)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language == "nb" ? "nb-NO" : "en-GB");
            action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
