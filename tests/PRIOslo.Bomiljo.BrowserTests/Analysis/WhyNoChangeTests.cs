using System.Globalization;
using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.Heatmap.Register;
using PRIOslo.Bomiljo.Web.Analysis;

namespace PRIOslo.Bomiljo.BrowserTests.Analysis;

/// <summary>A theme may lack in a year because it was not delivered, and because the gate left it out: the words must hold for both.</summary>
public sealed class WhyNoChangeTests
{
    [Theory]
    [InlineData("nb", "brann", "Temaet er ikke med i målingen av 2022")]
    [InlineData("en", "brann", "The theme is not part of the measurement of 2022")]
    [InlineData("nb", "trygghet", null)]
    public void A_theme_that_the_year_before_lacks_is_said_to_be_no_part_of_it(string language, string theme, string? said)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        YearTheme[] measured = [new(2022, "trygghet", "Trygghet", "Safety"), new(2023, "trygghet", "Trygghet", "Safety"), new(2023, "brann", "Brann", "Fire")];
        var view = new AnalysisView(
            null!, new AnalysisTheme(theme, "", "", "", 1000, 1, "years", null, 2023, 0, null, null, null, 0, 0, null, null, null), LacksWantedTheme: false,
            [], [], [], [], [], [], [], [], [], measured.ToLookup(of => of.Year));

        Assert.Equal(said, view.WhyNoChange(Figure("no-earlier-year")));
        Assert.Null(view.WhyNoChange(Figure("up")));
    }

    [Fact]
    public void The_time_line_of_a_new_area_has_the_years_before_it_with_something_on_record()
    {
        RegisteredEvent[] events = [new(1, "lighting", "0120", new(2021, 3, 1), new(2021, 4, 1), "t", false, "n"), new(2, "patrol", "0120", new(2022, 12, 1), null, "t", false, "n")];
        var view = new AnalysisView(
            null!, null!, LacksWantedTheme: false, [.. new[] { 2019, 2022, 2023 }.Select(year => new MeasuredVersion(year, 1, default, null, null, null, null))],
            [], [], [], [Figure("up")], [], [], events, [new(1, "0120", 2020, "t", "n")], Array.Empty<YearTheme>().ToLookup(of => of.Year));

        Assert.Equal([(2020, false), (2021, false), (2022, false), (2023, true)], view.Timeline.Select(row => (row.Year, row.Figure is not null)));
    }

    private static AnalysisFigure Figure(string change)
    {
        var none = new Estimate(null, null, null);
        return new AnalysisFigure(
            2023, 1, "0101", "", 5, 1000, false, none, none, none, null, null, new TestedRatio(none, null, null, null, change), new TestedRatio(none, null, null, null, null), null,
            new NeighbourStatistics(null, null, null, null, null, null, null, null), null, null, new Reservations(null, null, null, null, null));
    }
}
