using System.Globalization;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Plots;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Web.SiteCheck;

namespace PRIOslo.Bomiljo.BrowserTests.Sites;

public sealed class SiteWordsTests
{
    [Theory]
    [InlineData(99.96, "m", 100.0, 50.0, "99,96 m")]
    [InlineData(99.94, "m", 100.0, 50.0, "99,9 m")]
    [InlineData(49.999, "m", 100.0, 50.0, "49,999 m")]
    [InlineData(100.0, "m", 100.0, 50.0, "100 m")]
    [InlineData(0.0104, "share", 0.01, null, "1,04 %")]
    [InlineData(0.1234, "share", 0.01, null, "12,3 %")]
    public void A_measured_value_reads_on_its_own_side_of_the_threshold(double measured, string unit, double threshold, double? partly, string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("nb-NO");
        var rule = new RuleReport(
            "r", "", "", RuleRole.Required, RuleOutcome.Partly, "", measured, null, Comparison.AtLeast, threshold, partly, unit, 0, 1, null, "", null, "", "",
            BasisKind.Assumption, null, "", "");

        Assert.Equal(text, WatchedPage.Plain(SiteWords.Measured(rule)));
    }

    [Theory]
    [InlineData("nb", 0, "når 4 m holdes fri langs grensen og bygninger som blir stående, trekkes fra")]
    [InlineData("nb", 90, "4 m innenfor grensen og utenom bygninger som blir stående, er det ikke rom")]
    [InlineData("en", 0, "clear of buildings that stay")]
    [InlineData("en", 90, "clear of buildings that stay")]
    public void Why_no_home_fits_names_the_buildings_that_stay(string language, double buildable, string part)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Contains(part, WatchedPage.Plain(SiteWords.WhyNoHomeFits(new PlotEstimate(400, buildable, 0, false, []), PlotModel.Shipped)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nb", 1, "1 boenhet er ikke regnet med: den har ikke nummer og ligger i eller ved en bygning for noe annet, eller er mer enn 25 m fra en bygning.")]
    [InlineData("nb", 1200, "1 200 boenheter er ikke regnet med: de har ikke nummer og ligger i eller ved en bygning for noe annet, eller er mer enn 25 m fra en bygning.")]
    [InlineData("en", 1, "1 dwelling unit is not counted: it has no number and is in or by a building for something else, or is more than 25 m from a building.")]
    public void Units_that_count_nowhere_are_told_with_the_reason_one_or_many(string language, int units, string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal(text, WatchedPage.Plain(SiteWords.UnitsWithoutHome(units)));
    }

    [Theory]
    [InlineData("nb", 199, "homes", true, "199 boliger eller flere")]
    [InlineData("nb", 199, "homes", false, "199 boliger")]
    [InlineData("en", 199, "homes", true, "199 homes or more")]
    [InlineData("nb", 0.51, "share", true, "51 % eller mer")]
    [InlineData("en", 0.51, "share", true, "51 % or more")]
    public void What_is_not_all_says_that_there_may_be_more(string language, double measured, string unit, bool orMore, string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var rule = new RuleReport(
            "r", "", "", RuleRole.WhereKnown, RuleOutcome.Met, "", measured, null, Comparison.AtLeast, unit == "homes" ? 6 : 0.5, null, unit, 0, 1, null, "", null, "", "",
            BasisKind.Assumption, null, "", "")
        {
            MeasuredOrMore = orMore,
        };

        Assert.Equal(text, WatchedPage.Plain(SiteWords.Measured(rule)));
    }
}
