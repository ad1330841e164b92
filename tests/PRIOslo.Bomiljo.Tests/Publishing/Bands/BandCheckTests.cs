using System.Globalization;
using PRIOslo.Bomiljo.Publishing.Bands;

namespace PRIOslo.Bomiljo.Tests.Publishing.Bands;

public sealed class BandCheckTests
{
    private static readonly string[] Codes = [.. Enumerable.Range(0, BandTown.Areas).Select(Code)];

    [Fact]
    public void The_last_check_lets_the_squares_of_a_hundred_small_cities_out()
    {
        var checkedTowns = 0;
        foreach (var (bands, theme) in Enumerable.Range(0, 100).Select(Town))
        {
            Assert.False(BandCheck.IsTelling(bands.Of(theme.Counts, theme.Incidents), incidents => bands.Of(theme.Counts, incidents), theme));
            checkedTowns += theme.Incidents.Any(row => theme.Counts[row.Code] is null) ? 1 : 0;
        }

        Assert.True(checkedTowns > 60, $"{checkedTowns} towns with hidden incidents.");
    }

    [Fact]
    public void Squares_that_hidden_incidents_entered_are_refused_by_the_last_check()
    {
        var (refused, asked) = (0, 0);
        foreach (var (bands, theme) in Enumerable.Range(0, 100).Select(Town).Where(town => town.Theme.Incidents.Any(row => town.Theme.Counts[row.Code] is null)))
        {
            refused += BandCheck.IsTelling(Leaking(theme.Incidents), Leaking, theme) ? 1 : 0;
            asked++;

            ThemeSurface? Leaking(IReadOnlyList<BandIncident> incidents) =>
                bands.Of(Codes.ToDictionary(code => code, code => (int?)incidents.Where(row => row.Code == code).Sum(row => row.Incidents)), incidents);
        }

        Assert.True(asked > 60 && 2 * refused > asked, $"{refused} of {asked}.");
    }

    [Fact]
    public void A_theme_that_goes_out_in_one_world_only_is_refused_by_the_last_check()
    {
        var theme = new BandThemeRows("brann", new Dictionary<string, int?> { ["0"] = null }, [new("0", 10, 10, 3)]);
        var surface = new ThemeSurface([SurfaceBands.Lowest], 0);

        Assert.True(BandCheck.IsTelling(null, incidents => incidents.Count == 0 ? surface : null, theme));
        Assert.True(BandCheck.IsTelling(surface, incidents => incidents.Count == 0 ? null : surface, theme));
        Assert.True(BandCheck.IsTelling(surface, incidents => surface with { LeftOutPercent = incidents.Count == 0 ? 0 : 1 }, theme));
        Assert.False(BandCheck.IsTelling(surface, _ => surface, theme));
    }

    private static (ReleaseBands Bands, BandThemeRows Theme) Town(int seed)
    {
        var random = new Random(seed);
        var (city, shown, points) = (BandTown.New(random), BandTown.Told(random), BandTown.Incidents(random).ToList());
        var counts = Codes.Select((code, area) => (code, Count: shown[area] ? points.Where(point => point.Area == area).Sum(point => point.Incidents) : (int?)null));
        return (new(city, Codes), new("brann", counts.ToDictionary(pair => pair.code, pair => pair.Count),
            [.. points.Select(point => new BandIncident(Code(point.Area), point.East, point.North, point.Incidents))]));
    }

    private static string Code(int area) => area.ToString(CultureInfo.InvariantCulture);
}
