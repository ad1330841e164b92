using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Samples;

namespace PRIOslo.Bomiljo.Tests.Samples;

public class CityPlanTests
{
    private static readonly IReadOnlyList<CityArea> Areas = CityArea.Read(ProjectFolders.Geodata);
    private static readonly CityPlan City = CityPlan.Build(Areas, 60_000, seed: 1);

    [Theory]
    [InlineData(1_000)]
    [InlineData(60_000)]
    [InlineData(300_000)]
    public void The_city_has_as_many_buildings_as_were_asked_for(int buildings) =>
        Assert.Equal(buildings, CityPlan.Build(Areas, buildings, seed: 2).Areas.Sum(area => area.Buildings.Count));

    [Fact]
    public void Buildings_do_not_overlap()
    {
        foreach (var area in City.Areas)
        {
            var places = area.Buildings.Select(building => building.Footprint).OrderBy(place => place.East).ToArray();
            for (var i = 0; i < places.Length; i++)
            {
                for (var j = i + 1; j < places.Length && places[j].East - places[i].East < 40; j++)
                {
                    Assert.False(Math.Abs(places[i].East - places[j].East) < places[i].HalfWidth + places[j].HalfWidth
                        && Math.Abs(places[i].North - places[j].North) < places[i].HalfHeight + places[j].HalfHeight);
                }
            }
        }
    }

    [Fact]
    public void Dwellings_are_about_half_as_many_as_residents()
    {
        foreach (var area in City.Areas.Where(area => area.Area.IsLivedIn))
            Assert.InRange(area.Buildings.Sum(building => building.Dwellings) / (area.Area.Residents / 2.0), 0.8, 1.4);
    }

    [Fact]
    public void Density_falls_outwards()
    {
        // The inner half of the radius is a quarter of the disc.
        var inner = City.Areas.Sum(area => area.Buildings.Count(building =>
            area.Area.DistanceTo(building.Footprint.East, building.Footprint.North) < area.Area.RadiusMetres / 2));
        Assert.InRange(inner / 60_000.0, 0.35, 0.8);
    }

    [Fact]
    public void The_outward_half_of_a_fringe_area_is_empty()
    {
        var fringe = City.Areas.Where(area => area.IsFringe).ToArray();
        Assert.NotEmpty(fringe);
        Assert.All(fringe, area => Assert.DoesNotContain(area.Buildings, building =>
            ((building.Footprint.East - area.Area.East) * area.Outward.East)
            + ((building.Footprint.North - area.Area.North) * area.Outward.North) > 30));
    }

    [Fact]
    public void Nobody_lives_near_a_business_area()
    {
        var places = City.Areas.Where(area => area.Business is not null).Select(area => area.Business!.Value).ToArray();
        Assert.NotEmpty(places);
        var homes = City.Areas.SelectMany(area => area.Buildings).Where(building => building.Kind == BuildingKind.Residential);
        Assert.DoesNotContain(homes, home => places.Any(place => place.IsWithin(100, home.Footprint.East, home.Footprint.North)));
    }

    [Fact]
    public void Hot_spots_are_three_clusters_of_neighbours_that_share_no_area()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var spots = HotSpot.Draw(Areas, 2020, 2024, new Pcg32(seed, 1));
            Assert.Equal(3, spots.Count);
            var all = spots.SelectMany(spot => spot.Delbydeler).ToArray();
            Assert.Equal(12, all.Distinct().Count());
            Assert.DoesNotContain(DelbydelCode.Sentrum, all);
            Assert.All(spots, spot => Assert.InRange(spot.RelativeRisk, 1.5, 3));
        }
    }
}
