using PRIOslo.Bomiljo.Heatmap;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public sealed class DenominatorTests
{
    private const string OneFire = "\n0101 brann 3\n0102 brann 2";

    [Fact]
    public void A_missing_year_is_not_guessed()
    {
        var figure = Of(OneFire, "\n0101 1000 2021\n0101 1400 2025\n0102 700", interpolate: false, "0101");

        Assert.Null(figure.Denominator);
        Assert.Null(figure.Rate);
        Assert.False(figure.Interpolated);
    }

    [Fact]
    public void A_missing_year_lies_on_the_line_between_the_nearest_known_ones_if_the_analyst_says_so_and_is_marked()
    {
        const string residents = "\n0101 1 2015\n0101 1000 2021\n0101 1400 2025\n0101 9 2030\n0102 700";

        var figure = Of(OneFire, residents, interpolate: true, "0101");

        Assert.Equal((1200.0, true), (figure.Denominator!.Value, figure.Interpolated));
        Assert.Equal(1000 * 3 / 1200.0, figure.Rate!.Value.Value, 1e-12);
        Assert.False(Of(OneFire, residents, interpolate: true, "0102").Interpolated);
        Assert.Equal((1900.0, true), (Of(OneFire, residents, interpolate: true, "01", Level.Bydel).Denominator, Of(OneFire, residents, interpolate: true, "01", Level.Bydel).Interpolated));
    }

    [Theory]
    [InlineData("\n0101 1000 2021\n0102 700")]
    [InlineData("\n0101 1000 2025\n0102 700")]
    public void Nothing_is_carried_beyond_the_known_years(string residents) =>
        Assert.Null(Of(OneFire, residents, interpolate: true, "0101").Denominator);

    [Fact]
    public void Each_theme_is_per_its_own_denominator()
    {
        var result = Figures.Compute(
            SpecTable.Data(SpecTable.Areas("0101", "0102"), "\n0101 brann 3\n0101 bostabilitet 4\n0102 bostabilitet 1", "\n0101 1000 2023 50\n0102 500 2023 20"), SpecTable.Parameters);

        Figure Of(string theme) => result.Figures.Single(figure => figure.Area is { Level: Level.Delbydel, Code: "0101" } && figure.Theme == theme);
        Assert.Equal((1000.0, 3.0, 1000), (Of("brann").Denominator, Of("brann").Rate!.Value.Value, Of("brann").Rate!.Value.Per));
        Assert.Equal((50.0, 8.0, 100), (Of("bostabilitet").Denominator, Of("bostabilitet").Rate!.Value.Value, Of("bostabilitet").Rate!.Value.Per));
        Assert.Equal((1000.0, 7.0), (Of("total").Denominator, Of("total").Rate!.Value.Value));
    }

    [Fact]
    public void A_theme_without_its_denominator_has_counts_and_no_rates_and_says_why()
    {
        var result = Figures.Compute(SpecTable.Data(SpecTable.Areas("0101", "0102"), "\n0101 brann 3\n0101 bostabilitet 4", "\n0101 1000\n0102 500"), SpecTable.Parameters);

        Assert.All(result.Figures.Where(figure => figure.Theme == "bostabilitet"), figure => Assert.Equal((null, null, "no-denominator"), (figure.Denominator, figure.Rate, figure.Change!.Class)));
        Assert.Equal(4, result.Figures.Single(figure => figure.Area.Level == Level.City && figure.Theme == "bostabilitet").Incidents);
        Assert.Equal(["no figures of municipal-dwellings for 2023", null, null], result.Themes.Select(theme => theme.WithoutRate));
        Assert.Equal([null, 1.0, null], result.Themes.Select(theme => theme.IndexWeight));
    }

    [Fact]
    public void Per_square_kilometre_the_area_is_that_of_the_polygon_and_sums_to_bydel_and_city()
    {
        var parameters = SpecTable.Parameters with { Themes = [new("brann", DenominatorUnit.SquareKilometres, 1, 1), SpecTable.Parameters.Of("total")] };

        var result = new GridCity().Even(2023, "brann", 5).Measure(parameters);

        Assert.Equal([1.0, 8.0, 32.0], result.Figures.Where(figure => figure.Theme == "brann").Select(figure => figure.Denominator!.Value).Distinct().Order());
        Assert.All(result.Figures.Where(figure => figure.Theme == "brann"), figure => Assert.Equal(5, figure.Rate!.Value.Value, 1e-12));
    }

    private static Figure Of(string counts, string residents, bool interpolate, string area, string level = Level.Delbydel) =>
        Figures.Compute(SpecTable.Data(SpecTable.Areas("0101", "0102"), counts, residents, interpolate), SpecTable.Parameters)
            .Figures.Single(figure => figure.Area.Level == level && figure.Area.Code == area && figure.Theme == "brann");
}
