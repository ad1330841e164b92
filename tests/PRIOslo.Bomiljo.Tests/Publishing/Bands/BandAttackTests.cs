using PRIOslo.Bomiljo.Publishing.Bands;
using PRIOslo.Bomiljo.Tests.Publishing.Glpk;

namespace PRIOslo.Bomiljo.Tests.Publishing.Bands;

public sealed class BandAttackTests
{
    [GlpkFact]
    public async Task Integer_programming_learns_no_hidden_count_from_the_bands_of_a_hundred_small_cities()
    {
        var asked = 0;
        foreach (var town in Enumerable.Range(0, 100).Select(Town.New))
        {
            var bands = new SurfaceBands(town.City).Of(BandTown.Theme(town.Shown, town.Points));
            bool[] enters = [.. town.Shown.Select((isShown, area) => isShown || !bands.SequenceEqual(town.BandsWithout(area, town.Shown)))];
            foreach (var area in town.Hidden)
            {
                var without = await new BandAttack(town.City, town.Counts, town.Shown, town.Shown, new byte[bands.Length]).RangeAsync(area);
                Assert.Equal(without, await new BandAttack(town.City, town.Counts, town.Shown, enters, bands).RangeAsync(area));
                asked++;
            }
        }

        Assert.True(asked > 100, $"{asked} hidden counts.");
    }

    /// <summary>The attack is able to: bands of which hidden incidents are a part would tell of them.</summary>
    [GlpkFact]
    public async Task Bands_that_hidden_incidents_entered_would_be_found_to_tell_of_them()
    {
        bool[] every = [.. Enumerable.Repeat(true, BandTown.Areas)];
        var (narrowed, asked) = (0, 0);
        foreach (var town in Enumerable.Range(0, 30).Select(Town.New))
        {
            var bands = new SurfaceBands(town.City).Of(BandTown.Theme(every, town.Points));
            foreach (var area in town.Hidden)
            {
                var (low, _) = await new BandAttack(town.City, town.Counts, town.Shown, every, bands).RangeAsync(area);
                (narrowed, asked) = (narrowed + (low > 4 ? 1 : 0), asked + 1);
            }
        }

        Assert.True(narrowed > 5, $"{narrowed} of {asked}.");
    }

    private sealed record Town(BandCity City, bool[] Shown, List<BandPoint> Points, int[] Counts)
    {
        public byte[] BandsWithout(int area, bool[] told) => new SurfaceBands(City).Of(BandTown.Theme(told, [.. Points.Where(point => point.Area != area)]));

        public IEnumerable<int> Hidden => Enumerable.Range(0, BandTown.Areas).Where(area => !Shown[area]);

        /// <summary>An area without incidents is shown; where only one would be hidden, another one is too, or the city's count would tell it.</summary>
        public static Town New(int seed)
        {
            var random = new Random(seed);
            var (city, shown, points) = (BandTown.New(random), BandTown.Told(random), BandTown.Incidents(random).ToList());
            int[] counts = [.. Enumerable.Range(0, BandTown.Areas).Select(area => points.Where(point => point.Area == area).Sum(point => point.Incidents))];
            shown = [.. shown.Select((isShown, area) => isShown || counts[area] == 0)];
            if (shown.Count(isShown => !isShown) == 1)
                shown[Array.FindIndex(shown, isShown => isShown)] = false;
            return new(city, [.. shown.Select((isShown, area) => isShown || counts[area] == 0)], points, counts);
        }
    }
}
