using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>Where a place in EPSG:25832 may be, metres: what lies beyond is a slip in a file, and no layer takes it in.</summary>
/// <remarks>Norway with a wide margin; the site check's whole millimetres rest on these limits.</remarks>
internal static class StorageExtent
{
    private const double MinEast = -500_000, MaxEast = 1_500_000, MinNorth = 5_900_000, MaxNorth = 7_900_000;

    /// <returns>False also for NaN and infinity.</returns>
    public static bool Holds(double east, double north) => east >= MinEast && east <= MaxEast && north >= MinNorth && north <= MaxNorth;

    /// <param name="geometry">Finite coordinates, not empty.</param>
    /// <returns>Whether every corner of it is held.</returns>
    public static bool Holds(Geometry geometry)
    {
        var box = geometry.EnvelopeInternal;
        return Holds(box.MinX, box.MinY) && Holds(box.MaxX, box.MaxY);
    }
}
