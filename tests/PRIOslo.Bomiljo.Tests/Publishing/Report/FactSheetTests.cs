using System.Text;
using System.Xml.Linq;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.Tests.Publishing.Report;

public sealed class FactSheetTests
{
    [Fact]
    public void A_sheet_tells_its_area_its_bydel_its_figures_and_whom_to_ask()
    {
        var sheet = Sheet("0101");

        Assert.Equal("Lodalen: bomiljøet i 2023", sheet.Descendants("h1").Single().Value);
        Assert.Contains("Delbydel 0101 i Bydel Gamle Oslo", sheet.Value, StringComparison.Ordinal);
        Assert.Equal(["Brann", "42", "0,50", "0,3–1,0", "per 1\u00a0000 innbyggere", "50", "", "–"], Row(sheet));
        Assert.StartsWith("Spør her", sheet.Descendants("p").Last().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_figure_is_a_colon_with_its_reason_and_no_bar()
    {
        var sheet = Sheet("0103");

        Assert.Equal(["Brann", ":", ":", ":", "per 1\u00a0000 innbyggere", ":", "Skjult", "–"], Row(sheet));
        Assert.DoesNotContain(sheet.Descendants("svg"), svg => svg.Attribute("class")!.Value == "bar");
        Assert.Contains("skjult for å verne personer", sheet.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("skjult for å verne personer", Sheet("0101").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_citys_figure_is_hidden_the_area_has_its_own_and_no_share_of_the_city()
    {
        var data = MadeUpYear.Data;
        var hidden = data with { Figures = [.. data.Figures.Select(figure => figure.Level == "by" ? figure with { Count = null, Rate = null, RateLow = null, RateHigh = null, Suppressed = true } : figure)] };

        Assert.Equal(["Brann", "42", "0,50", "0,3–1,0", "per 1\u00a0000 innbyggere", ":", "Byens tall er skjult", "–"], Row(Sheet("0101", hidden)));
    }

    [Fact]
    public void What_stands_out_is_told_in_a_line_a_theme_and_else_that_nothing_does()
    {
        Assert.Equal("Brann: klart over byens nivå; stiger over årene; høyere nivå enn naboene.", Sheet("0102").Descendants("li").Single().Value);
        Assert.Contains("Ingen av tallene som vises her, skiller seg klart fra byens nivå", Sheet("0101").Value, StringComparison.Ordinal);
        Assert.Empty(Sheet("0101").Descendants("li"));
    }

    [Fact]
    public void Only_the_area_itself_is_marked_on_its_map() => Assert.Equal(
        "#d0101", Sheet("0101").Descendants("use").Single(use => use.Attribute("class")!.Value == "chosen").Attribute("href")!.Value);

    [Fact]
    public void An_area_that_the_year_lacks_is_told() => Assert.Equal(
        ProblemCode.NoSuchArea, Assert.Throws<ProblemException>(() => FactSheet.Write(MadeUpYear.Data, "0999", "", english: false)).Code);

    [Fact]
    public void A_later_version_says_what_it_corrects_and_a_reason_that_would_fill_the_page_is_in_the_report()
    {
        var line = Line("Avfall manglet i desember.");

        Assert.Contains("Den retter versjon 1. Begrunnelse: Avfall manglet i desember.", line, StringComparison.Ordinal);
        Assert.Contains("Den retter versjon 1. Begrunnelsen står i årsrapporten.", Line(new('x', 201)), StringComparison.Ordinal);
        Assert.DoesNotContain("retter", Sheet("0101").Value, StringComparison.Ordinal);

        static string Line(string reason) => Sheet("0101", MadeUpYear.Data with { Correction = new(1, reason, []) }).Value;
    }

    [Fact]
    public void A_source_that_is_in_or_out_by_decision_is_told_with_its_reason_and_a_long_one_is_in_the_report()
    {
        Assert.Contains("Politiet er tatt med etter beslutning: To måneder manglet.", Sheet("0101").Value, StringComparison.Ordinal);
        Assert.Contains("Brann- og redningsetaten er utelatt etter beslutning: Uten koordinater. Politiet er tatt med etter beslutning: Mai manglet.", With(new("brann", false, "Uten koordinater"), new("politi", true, "Mai manglet.")), StringComparison.Ordinal);
        Assert.Contains("Politiet er tatt med etter beslutning: Begrunnelsen står i årsrapporten.", With(new PublishedOverride("politi", true, new('x', 201))), StringComparison.Ordinal);
        Assert.DoesNotContain("er tatt med", With(), StringComparison.Ordinal);

        static string With(params PublishedOverride[] decisions) => Sheet("0101", MadeUpYear.Data with { Seal = MadeUpYear.Data.Seal with { Overrides = decisions } }).Value;
    }

    [Fact]
    public void The_sign_of_what_is_not_there_is_explained() => Assert.Contains("«–» betyr at tallet ikke finnes", Sheet("0101").Value, StringComparison.Ordinal);

    private static XElement Sheet(string area, ReportData? data = null) => XElement.Parse(Encoding.UTF8.GetString(FactSheet.Write(data ?? MadeUpYear.Data, area, "Spør her", english: false))["<!DOCTYPE html>\n".Length..]);

    private static IEnumerable<string> Row(XElement sheet) => sheet.Descendants("tbody").Single().Elements().Single().Elements().Select(cell => cell.Value);
}
