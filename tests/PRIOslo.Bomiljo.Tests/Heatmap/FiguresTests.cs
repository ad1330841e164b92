using System.Globalization;
using PRIOslo.Bomiljo.Heatmap;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public sealed class FiguresTests
{
    [Fact]
    public void Counts_add_up_by_bydel_city_and_total_and_rates_are_per_thousand_residents()
    {
        var figures = Compute(
            ["0101", "0102", "0201"],
            ["brann", "forsopling"],
            """
            delbydel theme      incidents
            0101     brann              2
            0101     forsopling        10
            0102     forsopling         5
            0201     brann              1
            """,
            """
            code   residents
            0101        1000
            0102         500
            0201        2000
            """);

        Assert.Equal(SpecTable.Tidy(
            """
            level    area theme      incidents residents rate
            delbydel 0101 brann              2      1000  2.0
            delbydel 0101 forsopling        10      1000 10.0
            delbydel 0101 total             12      1000 12.0
            delbydel 0102 brann              0       500  0.0
            delbydel 0102 forsopling         5       500 10.0
            delbydel 0102 total              5       500 10.0
            delbydel 0201 brann              1      2000  0.5
            delbydel 0201 forsopling         0      2000  0.0
            delbydel 0201 total              1      2000  0.5
            bydel    01   brann              2      1500  1.3
            bydel    01   forsopling        15      1500 10.0
            bydel    01   total             17      1500 11.3
            bydel    02   brann              1      2000  0.5
            bydel    02   forsopling         0      2000  0.0
            bydel    02   total              1      2000  0.5
            by       0301 brann              3      3500  0.9
            by       0301 forsopling        15      3500  4.3
            by       0301 total             18      3500  5.1
            """), SpecTable.Of(figures));
    }

    [Theory]
    [InlineData("all figures known", "0101 1000; 0102 500; 0201 300", "1000 500 300 1500 300 1800")]
    [InlineData("a delbydel's figure is missing: no rate for it, its bydel and the city", "0101 1000; 0201 300", "1000 - 300 - 300 -")]
    [InlineData("a bydel's own figure goes before the sum of its parts", "0101 1000; 0102 500; 01 1600; 0201 300", "1000 500 300 1600 300 1900")]
    [InlineData("a bydel's own figure stands in for parts that are missing", "0101 1000; 01 1600; 0201 300", "1000 - 300 1600 300 1900")]
    [InlineData("the city's own figure goes before all sums", "0101 1000; 0201 300; 030100 9999", "1000 - 300 - 300 9999")]
    [InlineData("a delbydel is never taken for the city", "0301 77; 0201 300; 0101 1; 0102 2", "1 2 300 3 300 303")]
    [InlineData("nobody lives in a delbydel: no rate there, and the bydel's sum is known", "0101 1000; 0102 0; 0201 300", "1000 - 300 1000 300 1300")]
    [InlineData("nobody lives in a bydel", "0101 0; 0102 0; 0201 300", "- - 300 - 300 300")]
    [InlineData("no figure at all", "", "- - - - - -")]
    public void Denominators_are_known_or_absent_and_never_guessed(string why, string residents, string expected)
    {
        var figures = Compute(["0101", "0102", "0201"], ["brann"], "\n0101 brann 3", "\n" + residents.Replace(';', '\n'));

        var denominators = figures.Where(figure => figure.Theme == "brann").Select(figure => figure.Denominator?.ToString("0", CultureInfo.InvariantCulture) ?? "-");
        Assert.True(expected == string.Join(' ', denominators), $"{why}: {string.Join(' ', denominators)}");
        Assert.All(figures, figure => Assert.Equal(figure.Denominator is null, figure.Rate is null));
    }

    [Theory]
    [InlineData("1601", "16")]
    [InlineData("1701", "17")]
    public void Sentrum_and_Marka_without_residents_do_not_take_the_citys_denominator_away(string special, string bydel)
    {
        var figures = Compute(["0101", special], ["brann"], $"\n{special} brann 7", "\n0101 1000");

        Assert.Null(Only(figures, Level.Delbydel, special).Denominator);
        Assert.Null(Only(figures, Level.Bydel, bydel).Denominator);
        Assert.Null(Only(figures, Level.Bydel, bydel).Rate);
        Assert.Equal(1000, Only(figures, Level.City, Level.CityCode).Denominator);
        Assert.Equal(7, Only(figures, Level.City, Level.CityCode).Incidents);
    }

    [Fact]
    public void An_area_whose_code_is_the_citys_keeps_its_own_figures()
    {
        var figures = Compute(["0301", "0101"], ["brann"], "\n0301 brann 4\n0101 brann 6", "\n0301 400\n0101 600");

        Assert.Equal((4, 400.0), (Only(figures, Level.Delbydel, "0301").Incidents, Only(figures, Level.Delbydel, "0301").Denominator));
        Assert.Equal((10, 1000.0), (Only(figures, Level.City, "0301").Incidents, Only(figures, Level.City, "0301").Denominator));
    }

    [Fact]
    public void An_incident_in_an_area_that_the_year_does_not_have_is_an_error_and_not_lost() =>
        Assert.Throws<ArgumentException>(() => Compute(["0101"], ["brann"], "\n0999 brann 1", "\n0101 10"));

    [Fact]
    public void The_interval_of_a_count_of_ten_is_the_published_one()
    {
        var rate = Only(Compute(["0101"], ["brann"], "\n0101 brann 10", "\n0101 1000"), Level.Delbydel, "0101").Rate!.Value;

        // 10 events: 4.80 to 18.39 (exact, Garwood 1936); Byar's approximation is within 1 %.
        Assert.InRange(rate.Low, 4.75, 4.85);
        Assert.InRange(rate.High, 18.2, 18.57);
    }

    private static IReadOnlyList<Figure> Compute(string[] delbydeler, string[] themes, string counts, string residents) =>
        Figures.Compute(SpecTable.Data(SpecTable.Areas(delbydeler), counts, residents) with { Themes = themes }, SpecTable.Parameters).Figures;

    private static Figure Only(IEnumerable<Figure> figures, string level, string area) =>
        figures.Single(figure => figure.Area.Level == level && figure.Area.Code == area && figure.Theme == "brann");
}
