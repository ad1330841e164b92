using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

/// <summary>What is the site's own, in it or at its entrance, and never counts against it.</summary>
public class OwnPlaceTests
{
    private static readonly RuleFile Rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

    [Fact]
    public void The_building_that_holds_the_point_is_the_sites_own_and_counts_neither_as_near_nor_in_the_share()
    {
        var values = Measure(
            Layers(LayerOf(
                new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Business, 0),
                new Building(Rectangle(120, 0, 10, 10), BuildingKinds.Residential, 3))),
            PointAt(0, 0));

        Assert.Equal((0.0, 120.0), (values[Metric.NearestBuilding], values[Metric.NearestOtherBuilding]));
        Assert.Equal((0.5, 1.0), (values[Metric.ResidentialShare200m], values[Metric.OtherResidentialShare200m]));
    }

    [Fact]
    public void A_plot_owns_the_buildings_that_lie_mostly_in_it_but_not_a_neighbour_whose_wall_touches_it()
    {
        var layers = Layers(LayerOf(
            new Building(Rectangle(10, 10, 20, 20), BuildingKinds.Residential, 2),
            new Building(Rectangle(95, 10, 20, 20), BuildingKinds.Residential, 2)));

        var values = Measure(layers, Rectangle(0, 0, 100, 100));

        Assert.Equal(0, values[Metric.NearestOtherDwelling]);
        Assert.Equal(1, Measure(layers, Rectangle(0, 0, 94, 100))[Metric.NearestOtherDwelling]);
        Assert.Equal(0, Measure(layers, Rectangle(0, 0, 94, 100))[Metric.NearestDwelling]);
    }

    [Fact]
    public void A_site_with_only_its_own_building_has_no_other()
    {
        var values = Measure(Layers(LayerOf(new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Residential, 3))), PointAt(0, 0));

        Assert.Equal((UnknownReason.NoneInLayer, UnknownReason.NoneInLayer), (values.WhyUnknown(Metric.NearestOtherDwelling), values.WhyUnknown(Metric.NearestOtherBuilding)));
        Assert.Equal(UnknownReason.NothingWithinRadius, values.WhyUnknown(Metric.OtherResidentialShare200m));
        Assert.Equal(RuleOutcome.Met, RuleBook.Outcome(Rules.Rules.Single(rule => rule.Id == "shielded-nearest-dwelling"), values));
        var shops = Measure(Layers(LayerOf(new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Business, 0))), PointAt(0, 0));
        Assert.Equal(UnknownReason.LayerMissing, shops.WhyUnknown(Metric.NearestOtherDwelling)); // a layer without any home tells nothing of homes
    }

    [Fact]
    public void A_facility_in_the_same_building_is_the_sites_own()
    {
        var layers = Layers(
            LayerOf(new Building(Rectangle(-20, -20, 40, 40), BuildingKinds.Residential, 8)),
            (LayerPart.Facility, FeaturesOf(PointAt(15, 15))), (LayerPart.SmallHouse, FeaturesOf(PointAt(15, 15), PointAt(46, 0))));

        var values = SiteMeasurement.Measure(layers, PointAt(0, 0), plannedUnits: 2)!;

        Assert.Equal((0.0, 3.0), (values[Metric.FacilityCapacity150m], values[Metric.SmallHouses50m]));
    }

    [Theory]
    [InlineData(50, 0.0, 18.0)] // shares the boundary
    [InlineData(50.01, 0.01, 18.0)]
    [InlineData(45, 0.0, 18.0)] // half of it
    [InlineData(44.99, null, 0.0)] // more than half: the site's own
    public void A_neighbours_facility_that_touches_the_plot_is_not_the_sites_own(double west, double? metres, double homes)
    {
        var facility = ShapeLayer.OfFeatures(ShapesOf([Rectangle(west, 0, 10, 10)]), [18]);
        var layers = Layers(
            LayerOf(new Building(Rectangle(10, 10, 20, 20), BuildingKinds.Residential, 2)),
            (LayerPart.Facility, facility), (LayerPart.FacilityFor5To7, facility), (LayerPart.SmallHouse, facility), (LayerPart.MunicipalFlat, facility));

        var values = Measure(layers, Rectangle(0, 0, 50, 50));

        Assert.Equal(metres, Rounded(values[Metric.NearestFacility]));
        Assert.Equal(metres, Rounded(values[Metric.NearestFacilityFor5To7]));
        Assert.Equal((homes, homes + 1), (values[Metric.FacilityCapacity150m], values[Metric.SmallHouses50m]));

        static double? Rounded(double? value) => value is { } known ? Math.Round(known, 6) : null;
    }

    [Fact]
    public void A_facility_that_touches_the_sites_own_building_is_its_own_only_with_more_than_half_in_it()
    {
        var house = LayerOf(new Building(Rectangle(-20, -20, 40, 40), BuildingKinds.Residential, 8));

        Assert.Equal(20, Nearest(Rectangle(20, -20, 40, 40)));
        Assert.Equal(10, Nearest(Rectangle(10, -20, 40, 40)));
        Assert.Null(Nearest(Rectangle(5, -5, 10, 10)));

        double? Nearest(Geometry facility) => Measure(Layers(house, (LayerPart.Facility, FeaturesOf(facility))), PointAt(0, 0))[Metric.NearestFacility];
    }

    [Theory]
    [InlineData(-6, 0, 0, 0)] // the address at the entrance, the flats inside
    [InlineData(0, 0, -6, 0)]
    [InlineData(-6, 0, -6, 0)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(-30, 0, 30, 0)] // 25 m off
    public void An_address_and_flats_at_the_entrance_belong_to_their_block(double addressEast, double addressNorth, double flatsEast, double flatsNorth)
    {
        var layers = Layers(
            LayerOf(
                new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Residential, 30),
                new Building(Rectangle(90, 0, 10, 10), BuildingKinds.Residential, 20),
                new Building(Rectangle(-6.5, 2, 1, 1), BuildingKinds.Outbuilding, 0)),
            (LayerPart.MunicipalFlat, ShapeLayer.OfFeatures(ShapesOf([PointAt(flatsEast, flatsNorth), PointAt(90, 5)]), [30, 5])));

        var values = SiteMeasurement.Measure(layers, PointAt(addressEast, addressNorth), isAddress: true)!;

        Assert.Equal(0.25, values[Metric.MunicipalShare200m]);
        Assert.InRange(values[Metric.NearestOtherDwelling]!.Value, 90, 120);
        Assert.True(values.HasDwelling);
    }

    [Fact]
    public void An_address_beyond_the_reach_of_a_home_or_in_another_building_and_a_point_without_address_own_no_home()
    {
        var block = new Building(Rectangle(0, 0, 10, 10), BuildingKinds.Residential, 30);
        var shop = new Building(Rectangle(-10, 0, 8, 10), BuildingKinds.Business, 0);

        Assert.Equal(25.01, Math.Round(Nearest(35.01, 5, true)!.Value, 6));
        Assert.Null(Nearest(35, 5, true));
        Assert.Equal(3, Nearest(-3, 5, true)); // in the shop
        Assert.Equal(1.1, Math.Round(Nearest(-1.1, 5, true)!.Value, 6)); // by the shop
        Assert.Null(Nearest(-1, 5, true)); // as near to both
        Assert.Equal(1, Nearest(11, 5, false));

        double? Nearest(double east, double north, bool isAddress) =>
            SiteMeasurement.Measure(Layers(LayerOf(block, shop)), PointAt(east, north), isAddress: isAddress)![Metric.NearestOtherDwelling];
    }

    [Fact]
    public void The_neighbours_house_is_not_own_where_the_address_stands_at_another_building()
    {
        var (office, house) = (new Building(Rectangle(1, -10, 20, 20), BuildingKinds.Business, 0), new Building(Rectangle(-30, -5, 10, 10), BuildingKinds.Residential, 1));

        var values = SiteMeasurement.Measure(Layers(LayerOf(office, house)), PointAt(0, 0), isAddress: true)!;

        Assert.Equal((20.0, 20.0), (values[Metric.NearestOtherDwelling], values[Metric.NearestOtherBuilding]));
        Assert.False(values.HasDwelling);
    }

    [Theory]
    [InlineData(-21, true, true, null, 2.0)] // 1 m outside the site's own building
    [InlineData(-45, true, true, null, 2.0)] // 25 m
    [InlineData(-45.01, true, true, 45.01, 3.0)] // beyond: anybody's
    [InlineData(-21, false, true, 21.0, 3.0)] // a footprint that only touches the entrance is a neighbour's
    [InlineData(-21, true, false, 21.0, 3.0)] // another building is nearer
    public void The_sites_own_facility_at_the_entrance_does_not_count_against_it(double west, bool isPoint, bool isAlone, double? metres, double homes)
    {
        var facility = FeaturesOf(isPoint ? PointAt(west, 0) : Rectangle(west - 9, -5, 9, 10));
        var own = new Building(Rectangle(-20, -20, 40, 40), BuildingKinds.Residential, 8);
        Building[] town = isAlone ? [own] : [own, new Building(Rectangle(-40, -20, 18.5, 40), BuildingKinds.Other, 0)];
        var layers = Layers(LayerOf(town), (LayerPart.Facility, facility), (LayerPart.FacilityFor5To7, facility), (LayerPart.SmallHouse, facility));

        var values = SiteMeasurement.Measure(layers, PointAt(0, 0), plannedUnits: 2)!;

        Assert.Equal((metres, metres), (Rounded(Metric.NearestFacility), Rounded(Metric.NearestFacilityFor5To7)));
        Assert.Equal((homes - 2, homes), (values[Metric.FacilityCapacity150m], values[Metric.SmallHouses50m]));

        double? Rounded(Metric metric) => values[metric] is { } known ? Math.Round(known, 6) : null;
    }

    [Fact]
    public void An_address_and_a_point_at_the_same_place_are_measured_each()
    {
        var layers = InOneDelbydel(Layers(LayerOf(new Building(Rectangle(0, 0, 10, 10), BuildingKinds.Residential, 30), new Building(PointAt(60, 5), BuildingKinds.Residential, 1))));

        var metrics = ScreeningRun.Measure([new Site("a", PointAt(-1, 5)), new Site("b", PointAt(-1, 5)) { IsAddress = true }], layers).Metrics;

        Assert.Equal((1.0, 61.0), (metrics[0][Metric.NearestOtherDwelling], metrics[1][Metric.NearestOtherDwelling]));
    }
}
