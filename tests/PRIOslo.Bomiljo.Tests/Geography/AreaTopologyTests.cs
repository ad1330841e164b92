using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Geography.Geodata;
using static PRIOslo.Bomiljo.Tests.Geography.Shapes;

namespace PRIOslo.Bomiljo.Tests.Geography;

public sealed class AreaTopologyTests
{
    [Fact]
    public void A_valid_polygon_is_kept_as_it_is()
    {
        var (polygon, repaired) = AreaTopology.Repair(Box(0, 0, 10, 10))!.Value;

        Assert.False(repaired);
        Assert.Equal(100, polygon.Area);
    }

    [Fact]
    public void A_bow_tie_becomes_two_parts()
    {
        var (polygon, repaired) = AreaTopology.Repair(Wkt("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"))!.Value;

        Assert.True(repaired);
        Assert.True(polygon.IsValid);
        Assert.Equal(2, polygon.NumGeometries);
        Assert.Equal(50, polygon.Area, 1e-9);
    }

    [Theory]
    [InlineData("POINT (1 1)")]
    [InlineData("LINESTRING (0 0, 1 1)")]
    [InlineData("POLYGON EMPTY")]
    [InlineData("POLYGON ((0 0, 5 0, 0 0, 0 0))")]
    public void What_has_no_area_is_dropped(string wkt) => Assert.Null(AreaTopology.Repair(Wkt(wkt)));

    [Fact]
    public void Nothing_is_dropped_too() => Assert.Null(AreaTopology.Repair(null));

    [Fact]
    public void Overlaps_larger_than_a_square_metre_are_counted_once_a_pair()
    {
        var (pairs, squareMetres) = AreaTopology.Overlaps([Box(0, 0, 10, 10), Box(9, 0, 20, 10), Box(19.95, 0, 30, 10), Box(30, 0, 40, 10)]);

        Assert.Equal(1, pairs);
        Assert.Equal(10, squareMetres, 1e-9);
    }

    [Fact]
    public void Holes_in_the_union_larger_than_a_square_metre_are_gaps()
    {
        Geometry[] frame = [Box(0, 0, 30, 10), Box(0, 20, 30, 30), Box(0, 10, 10, 20), Box(20, 10, 30, 20)];

        Assert.Equal((1, 100), AreaTopology.Gaps(frame));
        Assert.Equal((0, 0), AreaTopology.Gaps([.. frame, Box(10.05, 10, 20, 20)]));
        Assert.Equal((0, 0), AreaTopology.Gaps([]));
    }

    [Fact]
    public void Overlaps_agree_with_the_areas_of_boxes() => Prop.ForAll(
        Gen.ListOf(from west in Gen.Choose(0, 50)
                   from south in Gen.Choose(0, 50)
                   from width in Gen.Choose(1, 20)
                   from height in Gen.Choose(1, 20)
                   select new Envelope(west, west + width, south, south + height)).ToArbitrary(),
        boxes =>
        {
            var all = boxes.ToArray();
            var shared = all.SelectMany((box, at) => all[(at + 1)..].Select(box.Intersection)).Where(box => !box.IsNull && box.Area > 1).ToList();
            var (pairs, squareMetres) = AreaTopology.Overlaps([.. all.Select(box => Box(box.MinX, box.MinY, box.MaxX, box.MaxY))]);
            return pairs == shared.Count && Math.Abs(squareMetres - shared.Sum(box => box.Area)) < 1e-6;
        }).QuickCheckThrowOnFailure();
}
