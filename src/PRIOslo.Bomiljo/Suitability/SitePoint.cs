using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>A place to check.</summary>
public sealed record SitePoint
{
    /// <param name="site">What the place is called; may be empty.</param>
    /// <param name="east">Metres, EPSG:25832.</param>
    /// <param name="north">Metres, EPSG:25832.</param>
    /// <exception cref="ProblemException">BOM-703: a coordinate is not a finite number, or the two have changed places.</exception>
    public SitePoint(string site, double east, double north)
    {
        if (!double.IsFinite(east) || !double.IsFinite(north))
            throw NoPlace();
        if (CoordinateOrder.IsSwappedMetres(east, north))
            throw NoPlace(CoordinateOrder.MetresRemedy);
        if (CoordinateOrder.IsDegrees(east, north))
            throw NoPlace(CoordinateOrder.NotMetresRemedy);

        (Site, East, North) = (site, east, north);
    }

    public string Site { get; }

    /// <summary>Metres, EPSG:25832.</summary>
    public double East { get; }

    /// <summary>Metres, EPSG:25832.</summary>
    public double North { get; }

    /// <summary>Whether it was found by its address.</summary>
    public bool IsAddress { get; init; }

    /// <param name="site">What the place is called; may be empty.</param>
    /// <param name="longitude">Degrees east, WGS84.</param>
    /// <param name="latitude">Degrees north, WGS84.</param>
    /// <exception cref="ProblemException">BOM-703: no degrees on the globe, beyond the reach of the projection, or changed places.</exception>
    public static SitePoint FromLonLat(string site, double longitude, double latitude)
    {
        if (!(Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90))
            throw NoPlace();
        if (CoordinateOrder.IsSwappedDegrees(longitude, latitude))
            throw NoPlace(CoordinateOrder.DegreesRemedy);

        var (east, north) = CoordinateTransform.Create(4326, CoordinateTransform.StorageEpsg).Apply(longitude, latitude);
        return new SitePoint(site, east, north);
    }

    private static ProblemException NoPlace(string remedy = "Give a place in or near Oslo.") => new(
        ProblemCode.OutsideCity, "site", "the coordinates are no place on the map.", remedy);
}
