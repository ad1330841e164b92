using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Publishing.Export;

namespace PRIOslo.Bomiljo.Tests.Publishing.Export;

internal static class ExportRows
{
    public static readonly ExportRow Shown = new(2023, "delbydel", "0102", "Grønland", "01", "brann", 12, 9500, 1.263157, 1000, 0.6526, 2.206, false, null);

    public static readonly ExportRow Hidden = Shown with { Area = "0103", Count = null, Rate = null, RateLow = null, RateHigh = null, Suppressed = true };

    public static readonly ExportRow Internal = Shown with { Statistics = new(1.2, 1.5, 0.00002, 0.0019, 2.5, 0.01, 0.04, "high-high", 0.03, "up", "rising", null, "hot") };

    public static readonly ExportRow Further = Internal with { Further = [("version", 2d), ("interpolated", true), ("funnel", "above-95"), ("lisa_q", null)] };

    public static readonly ExportRow NoResidents = Shown with { Level = "by", Bydel = "", Denominator = null, Rate = null, RateLow = null, RateHigh = null };

    /// <summary>A square with a square hole; both rings in the order given.</summary>
    public static ExportRow WithHole(bool counterclockwise)
    {
        Coordinate[] shell = [new(10, 59), new(11, 59), new(11, 60), new(10, 60), new(10, 59)];
        Coordinate[] hole = [new(10.4, 59.4), new(10.6, 59.4), new(10.6, 59.61234567), new(10.4, 59.61234567), new(10.4, 59.4)];
        var factory = new GeometryFactory(new PrecisionModel(), 4326);
        if (!counterclockwise)
            (shell, hole) = ([.. shell.Reverse()], [.. hole.Reverse()]);
        return Shown with { Geometry = factory.CreateMultiPolygon([factory.CreatePolygon(factory.CreateLinearRing(shell), [factory.CreateLinearRing(hole)])]) };
    }
}
