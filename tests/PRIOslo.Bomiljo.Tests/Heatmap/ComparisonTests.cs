using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Heatmap;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public sealed class ComparisonTests
{
    private static readonly string[] Cluster = ["0203", "0204", "0303", "0304"];

    [Fact]
    public void The_same_data_and_parameters_give_the_same_bits_on_any_number_of_threads()
    {
        var data = Clustered().Data();

        var (one, four) = (Figures.Compute(data, SpecTable.Parameters, threads: 1), Figures.Compute(data, SpecTable.Parameters, threads: 4));

        Assert.Equal(one.Figures, four.Figures);
        Assert.Equal(one.Themes, four.Themes);
        Assert.Equal(one.Index, four.Index);
        Assert.NotEqual(one.Figures, Figures.Compute(data, SpecTable.Parameters with { Seed = 2 }).Figures);
    }

    [Fact]
    public void A_cluster_is_hot_and_high_among_high_and_the_rest_is_not()
    {
        var result = Clustered().Measure();

        var hot = Delbydeler(result).Where(figure => figure.Comparison!.Spot!.GiClass == "hot").Select(figure => figure.Area.Code).ToList();
        Assert.Superset(Cluster.ToHashSet(), hot.ToHashSet());
        Assert.All(Delbydeler(result).Where(figure => Cluster.Contains(figure.Area.Code)), figure => Assert.Equal("high-high", figure.Comparison!.Spot!.Lisa));
        Assert.Contains(Delbydeler(result), figure => figure.Comparison!.Spot is { GiClass: "none", Lisa: "none" });
        Assert.Equal(hot.Count, result.Themes[0].HotSpots);
        Assert.True(result.Themes[0].City is { Moran: > 0.2, MoranP: < 0.05 });
    }

    [Fact]
    public void Percent_of_the_city_and_shrunken_rates_lie_where_they_must()
    {
        var result = Clustered().Measure();
        var rate = result.Themes[0].City.Rate!.Value;

        Assert.Equal(100, Delbydeler(result).Average(figure => figure.Comparison!.CityPercent.PerCent), 1e-9); // equal denominators
        Assert.All(Delbydeler(result), figure =>
        {
            var (raw, shrunken) = (figure.Rate!.Value.Value, figure.Comparison!.RateEb!.Value);
            Assert.InRange(shrunken, Math.Min(raw, rate) - 1e-9, Math.Max(raw, rate) + 1e-9);
            Assert.Equal(raw / rate, figure.Comparison.CityPercent.PerCent / 100, 1e-9);
        });
        var bydel = result.Figures.Single(figure => figure.Area is { Level: Level.Bydel, Code: "02" } && figure.Theme == "brann");
        Assert.Equal(100 * bydel.Rate!.Value.Value / rate, bydel.Comparison!.CityPercent.PerCent, 1e-9);
        Assert.Null(result.Figures.Single(figure => figure.Area.Level == Level.City && figure.Theme == "brann").Comparison);
    }

    [Fact]
    public void One_area_alone_at_three_times_the_citys_rate_exceeds_twice_of_it_and_lies_above_the_funnel()
    {
        var figure = Delbydeler(new GridCity().Drawn(2023, "brann", 60, 1, seed: 4).With(2023, "0105", "brann", 200).Measure()).Single(figure => figure.Area.Code == "0105");

        Assert.True(figure.Comparison!.Exceedance > 0.99);
        Assert.Equal("above-99.8", figure.Comparison.Funnel);
    }

    [Theory]
    [InlineData(ContiguityKind.Queen, 8)]
    [InlineData(ContiguityKind.Nearest, 4)]
    public void The_neighbours_are_those_that_the_parameters_say(ContiguityKind kind, int neighbours)
    {
        // Each area's Gi* in standard deviations, worked out from the definition.
        var figures = Delbydeler(Clustered().Measure(SpecTable.Parameters with { Contiguity = kind, NearestNeighbours = 4 })).ToList();
        var spot = figures.Single(figure => figure.Area.Code == "0203");
        var window = kind == ContiguityKind.Queen
            ? figures.Where(figure => figure.Area.Code[..2] is "01" or "02" or "03" && figure.Area.Code[2..] is "02" or "03" or "04").ToList()
            : figures.Where(figure => figure.Area.Code is "0203" or "0103" or "0303" or "0202" or "0204").ToList();
        var expected = figures.Average(figure => figure.Incidents);

        Assert.Equal(neighbours + 1, window.Count);
        Assert.Equal(
            window.Sum(figure => figure.Incidents - expected) / Math.Sqrt(window.Count * expected * (1 - (window.Count / (double)figures.Count))),
            spot.Comparison!.Spot!.GiZ!.Value, 1e-9);
    }

    [Fact]
    public void Sentrum_and_marka_are_shown_and_never_ranked_even_with_residents()
    {
        var city = Clustered();
        var data = city.Data();
        var squares = data.Shapes.ToDictionary();
        squares["1601"] = squares["0203"];
        data = data with
        {
            Areas = SpecTable.Areas([.. city.Codes, "1601"]),
            Shapes = squares,
            Counts = [.. data.Counts, new(2023, "1601", "brann", "brann.other", 5_000), new(2022, "1601", "brann", "brann.other", 1)],
            Population = [.. data.Population, new("1601", 2023, 100, null, null), new("1601", 2022, 100, null, null)],
        };

        var (with, without) = (Figures.Compute(data, SpecTable.Parameters), city.Measure());

        Assert.Equal(50_000, with.Figures.Single(figure => figure.Area.Code == "1601" && figure.Theme == "brann").Rate!.Value.Value);
        Assert.All(with.Figures.Where(figure => figure.Area.IsSpecial), figure => Assert.Equal((null, null), (figure.Comparison, figure.Change!.Q)));
        Assert.Equal(without.Index.Select(value => value.Delbydel), with.Index.Select(value => value.Delbydel));
        Assert.Equal(Delbydeler(without).Select(figure => figure.Comparison!.Spot), Delbydeler(with).Where(figure => !figure.Area.IsSpecial).Select(figure => figure.Comparison!.Spot));
    }

    [Fact]
    public void One_area_has_a_rate_and_nothing_to_compare_it_with()
    {
        var result = Figures.Compute(SpecTable.Data(SpecTable.Areas("0101"), "\n0101 brann 7", "\n0101 1000"), SpecTable.Parameters);

        var figure = Delbydeler(result).Single();
        Assert.Equal(7, figure.Rate!.Value.Value);
        Assert.Equal((null, null, null), (figure.Comparison!.Spot!.GiP, figure.Comparison.Spot.GiClass, figure.Comparison.Spot.Lisa));
        Assert.Equal(100, figure.Comparison.CityPercent.PerCent);
        Assert.Empty(result.Index);
    }

    [Fact]
    public void Where_all_counts_are_zero_rates_are_zero_with_an_upper_limit_and_nothing_is_marked()
    {
        var result = new GridCity().Even(2022, "brann", 0).Even(2023, "brann", 0).Measure();

        Assert.All(result.Figures, figure =>
        {
            Assert.Equal((0.0, 0.0), (figure.Rate!.Value.Value, figure.Rate.Value.Low));
            Assert.True(figure.Rate.Value.High > 0);
            Assert.Null(figure.Comparison);
        });
        Assert.Equal((0, 0, 0.0), (result.Themes[0].HotSpots, result.Themes[0].ChangesUp, result.Themes[0].City.Rate));
        Assert.Empty(result.Index);
    }

    [Fact]
    public void One_enormous_outlier_is_told_by_the_dispersion_without_it_and_leaves_every_figure_finite()
    {
        var city = new GridCity();
        for (var year = 2019; year <= 2023; year++)
            city.Drawn(year, "brann", 40, 1, seed: year);
        var result = city.With(2023, "0105", "brann", 1_000_000).Measure();

        var dispersion = result.Themes[0].Dispersion.Estimate!.Value;
        Assert.True(dispersion.Value > 20 && dispersion.WithoutFarthest < 3, $"{dispersion.Value} and {dispersion.WithoutFarthest}");
        Assert.All(result.Figures.Where(figure => figure.Theme == "brann"), figure => Assert.True(double.IsFinite(figure.Rate!.Value.High) && double.IsFinite(figure.Weighted!.Value.High)));
        Assert.All(result.Index, value => Assert.True(double.IsFinite(value.Place.Index)));
    }

    [Fact]
    public void An_island_has_a_shrunken_rate_and_no_moran()
    {
        var city = Clustered();
        var data = city.Data();
        var shapes = data.Shapes.ToDictionary();
        shapes["0408"] = new GeometryFactory(new PrecisionModel(), 25832).ToGeometry(new Envelope(700_000, 701_000, 6_700_000, 6_701_000));

        var island = Delbydeler(Figures.Compute(data with { Shapes = shapes }, SpecTable.Parameters)).Single(figure => figure.Area.Code == "0408");

        Assert.Equal((null, null, null), (island.Comparison!.Spot!.Moran, island.Comparison.Spot.LisaP, island.Comparison.Spot.Lisa));
        Assert.NotNull(island.Comparison.Spot.GiP);
        Assert.Equal(island.Comparison.RateEb!.Value, island.Comparison.RateEbLocal!.Value, 1e-12);
    }

    private static GridCity Clustered() => new GridCity().Drawn(2022, "brann", 60, 1, seed: 2, Risk).Drawn(2023, "brann", 60, 1, seed: 3, Risk);

    private static double Risk(string code) => Cluster.Contains(code) ? 2.5 : 1;

    private static IEnumerable<Figure> Delbydeler(YearFigures result) => result.Figures.Where(figure => figure.Area.Level == Level.Delbydel && figure.Theme == "brann");
}
