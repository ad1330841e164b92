using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Steps;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public sealed class YearChangeTests
{
    [Fact]
    public void A_rise_that_chance_does_not_give_is_up_and_the_others_are_no_change()
    {
        var result = Steady().With(2023, "0203", "brann", 160).Measure();

        var (risen, still) = (Of(result, "0203"), Of(result, "0101"));
        Assert.Equal("up", risen.Change!.Class);
        Assert.Equal(160 / (double)risen.Incidents * risen.Change.Test!.Value.RateRatio, risen.Change.Test.Value.RateRatio, 1e-9);
        Assert.True(risen.Change.Q <= 0.05 && risen.Change.QStrict >= risen.Change.Q);
        Assert.Equal("no-change", still.Change!.Class);
        Assert.Equal(1, result.Themes.Single(theme => theme.Theme == "brann").ChangesUp);
    }

    [Fact]
    public void The_ratio_is_of_rates_and_not_of_counts()
    {
        var data = new GridCity().Even(2022, "brann", 40).Even(2023, "brann", 40).Data();
        data = data with { Population = [.. data.Population.Select(figure => figure.Year == 2023 ? figure with { Residents = 2_000 } : figure)] };

        Assert.Equal(0.5, Of(Figures.Compute(data, SpecTable.Parameters), "0101").Change!.Test!.Value.RateRatio, 1e-12);
    }

    [Theory]
    [InlineData(2023, true, true)]
    [InlineData(2022, true, true)]
    [InlineData(2020, false, true)]
    [InlineData(2018, false, false)]
    public void A_change_and_a_trend_that_rest_on_an_interpolated_year_are_marked(int missing, bool change, bool trend)
    {
        var city = new GridCity();
        for (var year = 2019; year <= 2023; year++)
            city.Even(year, "brann", 40);
        var data = city.Data() with { Interpolate = true };
        data = data with { Population = [.. data.Population.Where(figure => figure.Year != missing || figure.Code != "0101"), .. city.Codes.Select(code => new PopulationFigure(code, 2024, 1_000, null, null))] };

        var result = Figures.Compute(data, SpecTable.Parameters);

        Assert.Equal((change, trend), (Of(result, "0101").Change!.Interpolated, Of(result, "0101").Trend!.Interpolated));
        Assert.Equal((false, false), (Of(result, "0102").Change!.Interpolated, Of(result, "0102").Trend!.Interpolated));
    }

    [Fact]
    public void The_total_is_tested_and_marked_neither_as_changed_nor_as_unchanged()
    {
        var result = Steady().With(2023, "0203", "brann", 160).Measure();

        Assert.All(result.Figures.Where(figure => figure.Theme == "total"), figure =>
        {
            Assert.NotNull(figure.Change!.Test);
            Assert.Equal((null, null), (figure.Change.Q, figure.Change.Class));
            Assert.NotNull(figure.Trend!.Test);
            Assert.Equal((null, null), (figure.Trend.Q, figure.Trend.Class));
            Assert.Null(figure.Comparison?.Spot?.GiQ);
        });
    }

    [Fact]
    public void No_change_is_tested_across_a_series_break_and_the_trend_starts_anew()
    {
        var data = Steady().Data() with { UnbrokenSince = new Dictionary<string, int> { ["brann"] = 2023 } };
        var broken = Of(Figures.Compute(data, SpecTable.Parameters), "0101");

        Assert.Equal(("series-break", null, "too-short", 1), (broken.Change!.Class, broken.Change.Test, broken.Trend!.Class, broken.Trend.Years));
        Assert.Equal("series-break", Of(Figures.Compute(data, SpecTable.Parameters), "0101", "total").Change!.Class);
    }

    [Theory]
    [InlineData(4, "too-short")]
    [InlineData(5, "rising")]
    public void A_trend_asks_for_five_unbroken_years(int years, string expected)
    {
        var city = new GridCity();
        for (var back = 0; back < years; back++)
            city.Even(2023 - back, "brann", 200 - (40 * back));

        var figure = Of(city.Measure(), "0101");

        Assert.Equal((expected, years), (figure.Trend!.Class, figure.Trend.Years));
        Assert.Equal(years < 5, figure.Trend.Test is null);
    }

    [Fact]
    public void A_first_year_and_a_theme_that_was_not_delivered_the_year_before_have_nothing_to_compare_with()
    {
        var result = new GridCity().Even(2022, "brann", 9).Even(2023, "brann", 9).Even(2023, "trygghet", 9).Measure();

        Assert.Equal("no-earlier-year", Of(result, "0101", "trygghet").Change!.Class);
        Assert.Equal("no-change", Of(result, "0101").Change!.Class);
        // The total of two themes is not compared with that of one.
        Assert.Equal("no-earlier-year", Of(result, "0101", "total").Change!.Class);
    }

    [Fact]
    public void An_area_whose_boundary_has_moved_is_not_compared_and_neither_are_its_bydel_and_the_city()
    {
        var city = Steady();
        var data = city.Data() with { Comparable = new Dictionary<int, IReadOnlySet<string>> { [2022] = city.Codes.Where(code => code != "0101").ToHashSet() } };

        var result = Figures.Compute(data, SpecTable.Parameters);

        Assert.Equal("boundary-change", Of(result, "0101").Change!.Class);
        Assert.Equal("no-change", Of(result, "0201").Change!.Class);
        Assert.Equal(["boundary-change", "no-change"], result.Figures.Where(figure => figure.Theme == "brann" && figure.Area.Level == Level.Bydel).Select(figure => figure.Change!.Class).Distinct());
    }

    [Fact]
    public void Where_the_outline_of_its_bydel_has_not_moved_the_bydel_and_the_city_are_compared_and_the_area_is_not()
    {
        var city = Steady();
        var data = city.Data() with { Comparable = new Dictionary<int, IReadOnlySet<string>> { [2022] = city.Codes.Where(code => code != "0101").Append("01").ToHashSet() } };

        var result = Figures.Compute(data, SpecTable.Parameters);

        Assert.Equal("boundary-change", Of(result, "0101").Change!.Class);
        Assert.Equal(["no-change"], result.Figures.Where(figure => figure.Theme == "brann" && figure.Area.Level == Level.Bydel).Select(figure => figure.Change!.Class).Distinct());
        Assert.NotNull(City(result).Change!.Test);
        Assert.Null(City(Figures.Compute(data with { Comparable = new Dictionary<int, IReadOnlySet<string>> { [2022] = data.Comparable[2022].Except(["01"]).ToHashSet() } }, SpecTable.Parameters)).Change!.Test);

        static Figure City(YearFigures measured) => measured.Figures.Single(figure => figure.Theme == "brann" && figure.Area.Level == Level.City);
    }

    [Theory]
    [InlineData(2023)]
    [InlineData(2022)]
    public void A_theme_that_lacks_rows_of_a_split_area_in_either_year_tells_no_change_of_its_heirs_and_their_bydel(int lacking)
    {
        var data = Steady().Data() with { Incomplete = new HashSet<(int, string, string)> { (lacking, "brann", "0101") } };

        var result = Figures.Compute(data, SpecTable.Parameters);

        Assert.Equal(("boundary-change", "boundary-change"), (Of(result, "0101").Change!.Class, Of(result, "0101", "total").Change!.Class));
        Assert.Equal("no-change", Of(result, "0102").Change!.Class);
        Assert.Equal(["boundary-change", "no-change"], result.Figures.Where(figure => figure.Theme == "brann" && figure.Area.Level == Level.Bydel).Select(figure => figure.Change!.Class).Distinct());
    }

    [Fact]
    public void The_trend_starts_after_a_year_that_lacks_rows()
    {
        var city = new GridCity();
        for (var year = 2019; year <= 2023; year++)
            city.Even(year, "brann", 40);

        var result = Figures.Compute(city.Data() with { Incomplete = new HashSet<(int, string, string)> { (2020, "brann", "0101") } }, SpecTable.Parameters);

        Assert.Equal(("no-change", "too-short", 3), (Of(result, "0101").Change!.Class, Of(result, "0101").Trend!.Class, Of(result, "0101").Trend!.Years));
        Assert.Equal(("no-trend", 5), (Of(result, "0102").Trend!.Class, Of(result, "0102").Trend!.Years));
    }

    [Fact]
    public void The_false_zeros_of_a_year_that_lacks_rows_do_not_raise_the_dispersion()
    {
        var city = new GridCity();
        for (var year = 2019; year <= 2023; year++)
            city.Even(year, "brann", 400);
        var data = city.With(2020, "0101", "brann", 0).With(2023, "0102", "brann", 0).Data();

        Assert.True(Figures.Compute(data, SpecTable.Parameters).Themes.Single(theme => theme.Theme == "brann").Dispersion.Value > 2);
        Assert.Equal(1, Figures.Compute(data with { Incomplete = new HashSet<(int, string, string)> { (2020, "brann", "0101"), (2023, "brann", "0102") } }, SpecTable.Parameters)
            .Themes.Single(theme => theme.Theme == "brann").Dispersion.Value);
    }

    [Fact]
    public void An_area_that_has_vanished_still_counts_in_its_bydel_of_the_year_before()
    {
        var city = new GridCity().Even(2022, "brann", 10).Even(2023, "brann", 10).With(2022, "0199", "brann", 80);
        var data = city.Data();

        var bydel = Figures.Compute(data, SpecTable.Parameters).Figures.Single(figure => figure.Theme == "brann" && figure.Area is { Level: Level.Bydel, Code: "01" });

        Assert.Equal(80 / 160.0, bydel.Change!.Test!.Value.RateRatio, 1e-12);
        Assert.DoesNotContain(Figures.Compute(data, SpecTable.Parameters).Figures, figure => figure.Area.Code == "0199");
    }

    [Fact]
    public void Dispersion_comes_from_years_where_there_are_some_else_from_months_else_it_is_assumed()
    {
        var (years, months) = (Steady().Measure(), new GridCity().Drawn(2023, "brann", 40, 1, seed: 9));
        var monthly = Figures.Compute(months.Data() with
        {
            Times = [.. months.Codes.SelectMany(code => Enumerable.Range(1, 12), (code, month) => new TimeCount(code, "brann", "month", month, (code[3] + month) % 2 == 0 ? 40 : 2))],
        }, SpecTable.Parameters);

        Assert.Equal(DispersionBasis.Years, years.Themes[0].Dispersion.Basis);
        Assert.Equal(DispersionBasis.Months, monthly.Themes[0].Dispersion.Basis);
        Assert.InRange(monthly.Themes[0].Dispersion.Value, 10, 1000);
        Assert.Equal((DispersionBasis.Assumed, 3.0), (months.Measure(SpecTable.Parameters with { AssumedDispersion = 3 }).Themes[0].Dispersion.Basis,
            months.Measure(SpecTable.Parameters with { AssumedDispersion = 3 }).Themes[0].Dispersion.Value));
    }

    [Fact]
    public void A_larger_dispersion_widens_intervals_and_weakens_change()
    {
        var scattered = new GridCity();
        for (var year = 2019; year <= 2023; year++)
            scattered.Drawn(year, "brann", 40, 5, seed: year);
        var (loose, tight) = (Of(scattered.With(2023, "0203", "brann", 80).Measure(), "0203"), Of(Steady().With(2023, "0203", "brann", 80).Measure(), "0203"));

        Assert.True(loose.Rate!.Value.High - loose.Rate.Value.Low > 1.5 * (tight.Rate!.Value.High - tight.Rate.Value.Low));
        Assert.True(loose.Change!.Test!.Value.PValue > tight.Change!.Test!.Value.PValue);
    }

    private static GridCity Steady()
    {
        var city = new GridCity();
        for (var year = 2019; year <= 2023; year++)
            city.Drawn(year, "brann", 40, 1, seed: year);
        return city;
    }

    private static Figure Of(YearFigures result, string delbydel, string theme = "brann") =>
        result.Figures.Single(figure => figure.Area.Level == Level.Delbydel && figure.Area.Code == delbydel && figure.Theme == theme);
}
