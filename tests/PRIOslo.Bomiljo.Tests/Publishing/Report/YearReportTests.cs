using System.Collections;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.Tests.Publishing.Report;

public sealed class YearReportTests
{
    [Fact]
    public void The_same_figures_give_the_same_bytes() =>
        Assert.Equal(YearReport.Write(MadeUpYear.Data, english: false), YearReport.Write(MadeUpYear.Data, english: false));

    [Theory]
    [InlineData(false, "Samlet teller en hendelse én gang når to tjenester har meldt om den.")]
    [InlineData(true, "The total counts an event once that two services have told of.")]
    public void A_total_that_counts_an_event_of_two_services_once_says_so(bool english, string said)
    {
        var told = MadeUpYear.Data with { Release = MadeUpYear.Data.Release with { SameEvents = true } };

        Assert.Contains(said, Encoding.UTF8.GetString(YearReport.Write(told, english)), StringComparison.Ordinal);
        Assert.DoesNotContain(said, Encoding.UTF8.GetString(YearReport.Write(MadeUpYear.Data, english)), StringComparison.Ordinal);
    }

    [Fact]
    public void It_went_out_on_the_day_that_it_was_in_oslo()
    {
        var late = MadeUpYear.Data with { Release = MadeUpYear.Data.Release with { PublishedAt = new(2024, 5, 6, 22, 30, 0, TimeSpan.Zero) } };

        Assert.Contains("07.05.2024", Encoding.UTF8.GetString(YearReport.Write(late, english: false)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "* hviler på et folketall")]
    [InlineData(true, "* rests on a population")]
    public void What_rests_on_an_interpolated_year_has_a_star_that_is_explained(bool english, string said)
    {
        var starred = MadeUpYear.Data with
        {
            Figures = [.. MadeUpYear.Data.Figures.Select(figure => figure.Area == "0102" ? figure with { Classes = figure.Classes with { ChangeInterpolated = true } } : figure)],
        };
        var change = (english ? "up" : "opp") + " *";
        var (page, sheet) = (Encoding.UTF8.GetString(YearReport.Write(starred, english)), Encoding.UTF8.GetString(FactSheet.Write(starred, "0102", "", english)));

        Assert.All(new[] { page, sheet }, text => Assert.Contains(said, text, StringComparison.Ordinal));
        Assert.All(new[] { page, sheet }, text => Assert.Contains($">{change}<", text, StringComparison.Ordinal));
        Assert.Contains("(0102) *", page, StringComparison.Ordinal);
        Assert.DoesNotContain(said, Encoding.UTF8.GetString(YearReport.Write(MadeUpYear.Data, english)), StringComparison.Ordinal);
        Assert.DoesNotContain(said, Encoding.UTF8.GetString(FactSheet.Write(MadeUpYear.Data, "0102", "", english)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_star_that_stands_nowhere_is_not_explained()
    {
        var unseen = MadeUpYear.Data with
        {
            Figures = [.. MadeUpYear.Data.Figures.Select(figure => figure with
            {
                Interpolated = figure.Rate is null,
                Classes = figure.Classes with
                {
                    ChangeInterpolated = figure.Classes.ChangeClass is null,
                    TrendClass = figure.Area == "0101" ? "no-trend" : figure.Classes.TrendClass,
                    TrendInterpolated = figure.Area != "0102",
                },
            })],
        };

        var page = Encoding.UTF8.GetString(YearReport.Write(unseen, english: false));

        Assert.DoesNotContain(" *<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("* hviler på", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Ingen viste antall er endret. Rater og klasser kan være endret.")]
    [InlineData(true, "No shown count has changed. Rates and classes may have.")]
    public void A_correction_without_another_count_says_what_else_may_have_changed_and_since_which_day_in_oslo(bool english, string said)
    {
        var corrected = MadeUpYear.Data with
        {
            Release = MadeUpYear.Data.Release with { PublishedAt = new(2024, 5, 6, 22, 30, 0, TimeSpan.Zero) },
            Correction = new(1, "Nye folketall.", [new(MadeUpYear.Data.Themes[0], WasThere: true, IsThere: true, 42, 42, Changed: 0, Gone: 0, GoneBydeler: 0)]),
        };

        var page = Encoding.UTF8.GetString(YearReport.Write(corrected, english));

        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains(english ? "published 2024-05-07" : "publisert 07.05.2024", page, StringComparison.Ordinal);
        Assert.DoesNotContain(english ? "2024-05-06" : "06.05.2024", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_that_only_hides_a_bydel_says_so()
    {
        var corrected = MadeUpYear.Data with
        {
            Correction = new(1, "Nye folketall.", [new(MadeUpYear.Data.Themes[0], WasThere: true, IsThere: true, 42, 42, Changed: 0, Gone: 0, GoneBydeler: 3)]),
        };

        var page = Encoding.UTF8.GetString(YearReport.Write(corrected, english: false));

        Assert.Contains("Bydeler som ikke lenger vises</th>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">0</td><td class=\"number\">3</td></tr>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nb-NO")]
    [InlineData("en-US")]
    [InlineData("ar-SA")]
    public void The_machines_culture_changes_no_byte(string culture)
    {
        var expected = YearReport.Write(MadeUpYear.Data, english: false);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, YearReport.Write(MadeUpYear.Data, english: false));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Nothing_is_fetched_and_nothing_is_run()
    {
        var page = Page(english: false);

        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.All(page.Descendants().Attributes().Where(at => at.Name.LocalName is "href" or "src"), at => Assert.StartsWith("#", at.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("style", page.Descendants().Attributes().Select(at => at.Name.LocalName));
        Assert.DoesNotContain("http", ReportStyle.Text, StringComparison.Ordinal);
        Assert.Equal(-1, ReportStyle.Text.AsSpan().IndexOfAny("<>&"));
    }

    [Fact]
    public void A_row_tells_rate_interval_part_of_the_city_places_class_change_and_level_in_bokmaal() => Assert.Equal(
        ["0102", "Grønland <& sønner>", "42", "12\u00a0345,6", "6\u00a0172,8–24\u00a0691,2", "1\u00a0234\u00a0560", "1–1", "3", "opp", "klart over byens nivå"],
        Row("0102"));

    [Fact]
    public void A_hidden_area_has_colons_and_no_number_and_is_hatched()
    {
        Assert.Equal(["0103", "Enerhaugen", ":", ":", ":", ":", "–", ":", "–", "–"], Row("0103"));
        Assert.Contains(Page(english: false).Descendants("use"), use => use.Attribute("href")!.Value == "#d0103" && use.Attribute("class")!.Value == "hidden");
    }

    [Fact]
    public void An_area_without_a_rate_keeps_its_count_and_has_no_place() => Assert.Equal(["1601", "Sentrum", "7", "–", "–", "–", "–", "–", "–", "–"], Row("1601"));

    [Theory]
    [InlineData("Trends", "Brann", "Grønland <& sønner> (0102)", "0 områder", "0 områder", "3 områder")]
    [InlineData("Apart", "Brann", "Grønland <& sønner> (0102)", "0 områder")]
    public void Trends_and_areas_unlike_their_neighbours_are_told_in_words(string section, params string[] row)
    {
        var title = section == "Trends" ? "Utviklingen over flere år" : "Områder som er ulike naboene";
        var heading = Page(english: false).Descendants().Single(element => element.Name.LocalName is "h2" or "h3" && element.Value == title);
        var table = heading.ElementsAfterSelf("div").First().Element("table")!;

        Assert.Equal(row, table.Element("tbody")!.Elements("tr").Single().Elements().Select(cell => cell.Value));
    }

    [Fact]
    public void Every_table_has_a_box_of_its_own_to_scroll_in() =>
        Assert.All(Tables(), table => Assert.Equal("scrolled", table.Parent!.Attribute("class")!.Value));

    [Fact]
    public void Areas_stand_in_the_order_of_their_codes() => Assert.Equal(
        ["0101", "0102", "0103", "1601"],
        Tables().Last().Descendants("tr").Skip(1).Select(row => row.Elements().First().Value));

    [Theory]
    [InlineData(false, "Bymiljøetatens parkering")]
    [InlineData(true, "Parking, by the agency")]
    public void A_source_from_elsewhere_is_told_under_its_mappings_name_wherever_it_stands(bool english, string expected)
    {
        var name = new SourceName("Bymiljøetatens parkering", "Parking, by the agency");
        var data = MadeUpYear.Data with
        {
            Seal = MadeUpYear.Data.Seal with { Sources = [new("parkering", name)], Overrides = [new("parkering", true, "To måneder manglet.", name)] },
            Coverage = [new("parkering", 97, 11, name)],
            SeriesBreaks = [new("source", "parkering", 2022, name)],
        };

        var report = Encoding.UTF8.GetString(YearReport.Write(data, english));
        Assert.Equal(4, report.Split(expected).Length - 1);
        Assert.DoesNotContain("parkering", report.Replace(expected, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("parkering", Encoding.UTF8.GetString(YearReport.Write(data with { Coverage = [new("parkering", 97, 11)] }, english)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, new[] { "brann" }, "Hendelsene kommer fra Brann- og redningsetaten. ", "Arket viser hva Brann- og redningsetaten har registrert i")]
    [InlineData(false, new[] { "brann", "rusken" }, "Hendelsene kommer fra Brann- og redningsetaten og Rusken i Oslo. ", "hva Brann- og redningsetaten og Rusken i Oslo har registrert i")]
    [InlineData(false, new[] { "boligbygg", "politi", "renovasjon" }, "Hendelsene kommer fra Boligbygg, politiet og Renovasjonsetaten. ", "hva Boligbygg, politiet og Renovasjonsetaten har registrert i")]
    [InlineData(true, new[] { "brann", "politi", "rusken" }, "The incidents come from the fire and rescue service, the police and Tidy Oslo. ", "what the fire and rescue service, the police and Tidy Oslo recorded in")]
    [InlineData(false, new string[0], "Hendelsene kommer fra kilder som ikke er nevnt her. ", "hva kilder som ikke er nevnt her har registrert i")]
    public void The_method_and_the_sheet_name_the_sources_that_are_counted_and_no_other(bool english, string[] sources, string method, string lead)
    {
        var data = MadeUpYear.Data with
        {
            Seal = MadeUpYear.Data.Seal with { Sources = [.. sources.Select(source => new ReportSource(source, source == "rusken" ? new("Rusken i Oslo", "Tidy Oslo") : null))] },
        };

        Assert.Contains($"<p>{method}", Encoding.UTF8.GetString(YearReport.Write(data, english)), StringComparison.Ordinal);
        Assert.Contains(lead, Encoding.UTF8.GetString(FactSheet.Write(data, "0101", "", english)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nye lamper i <parken>")]
    [InlineData("Politiet er tatt med etter beslutning: To måneder manglet.")]
    [InlineData("Brann- og redningsetaten: tall fra og med 2022 kan ikke sammenlignes med årene før.")]
    [InlineData("Brudd er notert av en analytiker, eller kommer av at en kilde mangler måneder eller stedfesting i et år.")]
    [InlineData("1 av 6 tall er skjult (16,7 %).")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("97 %")]
    [InlineData("Foreløpige tall: målt, men ikke publisert etter beslutning.")]
    public void Measures_decisions_breaks_hidden_share_seal_and_coverage_are_told(string text) =>
        Assert.Contains(text, Page(english: false).Value, StringComparison.Ordinal);

    [Fact]
    public void The_fingerprint_changes_with_any_figure()
    {
        var figures = MadeUpYear.Data.Figures;
        var before = ReportSections.Fingerprint(figures);

        Assert.Equal(before, ReportSections.Fingerprint(figures.Reverse()));
        Assert.NotEqual(before, ReportSections.Fingerprint(figures.Select(figure => figure.Area == "0101" ? figure with { Rate = 0.51 } : figure)));
    }

    [Fact]
    public void English_stands_beside_bokmaal_text_by_text()
    {
        var (nb, en) = (Texts("nb"), Texts("en"));

        Assert.Equal(nb.Keys.Order(StringComparer.Ordinal), en.Keys.Order(StringComparer.Ordinal));
        Assert.All(nb, text => Assert.Equal(text.Value.Count(c => c == '{'), en[text.Key].Count(c => c == '{')));
        Assert.Equal("en", Page(english: true).Attribute("lang")!.Value);
        Assert.Contains("What is hidden", Page(english: true).Value, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Texts(string language) =>
        ReportTexts.Resources.GetResourceSet(CultureInfo.GetCultureInfo(language), true, tryParents: language == "nb")!
            .Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!, StringComparer.Ordinal);

    private static XElement Page(bool english) => XElement.Parse(Encoding.UTF8.GetString(YearReport.Write(MadeUpYear.Data, english))["<!DOCTYPE html>\n".Length..]);

    private static IEnumerable<XElement> Tables() => Page(english: false).Descendants("table").Where(table => table.Attribute("class")?.Value == "figures");

    private static IEnumerable<string> Row(string area) =>
        Tables().Last().Descendants("tr").Single(row => row.Elements().First().Value == area).Elements().Select(cell => cell.Value);
}
