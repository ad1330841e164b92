using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Geodata;

namespace PRIOslo.Bomiljo.Tests.Geography;

public sealed class ApproximateMapTests
{
    private static readonly IReadOnlyList<RegisteredArea> Register = AreaRegister.Load(AreaRegister.DefaultPath);
    private static readonly (IReadOnlyList<AreaRow> Areas, MultiPolygon Outline) Map = ApproximateMap.Build(Register);

    [Fact]
    public void There_are_96_areas_with_the_registers_codes() => Assert.Equal(
        Register.Where(area => !area.Code.IsSpecial).Select(area => area.Code.ToString()).Order(StringComparer.Ordinal), Map.Areas.Select(area => area.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Ninety_six_it_is() => Assert.Equal(96, Map.Areas.Count);

    [Fact]
    public void Each_area_is_valid_and_holds_its_own_centre_point()
    {
        foreach (var area in Map.Areas)
        {
            var entry = Register.Single(entry => entry.Code.ToString() == area.Code);
            Assert.True(area.Polygon.IsValid, area.Code);
            Assert.True(area.Polygon.Contains(new Point(entry.EastMetres, entry.NorthMetres)), area.Code);
        }
    }

    [Fact]
    public void Areas_do_not_overlap_and_leave_no_gap_in_the_outline()
    {
        Geometry[] polygons = [.. Map.Areas.Select(area => area.Polygon)];

        Assert.Equal((0, 0), AreaTopology.Overlaps(polygons));
        Assert.Equal((0, 0), AreaTopology.Gaps(polygons));
        var cells = UnaryUnionOp.Union(polygons);
        Assert.Equal(0, cells.Difference(Map.Outline).Area, 1.0);
        var marka = Register.Single(area => area.Code == DelbydelCode.Marka);
        var forest = Map.Outline.Difference(cells.Buffer(0.01));
        Assert.True(forest.Covers(new Point(marka.EastMetres, marka.NorthMetres)));
        Assert.Equal(4 * forest.EnvelopeInternal.Width, forest.Length, 1.0); // nothing else is outside the cells
    }

    [Fact]
    public void Every_point_of_an_area_is_nearer_to_its_centre_than_to_another()
    {
        var centres = Register.Where(area => !area.Code.IsSpecial).ToDictionary(area => area.Code.ToString(), area => new Coordinate(area.EastMetres, area.NorthMetres), StringComparer.Ordinal);
        foreach (var area in Map.Areas)
        {
            foreach (var corner in area.Polygon.Coordinates)
                Assert.True(corner.Distance(centres[area.Code]) <= centres.Values.Min(corner.Distance) + 0.01, area.Code);
        }
    }
}
