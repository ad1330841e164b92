using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability.Metrics;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class UnitsOfBuildingsTests
{
    private static readonly Building Block = new(Rectangle(0, 0, 20, 10), BuildingKinds.Residential, 4);
    private static readonly Building Next = new(Rectangle(50, 0, 10, 10), BuildingKinds.Residential, 3);
    private static readonly Building Shop = new(Rectangle(22, 0, 10, 10), BuildingKinds.Business, 0);

    [Theory]
    [InlineData(5, 5, 12, 3)] // in the block
    [InlineData(20, 10, 12, 3)] // on its corner
    [InlineData(20.9, 5, 12, 3)] // 0.9 m from the block, 1.1 m from the shop
    [InlineData(21, 5, 12, 3)] // as near to both
    [InlineData(21.1, 5, 4, 3)] // nearer to the shop
    [InlineData(33, 20, 4, 3)] // nearer to the shop than to either home
    [InlineData(42, 5, 4, 12)] // 8 m from the house, 10 m from the shop
    [InlineData(85, 5, 4, 12)] // 25 m from the house
    [InlineData(85.001, 5, 4, 3)] // beyond
    [InlineData(25, 5, 4, 3)] // in the shop
    public void Units_go_to_the_home_that_covers_their_place_or_is_the_nearest_building_and_never_into_a_shop(double east, double north, int block, int next)
    {
        Assert.Equal([block, next, 0], Count([Block, Next, Shop], (PointAt(east, north), 12)));
    }

    [Fact]
    public void Units_in_a_shop_beyond_reach_or_without_any_building_reach_no_home_and_are_told()
    {
        Assert.Equal(7 + 2, Counted([Block, Next, Shop], (PointAt(5, 5), 12), (PointAt(25, 5), 7), (PointAt(85.001, 5), 2)).Unreached);
        Assert.Equal(0, Counted([Block], (PointAt(5, 5), 12)).Unreached);
        Assert.Equal(12, Counted([], (PointAt(5, 5), 12)).Unreached);
    }

    [Theory]
    [InlineData(25, 5, 12)] // in the shop
    [InlineData(33, 100, 0)] // beyond reach of either
    [InlineData(33, 20, 12)] // nearer to the shop than to a home
    [InlineData(23, 12, 0)] // nearer to a home than to the shop
    [InlineData(33, -25, 12)] // 25 m from the shop and farther from any home
    public void Units_with_numbers_are_flats_in_the_shop_that_covers_them_or_is_the_nearest_building_and_make_it_a_home(double east, double north, int inShop)
    {
        Building[] town = [Block, Shop with { Footprint = Rectangle(30.5, 0, 10, 10) }];
        town = inShop == 12 && north > 0 ? [Block, Shop] : town;
        var (kinds, places) = (town.Select(building => building.Kind).ToArray(), ShapeLayer.OfFeatures(ShapesOf([PointAt(east, north)]), [12]));

        var (dwellings, unreached) = UnitsOfBuildings.Count(ShapesOf(town.Select(building => building.Footprint)), kinds, [4, 0], places, places);

        Assert.Equal((inShop, inShop > 0 ? BuildingKinds.Business | BuildingKinds.Residential : BuildingKinds.Business), (dwellings[1], kinds[1]));
        Assert.Equal(12, dwellings[0] + dwellings[1] + unreached - (dwellings[0] == 4 ? 4 : 0));
        Assert.Equal(8, BuildingHeights.Shipped.Metres(kinds[1] | BuildingKinds.BuiltUp));
    }

    [Fact]
    public void Flats_at_the_entrance_of_a_block_typed_as_something_else_are_not_the_neighbours()
    {
        Building[] town = [new(Rectangle(1, 0, 20, 20), BuildingKinds.Business, 0), new(Rectangle(-34, 0, 10, 10), BuildingKinds.Residential, 1)];
        var (kinds, places) = (town.Select(building => building.Kind).ToArray(), ShapeLayer.OfFeatures(ShapesOf([PointAt(0, 5)]), [40]));

        var (dwellings, unreached) = UnitsOfBuildings.Count(ShapesOf(town.Select(building => building.Footprint)), kinds, [0, 1], places, places);

        Assert.Equal([40, 1], dwellings);
        Assert.Equal((0, BuildingKinds.Business | BuildingKinds.Residential), (unreached, kinds[0]));
    }

    [Fact]
    public void Flats_over_a_shop_are_dwellings_near_a_site_and_the_shop_stays_one()
    {
        Building[] town = [Shop, Next with { Footprint = Rectangle(400, 0, 10, 10) }];
        var (shapes, kinds) = (ShapesOf(town.Select(building => building.Footprint)), town.Select(building => building.Kind).ToArray());
        var places = ShapeLayer.OfFeatures(ShapesOf([PointAt(25, 5)]), [40]);

        var (dwellings, _) = UnitsOfBuildings.Count(shapes, kinds, [0, 3], places, places);
        var values = Measure(Layers(new ShapeLayer(shapes, kinds, dwellings)), PointAt(0, 5));

        Assert.Equal((22.0, 22.0, 40.0, 1.0), (values[Metric.NearestOtherDwelling], values[Metric.NearestBusiness], values[Metric.Dwellings50m], values[Metric.ResidentialShare200m]));
    }

    [Fact]
    public void Units_of_several_entrances_add_up_and_a_home_without_any_keeps_its_own_number()
    {
        Assert.Equal([19, 3, 0], Count([Block, Next, Shop], (PointAt(1, 5), 12), (PointAt(19, 5), 7)));
        Assert.Equal([4, 3, 0], Count([Block, Next, Shop]));
    }

    [Fact]
    public void A_shed_over_the_place_hides_no_home_and_of_two_as_near_the_first_is_taken()
    {
        var shed = new Building(Rectangle(24, 0, 4, 4), BuildingKinds.Outbuilding, 0);
        Assert.Equal([9, 0], Count([Block, shed], (PointAt(26, 2), 9)));

        Building[] twins = [new(Rectangle(0, 0, 10, 10), BuildingKinds.Residential, 1), new(Rectangle(20, 0, 10, 10), BuildingKinds.Residential, 1)];
        Assert.Equal([9, 1], Count(twins, (PointAt(15, 5), 9)));
    }

    [Fact]
    public void No_unit_is_counted_twice_or_lost_near_a_home() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        Building[] homes = [.. Town.Random(random, 30, 400).Where(building => building.Kind == BuildingKinds.Residential).Select(building => building with { Dwellings = 0 })];
        (Geometry, int)[] units = [.. Enumerable.Range(0, 40).Select(_ => (PointAt(random.Next(0, 400), random.Next(0, 400)), random.Next(1, 50)))];
        var reached = units.Where(unit => homes.Any(home => home.Footprint.Distance(unit.Item1) <= UnitsOfBuildings.ReachMetres)).Sum(unit => unit.Item2);
        var (dwellings, unreached) = Counted(homes, units);
        return dwellings.Sum() == reached && unreached == units.Sum(unit => unit.Item2) - reached;
    }).QuickCheckThrowOnFailure();

    private static int[] Count(Building[] buildings, params (Geometry Place, int Units)[] units) => Counted(buildings, units).Dwellings;

    private static (int[] Dwellings, int Unreached) Counted(Building[] buildings, params (Geometry Place, int Units)[] units) => UnitsOfBuildings.Count(
        ShapesOf(buildings.Select(building => building.Footprint)),
        [.. buildings.Select(building => building.Kind)],
        [.. buildings.Select(building => building.Dwellings)],
        ShapeLayer.OfFeatures(ShapesOf(units.Select(unit => unit.Place)), [.. units.Select(unit => unit.Units)]));
}
