using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Tests.Geography;

public sealed class CoordinateTransformTests
{
    private const double Centimetre = 0.01;

    /// <summary>The way back over seven parameters is only approximately the inverse: within 5 cm here, where a metre is asked for.</summary>
    private const double Ngo1948Metres = 0.05;

    /// <summary>EPSG:25832, then the same point in another system, as PROJ gives it (gdaltransform of GDAL 3.6.2).</summary>
    public static TheoryData<double, double, int, double, double> ProjFigures => new()
    {
        { 597245.12, 6643112.34, 25833, 261827.691498064, 6649503.50627441 },
        { 597245.12, 6643112.34, 32632, 597245.119998801, 6643112.34012304 },
        { 597245.12, 6643112.34, 32633, 261827.691501, 6649503.50639737 },
        { 597245.12, 6643112.34, 4326, 10.7390636481056, 59.9140142114241 },
        { 597245.12, 6643112.34, 4258, 10.7390636481056, 59.9140142114241 },
        { 597245.12, 6643112.34, 3857, 1195467.09690367, 8380618.93192253 },
        { 608000, 6655000, 25833, 273621.254561483, 6660374.08360921 },
        { 608000, 6655000, 32632, 607999.999998666, 6655000.00012299 },
        { 608000, 6655000, 32633, 273621.25456428, 6660374.08373214 },
        { 608000, 6655000, 4326, 10.9374967309033, 60.0180203900223 },
        { 608000, 6655000, 4258, 10.9374967309033, 60.0180203900223 },
        { 608000, 6655000, 3857, 1217556.56663724, 8403751.02435612 },
        { 584000, 6628000, 25833, 247260.511306161, 6635642.45548161 },
        { 584000, 6628000, 32632, 583999.999998967, 6628000.0001231 },
        { 584000, 6628000, 32633, 247260.511309269, 6635642.45560462 },
        { 584000, 6628000, 4326, 10.4961976527427, 59.7812704759743 },
        { 584000, 6628000, 4258, 10.4961976527427, 59.7812704759743 },
        { 584000, 6628000, 3857, 1168431.37796887, 8351200.34714029 },
        { 597245.12, 6643112.34, 5110, 113374.333770915, 1213234.47976221 },
        { 597245.12, 6643112.34, 27393, 1173.19995320807, 213101.031898524 },
        { 608000, 6655000, 5110, 124398.922076872, 1224878.53047261 },
        { 608000, 6655000, 27393, 12236.7323313106, 224707.866234856 },
        { 584000, 6628000, 5110, 99786.4300320144, 1198421.40414363 },
        { 584000, 6628000, 27393, -12464.2450200948, 198333.725099611 },
    };

    [Theory]
    [MemberData(nameof(ProjFigures))]
    public void Figures_agree_with_proj_to_a_centimetre_both_ways_and_ngo1948_to_five(double east, double north, int epsg, double x, double y)
    {
        var there = CoordinateTransform.Create(25832, epsg).Apply(east, north);
        var back = CoordinateTransform.Create(epsg, 25832).Apply(x, y);

        var isDegrees = epsg is 4326 or 4258;
        var metres = Tolerance(epsg);
        Assert.Equal(x, there.X, isDegrees ? metres / 56_000 : metres); // a degree of longitude is 56 km here
        Assert.Equal(y, there.Y, isDegrees ? metres / 111_000 : metres);
        Assert.Equal(east, back.X, metres);
        Assert.Equal(north, back.Y, metres);
    }

    [Fact]
    public void Every_known_system_is_held_against_proj() =>
        Assert.Equal(CoordinateTransform.KnownEpsg.Order(), ((IEnumerable<object[]>)ProjFigures).Select(row => (int)row[2]).Append(25832).Distinct().Order());

    [Fact]
    public void There_and_back_is_the_same_point_within_the_tolerance() => Prop.ForAll(
        (from east in Gen.Choose(570_000, 625_000)
         from north in Gen.Choose(6_620_000, 6_675_000)
         from epsg in Gen.Elements<int>([.. CoordinateTransform.KnownEpsg])
         select (east, north, epsg)).ToArbitrary(),
        point =>
        {
            var (x, y) = CoordinateTransform.Create(25832, point.epsg).Apply(point.east, point.north);
            var (east, north) = CoordinateTransform.Create(point.epsg, 25832).Apply(x, y);
            return Math.Abs(east - point.east) < Tolerance(point.epsg) && Math.Abs(north - point.north) < Tolerance(point.epsg);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_unknown_system_is_told_with_the_known_ones() =>
        Assert.Contains("25832, 25833", Problem.Thrown("BOM-504", "EPSG:2154", () => CoordinateTransform.Create(2154, 25832)).Message, StringComparison.Ordinal);

    /// <summary>A file in metres that is declared as degrees must not end the program.</summary>
    [Theory]
    [InlineData(600_000, 6_640_000)]
    [InlineData(1e300, -1e300)]
    [InlineData(0, 0)]
    [InlineData(180, 90)]
    [InlineData(-180, -90)]
    public void A_point_beyond_reach_gives_some_point_or_none_but_never_an_error(double x, double y)
    {
        foreach (var epsg in CoordinateTransform.KnownEpsg)
            _ = CoordinateTransform.Create(epsg, CoordinateTransform.StorageEpsg).Apply(x, y);
    }

    private static double Tolerance(int epsg) => epsg == 27393 ? Ngo1948Metres : Centimetre;
}
