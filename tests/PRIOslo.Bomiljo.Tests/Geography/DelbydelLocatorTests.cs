using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Geography;
using static PRIOslo.Bomiljo.Tests.Geography.Shapes;

namespace PRIOslo.Bomiljo.Tests.Geography;

public sealed class DelbydelLocatorTests
{
    // 0102 | 0101 share the border x = 100; 0201 lies 20 m to the east of 0101; 0301 overlaps 0201.
    private static readonly IReadOnlyList<(DelbydelCode, Geometry)> Areas =
        [Area("0102", Box(0, 0, 100, 100)), Area("0101", Box(100, 0, 200, 100)), Area("0301", Box(250, 0, 350, 100)), Area("0201", Box(220, 0, 300, 100))];

    private static readonly DelbydelLocator Locator = new(Areas);

    [Theory]
    [InlineData(50, 50, "0102")]
    [InlineData(150, 50, "0101")]
    public void Point_in_one_area_goes_to_it(double east, double north, string code) => Assert.Equal(In(code, PlacementMethod.Polygon), Locator.Locate(east, north));

    [Fact]
    public void Point_on_a_shared_border_goes_to_the_lower_code() => Assert.Equal(In("0101", PlacementMethod.Polygon), Locator.Locate(100, 50));

    [Fact]
    public void Point_in_an_overlap_goes_to_the_lower_code() => Assert.Equal(In("0201", PlacementMethod.Polygon), Locator.Locate(275, 50));

    [Fact]
    public void Point_on_the_outer_border_is_in_the_area() => Assert.Equal(In("0102", PlacementMethod.Polygon), Locator.Locate(0, 0));

    [Theory]
    [InlineData(203, "0101")]
    [InlineData(217, "0201")]
    [InlineData(209.99, "0101")]
    public void Point_in_a_sliver_goes_to_the_nearest_area(double east, string code) => Assert.Equal(In(code, PlacementMethod.Sliver), Locator.Locate(east, 50));

    [Fact]
    public void At_equal_distance_the_lower_code_wins_and_ten_metres_are_included() => Assert.Equal(In("0101", PlacementMethod.Sliver), Locator.Locate(210, 50));

    [Fact]
    public void Point_farther_than_ten_metres_from_all_areas_is_unplaced()
    {
        var wide = new DelbydelLocator([Area("0101", Box(0, 0, 100, 100)), Area("0102", Box(121, 0, 200, 100))]);

        Assert.Equal(In("0101", PlacementMethod.Sliver), wide.Locate(110, 50));
        Assert.Equal(Placement.Unplaced, wide.Locate(110.01, 50));
        Assert.Equal(Placement.Unplaced, wide.Locate(110.99, 50));
        Assert.Equal(In("0102", PlacementMethod.Sliver), wide.Locate(111, 50));
    }

    [Theory]
    [InlineData(-0.01, 50)]
    [InlineData(-5, 50)]
    [InlineData(175, 100.01)]
    public void Point_beyond_the_hull_is_outside_even_within_ten_metres(double east, double north) => Assert.Equal(Placement.Outside, Locator.Locate(east, north));

    /// <summary>The locator answers from squares that no border touches; here every point is also looked up in every polygon.</summary>
    [Fact]
    public void The_answer_is_that_of_looking_at_every_polygon_also_the_second_time()
    {
        var random = new Random(5);
        var areas = Enumerable.Range(1, 12).Select(at => Area($"01{at:00}", Star(random))).ToList();
        var locator = new DelbydelLocator(areas);
        for (var round = 0; round < 40_000; round++)
        {
            var (east, north) = (random.NextDouble() * 2_000, random.NextDouble() * 2_000);
            var point = new Point(east, north);
            var covering = areas.Where(area => area.Item2.Covers(point)).Select(area => area.Item1).Order().FirstOrDefault();
            var found = locator.Locate(east, north);

            Assert.Equal(covering.IsNone, found.Method != PlacementMethod.Polygon);
            if (!covering.IsNone)
                Assert.Equal(covering, found.Delbydel);
            Assert.Equal(found, locator.Locate(east, north));
        }
    }

    private static Polygon Star(Random random)
    {
        var (east, north) = (300 + (random.NextDouble() * 1_400), 300 + (random.NextDouble() * 1_400));
        var corners = Enumerable.Range(0, 17).Select(at => (Angle: at * Math.PI * 2 / 17, Metres: 40 + (random.NextDouble() * 250)))
            .Select(at => new Coordinate(east + (at.Metres * Math.Cos(at.Angle)), north + (at.Metres * Math.Sin(at.Angle)))).ToList();
        return new Polygon(new LinearRing([.. corners, corners[0]]));
    }

    [Fact]
    public void With_an_outline_the_outline_decides_what_is_outside()
    {
        var locator = new DelbydelLocator(Areas, outline: Box(-50, -50, 210, 150));

        Assert.Equal(In("0102", PlacementMethod.Sliver), locator.Locate(-5, 50));
        Assert.Equal(Placement.Unplaced, locator.Locate(-50, 50));
        Assert.Equal(Placement.Outside, locator.Locate(-50.01, 50));
        Assert.Equal(Placement.Outside, locator.Locate(215, 50));
        Assert.Equal(In("0301", PlacementMethod.Polygon), locator.Locate(340, 50));
    }

    [Fact]
    public void Sentrum_and_marka_take_what_no_area_covers_before_slivers_do()
    {
        var locator = new DelbydelLocator(Areas, sentrum: Box(195, 0, 215, 100), marka: Box(205, 0, 260, 500));

        Assert.Equal(In("0101", PlacementMethod.Polygon), locator.Locate(197, 50));
        Assert.Equal(In("1601", PlacementMethod.Sentrum), locator.Locate(203, 50));
        Assert.Equal(In("1601", PlacementMethod.Sentrum), locator.Locate(210, 50));
        Assert.Equal(In("1701", PlacementMethod.Marka), locator.Locate(217, 50));
        Assert.Equal(In("1701", PlacementMethod.Marka), locator.Locate(230, 400));
    }

    [Fact]
    public void A_stated_code_is_known_if_the_vintage_holds_it()
    {
        Assert.True(Locator.Knows(DelbydelCode.Parse("0101")));
        Assert.False(Locator.Knows(DelbydelCode.Parse("0103")));
        Assert.False(Locator.Knows(default));
        Assert.False(Locator.Knows(DelbydelCode.Sentrum));
        Assert.True(new DelbydelLocator(Areas, sentrum: Box(0, 0, 1, 1)).Knows(DelbydelCode.Sentrum));
    }

    [Fact]
    public void A_hole_in_an_area_is_not_in_it()
    {
        var locator = new DelbydelLocator([Area("0101", Wkt("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (30 30, 70 30, 70 70, 30 70, 30 30))"))]);

        Assert.Equal(Placement.Unplaced, locator.Locate(50, 50));
        Assert.Equal(In("0101", PlacementMethod.Sliver), locator.Locate(35, 50));
        Assert.Equal(In("0101", PlacementMethod.Polygon), locator.Locate(30, 50));
    }

    /// <summary>Areas and points on a lattice of 2.5 m, so that borders, corners and ten metres are met exactly.</summary>
    [Fact]
    public void Every_point_is_placed_as_a_loop_over_all_areas_places_it() => Prop.ForAll(
        (from boxes in Gen.NonEmptyListOf(from west in Lattice
                                          from south in Lattice
                                          from width in Gen.Choose(1, 12)
                                          from height in Gen.Choose(1, 12)
                                          select Box(west, south, west + (width * 2.5), south + (height * 2.5)))
         from east in Lattice
         from north in Lattice
         select (areas: boxes.Select((box, at) => (Code: DelbydelCode.Parse($"{200 + ((at * 37) % 97) + 1}"), Polygon: box)).DistinctBy(area => area.Code).ToArray(), east, north)).ToArbitrary(),
        town => new DelbydelLocator(town.areas).Locate(town.east, town.north) == Loop(town.areas, town.east, town.north)).QuickCheckThrowOnFailure();

    private static Gen<double> Lattice => Gen.Choose(0, 40).Select(step => step * 2.5);

    private static Placement Loop((DelbydelCode Code, Geometry Polygon)[] areas, double east, double north)
    {
        var point = new Point(east, north);
        var covering = areas.Where(area => area.Polygon.Covers(point)).OrderBy(area => area.Code).FirstOrDefault();
        if (!covering.Code.IsNone)
            return Placement.In(covering.Code, PlacementMethod.Polygon);
        if (!new GeometryCollection([.. areas.Select(area => area.Polygon)]).ConvexHull().Covers(point))
            return Placement.Outside;
        var nearest = areas.Where(area => area.Polygon.Distance(point) <= 10).OrderBy(area => area.Polygon.Distance(point)).ThenBy(area => area.Code).FirstOrDefault();
        return nearest.Code.IsNone ? Placement.Unplaced : Placement.In(nearest.Code, PlacementMethod.Sliver);
    }

    private static Placement In(string code, PlacementMethod method) => Placement.In(DelbydelCode.Parse(code), method);
}
