using PRIOslo.Bomiljo.Publishing.Bands;

namespace PRIOslo.Bomiljo.Tests.Publishing.Bands;

/// <summary>Small cities of three by three areas, two kilometres each, on cells of 250 m.</summary>
public sealed class SurfaceBandsTests
{
    private const int Cities = 500;

    [Fact]
    public void What_the_bands_say_is_the_same_whatever_the_hidden_counts_and_places_are()
    {
        var spoken = 0;
        for (var seed = 0; seed < Cities; seed++)
        {
            var random = new Random(seed);
            var (surfaces, told) = (new SurfaceBands(BandTown.New(random)), BandTown.Told(random));
            var shown = BandTown.Incidents(random).Where(point => told[point.Area]).ToList();
            var before = surfaces.Of(BandTown.Theme(told, [.. shown, .. BandTown.Incidents(random).Where(point => !told[point.Area])]));
            var after = surfaces.Of(BandTown.Theme(told, [.. shown, .. BandTown.Incidents(random).Where(point => !told[point.Area])]));

            Assert.Equal(before, after);
            spoken += before.Count(band => band > SurfaceBands.Lowest);
        }

        Assert.True(spoken > 500, $"{spoken} cells above the lowest band.");
    }

    [Fact]
    public void Where_a_lone_incident_or_a_lone_address_lies_cannot_be_told_from_its_being_elsewhere()
    {
        for (var seed = 0; seed < Cities; seed++)
        {
            var random = new Random(seed);
            var surfaces = new SurfaceBands(BandTown.New(random));
            bool[] told = [.. Enumerable.Repeat(true, BandTown.Areas)];
            // All others lie in the southern row; the lone one moves about in the northern one, twice the reach away.
            var others = BandTown.Incidents(random).Where(point => point.Area < 3).ToList();
            var (n, area) = (random.Next(2) == 0 ? 1 : 2 + random.Next(40), 6 + random.Next(3));
            var here = surfaces.Of(BandTown.Theme(told, [.. others, BandTown.PointIn(area, random) with { Incidents = n }]));
            var there = surfaces.Of(BandTown.Theme(told, [.. others, BandTown.PointIn(area, random) with { Incidents = n }]));

            Assert.Equal(here, there);
            Assert.DoesNotContain(here.Skip(here.Length / 2), band => band > SurfaceBands.Lowest);
        }
    }

    [Fact]
    public void A_band_above_the_lowest_stands_on_five_incidents_none_of_whose_addresses_has_most()
    {
        var dominated = 0;
        for (var seed = 0; seed < Cities; seed++)
        {
            var random = new Random(seed);
            var (city, told, points) = (BandTown.New(random), BandTown.Told(random), BandTown.Incidents(random).ToList());
            var bands = new SurfaceBands(city).Of(BandTown.Theme(told, points));
            for (var cell = 0; cell < bands.Length; cell++)
            {
                var within = points.Where(point => told[point.Area] && BandTown.Metres(point, cell) <= SurfaceBands.ReachMetres).ToList();
                var sum = within.Sum(point => point.Incidents);
                var largest = within.Select(point => point.Incidents).DefaultIfEmpty(0).Max();
                dominated += sum > 4 && 4 * largest > 3 * sum ? 1 : 0;
                Assert.True(bands[cell] <= SurfaceBands.Lowest || (sum >= 5 && 4 * largest <= 3 * sum), $"seed {seed}, cell {cell}: {sum}, {largest}.");
                Assert.True(bands[cell] == SurfaceBands.None || city.Near[cell].All(area => told[area]), $"seed {seed}, cell {cell}: beside a hidden area.");
            }
        }

        Assert.True(dominated > 100, $"{dominated} dominated.");
    }

    [Fact]
    public void Cells_with_few_residents_or_addresses_behind_them_have_no_band()
    {
        var city = BandTown.New(new Random(1));
        bool[] told = [.. Enumerable.Repeat(true, BandTown.Areas)];
        var theme = BandTown.Theme(told, [.. BandTown.Incidents(new Random(2))]);
        var some = new SurfaceBands(city).Of(theme);
        var nobody = new SurfaceBands(city with { Residents = new([3_000], [3_000], [9]) }).Of(theme);
        var fewDoors = new SurfaceBands(city with { Addresses = new([.. Enumerable.Repeat(3_000.0, 7)], [.. Enumerable.Repeat(3_000.0, 7)], [.. Enumerable.Repeat(1.0, 7)]) }).Of(theme);

        Assert.Contains(some, band => band != SurfaceBands.None);
        Assert.All(nobody, band => Assert.Equal(SurfaceBands.None, band));
        Assert.All(fewDoors, band => Assert.Equal(SurfaceBands.None, band));
    }

    [Fact]
    public void Bands_follow_the_rate_against_the_citys()
    {
        // Everybody lives evenly; the incidents of one spot are far above the city's rate, those of the rest at it or below.
        var city = BandTown.Even();
        bool[] told = [.. Enumerable.Repeat(true, BandTown.Areas)];
        List<BandPoint> points = [.. Enumerable.Range(0, 40).Select(k => new BandPoint(1_000 + (20 * (k % 8)), 1_000 + (20 * (k / 8)), 1, 0))];
        points.AddRange(Enumerable.Range(0, 576).Select(k => new BandPoint(125 + (250 * (k % 24)), 125 + (250 * (k / 24)), 1, BandTown.AreaAt(125 + (250 * (k % 24)), 125 + (250 * (k / 24))))));
        var bands = new SurfaceBands(city).Of(BandTown.Theme(told, points));

        Assert.Equal(SurfaceBands.TwiceCity, bands[BandTown.CellAt(1_050, 1_050)]);
        Assert.Equal(SurfaceBands.Lowest, bands[BandTown.CellAt(4_500, 4_500)]);
        Assert.Contains(SurfaceBands.AboveCity, bands);
    }
}
