using PRIOslo.Bomiljo.Publishing.Visible;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Publishing.Visible;

public sealed class VisibleStatisticsTests
{
    private static readonly VisibleRules Rules = new(Dispersion: 1, Significance: 0.05, Marked: true, Seed: 1, Draws: 999);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1.01, 1.5)]
    [InlineData(1.6, 2)]
    [InlineData(2.2, 3)]
    [InlineData(5, 6)]
    [InlineData(97, 128)]
    public void Dispersion_is_rounded_up_on_the_ladder(double dispersion, double step) => Assert.Equal(step, VisibleDispersion.RoundUp(dispersion));

    /// <summary>Four values of one published interval are enough to get an exact dispersion back; here is nothing to get.</summary>
    [Fact]
    public void What_is_said_is_the_same_whatever_the_hidden_counts_are()
    {
        int[][] truth = [[3, 20, 30, 41, 25], [22, 4, 33, 38, 27], [31, 30, 35, 40, 26]];
        int[][] other = [[1, 22, 30, 41, 25], [24, 2, 33, 38, 27], [31, 30, 35, 40, 26]];
        bool IsHidden(int year, int area) => year < 2 && area < 2;

        var said = Said(truth, IsHidden);

        Assert.Equal(said, Said(other, IsHidden));
        Assert.NotEqual(Estimated(truth), Estimated(other)); // the measurement's own dispersion tells them apart
        Assert.Contains(said, text => text.Contains("no-change", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clear_rise_is_up_and_its_ratio_is_that_of_the_shown_rates()
    {
        var figure = VisibleStatistics.Of([Area("0101", 40, 120)], NoBorders, Rules)[0];

        Assert.Equal(("up", 3.0), (figure.ChangeClass, figure.Change));
        Assert.Equal("too-short", figure.TrendClass);
    }

    /// <summary>A total that is tested in no family has no adjusted p-value; «no change» would be a claim that nobody has tested.</summary>
    [Fact]
    public void Nothing_is_said_of_what_is_in_no_family()
    {
        var series = Area("0101", 40, 60, 90, 135, 400);
        var total = VisibleStatistics.Of([series], NoBorders, Rules with { Marked = false })[0];
        var special = VisibleStatistics.Of([series with { Ranked = false }], NoBorders, Rules)[0];

        Assert.Equal((null, null), (total.ChangeClass, total.TrendClass));
        Assert.Equal((null, null), (special.ChangeClass, special.TrendClass));
        Assert.Equal((null, null), (total.Change, special.Change)); // a ratio alone would be a bare per cent
        Assert.Equal(("up", "rising"), (VisibleStatistics.Of([series], NoBorders, Rules)[0].ChangeClass, VisibleStatistics.Of([series], NoBorders, Rules)[0].TrendClass));
    }

    [Fact]
    public void Nothing_is_said_of_a_hidden_figure_or_of_a_change_from_one()
    {
        var hidden = VisibleStatistics.Of([Area("0101", 40, null)], NoBorders, Rules)[0];
        var fromHidden = VisibleStatistics.Of([Area("0101", null, 40)], NoBorders, Rules)[0];

        Assert.Equal(new VisibleFigure(hidden.Of), hidden);
        Assert.Equal((null, null), (fromHidden.Change, fromHidden.ChangeClass));
        Assert.NotNull(fromHidden.RateLow);
    }

    [Theory]
    [InlineData(4, true, true)]
    [InlineData(3, true, true)]
    [InlineData(0, false, true)]
    public void A_change_and_a_trend_that_rest_on_an_interpolated_year_are_marked(int at, bool change, bool trend)
    {
        var series = Area("0101", 40, 60, 90, 135, 400);
        var years = series.Years.ToArray();
        years[at] = years[at] with { Interpolated = true };

        var figure = VisibleStatistics.Of([series with { Years = years }], NoBorders, Rules)[0];
        var uncompared = VisibleStatistics.Of([Area("0101", 40) with { Years = [new(40, 1_000, Interpolated: true)] }], NoBorders, Rules)[0];

        Assert.Equal((change, trend), (figure.ChangeInterpolated, figure.TrendInterpolated));
        Assert.Equal((false, false), (uncompared.ChangeInterpolated, uncompared.TrendInterpolated));
    }

    [Fact]
    public void A_break_in_the_series_is_told_and_the_years_are_not_compared()
    {
        var figure = VisibleStatistics.Of([Area("0101", 40, 120) with { WhyNoChange = "series-break" }], NoBorders, Rules)[0];

        Assert.Equal(("series-break", null), (figure.ChangeClass, figure.Change));
    }

    [Fact]
    public void A_hot_spot_is_found_and_nothing_is_said_beside_a_hidden_neighbour()
    {
        var areas = Enumerable.Range(0, 40).Select(at => Area($"a{at:00}", 20, at is >= 10 and <= 14 ? 90 : 20)).ToList();
        var inARow = areas.Select((area, at) => (area.Area, Beside: new[] { at - 1, at + 1 }.Where(other => other is >= 0 and < 40).Select(other => $"a{other:00}").ToArray()))
            .ToDictionary(pair => pair.Area, pair => (IReadOnlyList<string>)pair.Beside);

        var all = VisibleStatistics.Of(areas, inARow, Rules);
        areas[11] = areas[11] with { Years = [areas[11].Years[0], new(null, 1_000)] };
        var without = VisibleStatistics.Of(areas, inARow, Rules);

        Assert.Equal(("hot", "high-high", "above-city"), (all[12].HotspotClass, all[12].Lisa, all[12].RateClass));
        Assert.NotEqual("hot", all[30].HotspotClass);
        Assert.All(new[] { 10, 11, 12 }, at => Assert.Equal((null, null), (without[at].HotspotClass, without[at].Lisa)));
        Assert.Equal("hot", without[13].HotspotClass);
    }

    /// <summary>Expected counts of 1/3, 1/7 … add up to the counts but for the last bit, on either side.</summary>
    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(7, 3_100)]
    [InlineData(23, 700)]
    [InlineData(41, 913)]
    public void Equal_rates_are_all_near_the_citys(int count, double exposure)
    {
        for (var areas = 1; areas <= 40; areas++)
        {
            var equal = Enumerable.Range(1, areas).Select(at => new VisibleArea(
                "delbydel", $"a{at:00}", "brann", Ranked: true, 1_000, [new(count * (1 + (at % 3)), exposure * (1 + (at % 3)))], null)).ToList();

            Assert.All(VisibleStatistics.Of(equal, NoBorders, Rules with { Draws = 1 }), figure => Assert.Equal("near-city", figure.RateClass));
        }
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> NoBorders { get; } = new Dictionary<string, IReadOnlyList<string>>();

    private static VisibleArea Area(string code, params int?[] counts) =>
        new("delbydel", code, "brann", Ranked: true, 1_000, [.. counts.Select(count => new VisibleYear(count, 1_000))], null);

    private static List<string> Said(int[][] counts, Func<int, int, bool> isHidden)
    {
        var areas = Enumerable.Range(0, counts[0].Length)
            .Select(area => Area($"010{area}", [.. counts.Select((row, year) => isHidden(year, area) ? null : (int?)row[area])])).ToList();
        var rules = Rules with { Dispersion = VisibleDispersion.Of(areas, assumed: 3) };
        return [.. VisibleStatistics.Of(areas, NoBorders, rules).Select(figure => $"{figure.Of.Area} {figure with { Of = areas[0] }}")];
    }

    private static double Estimated(int[][] counts)
    {
        int[] cells = [.. Enumerable.Range(0, counts[0].Length).SelectMany(area => counts.Select(year => year[area]))];
        return Dispersion.FromAreasAndPeriods(cells, [.. cells.Select(_ => 1_000.0)], counts.Length)!.Value.Value;
    }
}
