using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.SameEvents;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public sealed class IndexAndQualityTests
{
    [Fact]
    public void An_area_that_is_worst_in_every_theme_is_among_the_worst_tenth_and_an_ordinary_one_is_not()
    {
        var result = City(code => code == "0305" ? 3 : 1).Measure();

        var worst = result.Index.Single(value => value.Delbydel == "0305").Place;
        Assert.True(worst is { IsAmongWorstTenth: true, Rank: 1, RankAtWorst: 1, RankAtBest: 1 } && worst.Index > 0.5);
        Assert.InRange(result.Index.Count(value => value.Place.IsAmongWorstTenth), 1, 2);
        Assert.All(result.Index, value => Assert.True(value.Place.Low <= value.Place.Index && value.Place.Index <= value.Place.High && value.Place.RankLow <= value.Place.RankHigh));
    }

    [Fact]
    public void A_weight_of_zero_takes_a_theme_out_of_the_index()
    {
        var parameters = SpecTable.Parameters with { Themes = [.. SpecTable.Parameters.Themes.Select(theme => theme.Theme == "brann" ? theme with { IndexWeight = 0 } : theme)] };

        var result = City(code => code == "0305" ? 3 : 1, "brann").Measure(parameters);

        Assert.False(result.Index.Single(value => value.Delbydel == "0305").Place.IsAmongWorstTenth);
        Assert.Equal([null, 1.0, null], result.Themes.Select(theme => theme.IndexWeight));
    }

    [Fact]
    public void An_area_without_the_denominator_of_one_theme_is_left_out_of_the_index_and_not_guessed()
    {
        var data = new GridCity().Drawn(2023, "brann", 40, 1, seed: 1).Drawn(2023, "bostabilitet", 40, 1, seed: 2).Data(municipal: 50);
        data = data with { Population = [.. data.Population.Select(figure => figure.Code == "0101" ? figure with { MunicipalDwellings = null } : figure)] };

        Assert.Equal(31, Figures.Compute(data, SpecTable.Parameters).Index.Count);
        Assert.DoesNotContain(Figures.Compute(data, SpecTable.Parameters).Index, value => value.Delbydel == "0101");
    }

    [Fact]
    public void Beside_each_figure_stands_what_it_cannot_show()
    {
        var data = SpecTable.Data(SpecTable.Areas("0101", "0102"), "\n0101 brann 10\n0102 brann 30", "\n0101 1000\n0102 500") with
        {
            Points = [new("0101", "brann", 4, 8), new("0102", "brann", 6, 12), new("0101", "total", 4, 8)],
            Sources = [new("0101", "brann", "brann", 10, 8, 1), new("0102", "brann", "politi", 20, 12, 0), new("0102", "brann", "unheard-of", 10, 0, 0)],
        };

        var result = Figures.Compute(data, SpecTable.Parameters);

        Figure Of(string level, string code) => result.Figures.Single(figure => figure.Area.Level == level && figure.Area.Code == code && figure.Theme == "brann");
        Assert.Equal((0.5, 1.0, 0.8, 0.1, 0.1), Five(Of(Level.Delbydel, "0101")));
        Assert.Equal((0.5, 0.0, 0.4, 0.0, 0.6), Five(Of(Level.Delbydel, "0102")));
        Assert.Equal((6 / 20.0, 10 / 30.0, 0.5, 1 / 40.0, 19 / 40.0), Five(Of(Level.Bydel, "01")));

        static (double?, double?, double?, double?, double?) Five(Figure figure) =>
            (figure.Quality.Dominance, figure.Quality.SharePublic, figure.Quality.SharePoint, figure.Quality.ShareStreet, figure.Quality.ShareArea);
    }

    [Fact]
    public void Counts_without_a_point_have_no_dominance()
    {
        var figure = Figures.Compute(SpecTable.Data(SpecTable.Areas("0101"), "\n0101 brann 10", "\n0101 1000"), SpecTable.Parameters).Figures[0];

        Assert.Null(figure.Quality.Dominance);
        Assert.Null(figure.Quality.SharePublic);
    }

    [Fact]
    public void A_weighted_total_is_the_sum_of_incidents_times_severity()
    {
        var data = SpecTable.Data(SpecTable.Areas("0101", "0102"), "\n0101 brann 10\n0102 brann 5", "\n0101 1000\n0102 500");
        data = data with
        {
            Counts = [.. data.Counts, new(2023, "0101", "brann", "brann.building", 3)],
            Severities = new Dictionary<string, double> { ["brann.building"] = 8, ["brann.other"] = 2 },
        };

        var result = Figures.Compute(data, SpecTable.Parameters);

        double Of(string level, string code, string theme) => result.Figures.Single(figure => figure.Area.Level == level && figure.Area.Code == code && figure.Theme == theme).Weighted!.Value.Value;
        Assert.Equal([44.0, 10.0, 54.0, 54.0], [Of(Level.Delbydel, "0101", "brann"), Of(Level.Delbydel, "0102", "brann"), Of(Level.Bydel, "01", "brann"), Of(Level.City, "0301", Taxonomy.Total)]);
        Assert.All(result.Figures, figure => Assert.InRange(figure.Weighted!.Value.Value, figure.Weighted.Value.Low, figure.Weighted.Value.High));
    }

    [Fact]
    public void The_weighted_total_counts_an_event_that_two_services_tell_of_once_as_its_heaviest_report()
    {
        var data = SpecTable.Data(SpecTable.Areas("0101", "0102"), "\n0101 brann 10\n0102 ro-og-orden 5", "\n0101 1000\n0102 500") with
        {
            Severities = new Dictionary<string, double> { ["brann.other"] = 2, ["ro-og-orden.other"] = 7, ["trygghet.other"] = 1 },
        };
        data = data with { Counts = [.. data.Counts, new(SpecTable.Year, "0101", "trygghet", "trygghet.other", 1)], Themes = [.. data.Themes, "trygghet"] };
        var fires = new[] { Report(1, "0101", "brann"), Report(2, "0101", "brann") };
        var told = data with
        {
            ToldTwice = new([], [new(SpecTable.Year, "0102", "ro-og-orden", 1), new(SpecTable.Year, "0101", "trygghet", 1)])
            {
                Events = [new(fires[0], Report(3, "0102", "ro-og-orden")), new(fires[0], Report(4, "0101", "trygghet"))],
            },
        };

        // 0101: nine fires of 2 and one event of 7, without the report that weighs 1; 0102: four of 7.
        Assert.Equal([21, 35, 56], Weighted(data, Taxonomy.Total));
        Assert.Equal([25, 28, 53], Weighted(told, Taxonomy.Total));
        Assert.All(data.Themes, theme => Assert.Equal(Weighted(data, theme), Weighted(told, theme)));

        static EventReport Report(int line, string delbydel, string theme) => new(1, line, new Guid(line, 0, 0, new byte[8]), DateTimeOffset.UnixEpoch, SpecTable.Year, delbydel, theme, theme + ".other", null);

        static double[] Weighted(MeasurementData data, string theme) => [.. Figures.Compute(data, SpecTable.Parameters).Figures
            .Where(figure => figure.Theme == theme && figure.Area.Level != Level.Bydel).Select(figure => figure.Weighted!.Value.Value)];
    }

    /// <summary>The fire is of this year, the heavier report of New Year's Eve before it, and of a category that this year has none of.</summary>
    [Fact]
    public void An_event_across_new_year_weighs_as_its_heaviest_report_whichever_year_that_is_of()
    {
        var data = SpecTable.Data(SpecTable.Areas("0101", "0102"), "\n0101 brann 10\n0102 brann 5", "\n0101 1000\n0102 500") with
        {
            Severities = new Dictionary<string, double> { ["brann.other"] = 2, ["ro-og-orden.other"] = 7 },
        };
        var (fire, call) = (Report(1, "brann", SpecTable.Year), Report(2, "ro-og-orden", SpecTable.Year - 1));

        Assert.Equal(14 * 2 + 7, Weighted(new(fire, call)));

        static EventReport Report(int line, string theme, int year) => new(1, line, new Guid(line, 0, 0, new byte[8]), DateTimeOffset.UnixEpoch, year, "0101", theme, theme + ".other", null);

        double Weighted(SameEvent told) => Figures.Compute(data with { ToldTwice = new([], []) { Events = [told] } }, SpecTable.Parameters).Figures
            .Single(figure => figure.Theme == Taxonomy.Total && figure.Area.Level == Level.City).Weighted!.Value.Value;
    }

    [Fact]
    public void Profiles_sum_to_bydel_city_and_total()
    {
        var data = SpecTable.Data(SpecTable.Areas("0101", "0102", "0201"), "\n0101 brann 10", "\n0101 1000") with
        {
            Times = [new("0101", "brann", "hour", 23, 2), new("0102", "brann", "hour", 23, 1), new("0201", "trygghet", "hour", 23, 5), new("0101", "brann", "month", 1, 4)],
        };

        var profiles = Figures.Compute(data, SpecTable.Parameters).Profiles;

        int Of(string level, string area, string theme, string kind) => profiles.Where(row => row.Level == level && row.Area == area && row.Theme == theme && row.Kind == kind).Sum(row => row.Incidents);
        Assert.Equal([3, 3, 8, 4, 4], [Of(Level.Bydel, "01", "brann", "hour"), Of(Level.City, "0301", "brann", "hour"), Of(Level.City, "0301", "total", "hour"), Of(Level.City, "0301", "total", "month"), Of(Level.Bydel, "01", "brann", "month")]);
    }

    [Fact]
    public void What_two_themes_tell_of_counts_once_in_the_total_and_in_both_themes()
    {
        var data = SpecTable.Data(SpecTable.Areas("0101"), "\n0101 brann 10\n0101 trygghet 6", "\n0101 1000") with { ToldTwice = new([], [new(SpecTable.Year, "0101", "trygghet", 4)]) };

        Assert.Equal([10, 6, 12], Figures.Compute(data, SpecTable.Parameters).Figures.Where(figure => figure.Area.Level == Level.City).Select(figure => figure.Incidents));
    }

    private static GridCity City(Func<string, double> risk, params string[] riskyThemes)
    {
        var city = new GridCity();
        foreach (var (theme, seed) in new[] { ("brann", 1), ("trygghet", 2) })
            city.Drawn(2023, theme, 80, 1, seed, riskyThemes.Length == 0 || riskyThemes.Contains(theme) ? risk : null);
        return city;
    }
}
