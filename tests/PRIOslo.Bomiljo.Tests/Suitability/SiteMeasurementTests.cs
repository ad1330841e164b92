using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability.Metrics;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class SiteMeasurementTests
{
    private static readonly Metric[] DwellingCounts =
        [Metric.Dwellings25m, Metric.Dwellings50m, Metric.Dwellings100m, Metric.Dwellings200m];

    [Theory]
    [InlineData(120.00, 160.00, 7)]
    [InlineData(120.01, 160.00, 0)]
    [InlineData(200.00, 0.00, 7)]
    [InlineData(56.00, 192.00, 7)]
    [InlineData(56.00, 192.01, 0)]
    public void A_radius_of_200_m_includes_its_end_and_nothing_beyond(double dx, double dy, double expected)
    {
        var values = Measure(
            Layers(LayerOf(new Building(PointAt(1234.56 + dx, 77.89 + dy), BuildingKinds.Residential, 7))), PointAt(1234.56, 77.89));

        Assert.Equal(expected, values[Metric.Dwellings200m]);
    }

    [Theory]
    [InlineData(25, Metric.Dwellings25m)]
    [InlineData(50, Metric.Dwellings50m)]
    [InlineData(100, Metric.Dwellings100m)]
    [InlineData(200, Metric.Dwellings200m)]
    public void A_slanted_wall_exactly_at_the_radius_is_within_and_a_millimetre_further_is_not(int radius, Metric metric)
    {
        // The wall runs along (4, −3); its foot from the site lies at (3, 4)·radius/5, where the distance is a whole number.
        var (footEast, footNorth) = (radius * 0.6, radius * 0.8);
        var wall = Ring(
            (footEast - 40, footNorth + 30), (footEast + 40, footNorth - 30), (footEast + 70, footNorth + 10), (footEast - 10, footNorth + 70));
        var layers = Layers(LayerOf(new Building(wall, BuildingKinds.Residential, 3)));

        Assert.Equal(3, Measure(layers, PointAt(0, 0))[metric]);
        Assert.Equal(radius, Measure(layers, PointAt(0, 0))[Metric.NearestDwelling]);
        Assert.Equal(0, Measure(layers, PointAt(-0.001, 0))[metric]);
    }

    [Fact]
    public void A_point_inside_a_footprint_has_distance_0_and_one_in_its_courtyard_has_not()
    {
        var block = new Polygon(
            RingOf((0, 0), (60, 0), (60, 60), (0, 60)), [RingOf((20, 20), (40, 20), (40, 40), (20, 40))]);
        var layers = Layers(LayerOf(new Building(block, BuildingKinds.Residential, 30)));

        Assert.Equal(0, Measure(layers, PointAt(10, 10))[Metric.NearestDwelling]);
        Assert.Equal(0, Measure(layers, PointAt(60, 30))[Metric.NearestDwelling]);
        Assert.Equal(8, Measure(layers, PointAt(28, 30))[Metric.NearestDwelling]);
    }

    [Fact]
    public void A_plot_is_measured_from_its_boundary_and_has_distance_0_to_what_it_holds_or_crosses()
    {
        var layers = Layers(LayerOf(new Building(Rectangle(0, 0, 10, 10), BuildingKinds.Residential, 1)));

        Assert.Equal(50, Measure(layers, Rectangle(60, -5, 100, 100))[Metric.NearestDwelling]);
        Assert.Equal(0, Measure(layers, Rectangle(-20, -20, 100, 100))[Metric.NearestDwelling]);
        Assert.Equal(0, Measure(layers, Rectangle(2, 2, 3, 3))[Metric.NearestDwelling]);
        Assert.Equal(0, Measure(layers, Rectangle(5, -20, 2, 100))[Metric.NearestDwelling]);
        Assert.Equal(0, Measure(layers, Rectangle(10, 10, 5, 5))[Metric.NearestDwelling]);
    }

    [Fact]
    public void Outbuildings_count_neither_as_buildings_nor_in_the_share()
    {
        var values = Measure(
            Layers(LayerOf(
                new Building(PointAt(5, 0), BuildingKinds.Outbuilding, 0),
                new Building(PointAt(30, 0), BuildingKinds.Residential, 4),
                new Building(PointAt(0, 90), BuildingKinds.Business, 0),
                new Building(PointAt(0, 120), BuildingKinds.Residential, 1))),
            PointAt(0, 0));

        Assert.Equal(30, values[Metric.NearestBuilding]);
        Assert.Equal(2 / 3.0, values[Metric.ResidentialShare200m]);
        Assert.Equal([0, 4, 4, 5], DwellingCounts.Select(metric => values[metric] ?? -1));
        Assert.Equal(90, values[Metric.NearestBusiness]);
    }

    [Fact]
    public void A_layer_that_is_missing_gives_unknown_with_that_reason()
    {
        var values = Measure(Layers(schools: ShapeLayer.OfFeatures(ShapesOf([PointAt(3, 4)]))), PointAt(0, 0));

        Assert.Equal(5, values[Metric.NearestSchool]);
        foreach (var metric in Enum.GetValues<Metric>().Except([Metric.NearestSchool, Metric.PlannedUnits, Metric.PossibleUnits]))
        {
            Assert.Null(values[metric]);
            Assert.Equal(UnknownReason.LayerMissing, values.WhyUnknown(metric));
        }
    }

    [Fact]
    public void A_share_of_no_buildings_is_unknown_and_the_count_of_their_dwellings_is_0()
    {
        var values = Measure(Layers(LayerOf(new Building(PointAt(201, 0), BuildingKinds.Residential, 9))), PointAt(0, 0));

        Assert.Equal(UnknownReason.NothingWithinRadius, values.WhyUnknown(Metric.ResidentialShare200m));
        Assert.Equal(0, values[Metric.Dwellings200m]);
        Assert.Equal(201, values[Metric.NearestDwelling]);
    }

    [Fact]
    public void Business_is_the_nearer_of_the_business_layer_and_buildings_for_business()
    {
        var areas = ShapeLayer.OfFeatures(ShapesOf([Rectangle(100, 0, 500, 500)]));
        var shop = LayerOf(new Building(PointAt(0, 60), BuildingKinds.Business, 0));

        Assert.Equal(100, Measure(Layers(businesses: areas), PointAt(0, 0))[Metric.NearestBusiness]);
        Assert.Equal(60, Measure(Layers(shop, areas), PointAt(0, 0))[Metric.NearestBusiness]);
        Assert.Equal(0, Measure(Layers(shop, areas), PointAt(300, 300))[Metric.NearestBusiness]);
    }

    [Fact]
    public void The_index_agrees_with_a_straight_loop_over_every_building() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var buildings = Town.Random(random, random.Next(1, 250), random.Next(2) == 0 ? 600 : 4000);
        var step = random.Next(2) == 0 ? 5 : 0.01;
        var site = random.Next(3) == 0
            ? Shape(random, 900, step)
            : PointAt(OnStep(random.NextDouble() * 900, step), OnStep(random.NextDouble() * 900, step));

        var values = Measure(Layers(LayerOf(buildings)), site);

        var straight = StraightLoop.Measure(buildings, site);
        foreach (var (metric, expected) in straight)
        {
            if (expected is null)
                Assert.Null(values[metric]);
            else
                Assert.Equal(expected.Value, values[metric] ?? double.NaN, tolerance: metric >= Metric.NearestDwelling ? 1e-6 : 0);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_wider_radius_never_holds_fewer_dwellings() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var values = Measure(Layers(LayerOf(Town.Random(random, 100, 500))), Shape(random, 500));
        var counts = DwellingCounts.Select(metric => values[metric] ?? double.NaN).ToArray();
        return counts.SequenceEqual(counts.Order());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_site_far_from_every_building_still_finds_the_nearest()
    {
        var layers = Layers(LayerOf(Town.Random(new Random(7), 500, 3000)));

        var metres = Measure(layers, new Point(Millimetres.ToMetres(-499_999_000), 7_800_000))[Metric.NearestBuilding];

        Assert.InRange(metres ?? 0, 1_500_000, 1_700_000);
    }

    [Fact]
    public void What_is_no_place_in_EPSG_25832_or_no_area_is_not_taken_as_a_shape()
    {
        Assert.Null(ShapeArraysBuilder.TryOne(new Point(double.NaN, 6_642_000)));
        Assert.Null(ShapeArraysBuilder.TryOne(new Point(10.75, 59.91)));
        Assert.Null(ShapeArraysBuilder.TryOne(new Point(double.PositiveInfinity, 0)));
        Assert.Null(ShapeArraysBuilder.TryOne(new LineString([new(East, North), new(East + 1, North)])));
        Assert.Null(ShapeArraysBuilder.TryOne(Polygon.Empty));
    }

    [Fact]
    public void The_nearest_of_a_few_buildings_in_a_wide_forest_is_the_one_that_a_straight_loop_finds()
    {
        var random = new Random(7);
        for (var round = 0; round < 40; round++)
        {
            var cabins = Random(random, 1 + random.Next(30), sideMetres: 15_000);
            var layers = Layers(LayerOf(cabins));
            for (var n = 0; n < 25; n++)
            {
                // Sites stand inside, outside and on the edge of what the cabins span.
                var site = Shape(random, 30_000);
                var (measured, expected) = (Measure(layers, site), StraightLoop.Measure(cabins, site));
                Assert.All(
                    [Metric.NearestDwelling, Metric.NearestBuilding, Metric.NearestBusiness],
                    metric => Assert.Equal(expected[metric] ?? double.PositiveInfinity, measured[metric] ?? double.PositiveInfinity, 0.001));
            }
        }
    }

    [Fact]
    public void A_finely_drawn_zone_holds_the_points_that_its_polygon_covers_its_boundary_included()
    {
        var random = new Random(8);
        for (var round = 0; round < 20; round++)
        {
            var (outer, inner) = (Rough(random, 900, 400), Rough(random, 300, 200));
            var zone = new Polygon(outer, [inner]);
            var layers = Layers(null, (LayerPart.Marka, FeaturesOf(zone)));
            Geometry[] sites =
            [
                .. Enumerable.Range(0, 200).Select(_ => PointAt(Town.OnStep((random.NextDouble() * 2400) - 1200, 0.01), Town.OnStep((random.NextDouble() * 2400) - 1200, 0.01))),
                .. outer.Coordinates.Concat(inner.Coordinates).Select(vertex => new Point(vertex)),
                .. outer.Coordinates.Select(vertex => PointAt(1, vertex.Y - North)), // as high as a vertex
            ];
            Assert.All(sites, site => Assert.Equal(zone.Covers(site) ? 1 : 0, Measure(layers, site)[Metric.MarkaShare]));
        }
    }

    /// <summary>A ring of many vertices, every other one nearer.</summary>
    private static LinearRing Rough(Random random, double radiusMetres, int vertices) => RingOf(
    [
        .. Enumerable.Range(0, vertices).Select(n => (Angle: 2 * Math.PI * n / vertices, Metres: radiusMetres * (0.8 + (0.2 * random.NextDouble()))))
            .Select(vertex => (vertex.Metres * Math.Cos(vertex.Angle), vertex.Metres * Math.Sin(vertex.Angle))),
    ]);
}
