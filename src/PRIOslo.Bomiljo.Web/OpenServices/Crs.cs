using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>A coordinate system that features are given in (OGC API – Features – Part 2, 18-058r1).</summary>
/// <param name="Uri">As parameters and headers name it.</param>
/// <param name="Srid">PostGIS's number.</param>
/// <param name="LatitudeFirst">True where the first axis is latitude.</param>
/// <param name="Decimals">About a decimetre.</param>
public sealed record Crs(string Uri, int Srid, bool LatitudeFirst, int Decimals)
{
    /// <summary>Longitude, latitude; the default, and what the published tables hold.</summary>
    public static readonly Crs Wgs84LongitudeLatitude = new("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4326, false, 6);

    /// <summary>Latitude, longitude, as EPSG has the axes.</summary>
    public static readonly Crs Wgs84 = new("http://www.opengis.net/def/crs/EPSG/0/4326", 4326, true, 6);

    /// <summary>ETRS89 / UTM 32N: east, north in metres.</summary>
    public static readonly Crs Utm32 = new("http://www.opengis.net/def/crs/EPSG/0/25832", 25832, false, 1);

    public static IReadOnlyList<Crs> All { get; } = [Wgs84LongitudeLatitude, Wgs84, Utm32];

    public bool IsGeographic => Srid == Wgs84.Srid;

    /// <exception cref="ProblemException">BOM-821: none of <see cref="All"/>.</exception>
    public static Crs Parse(string parameter, string? uri) =>
        uri is null ? Wgs84LongitudeLatitude
        : All.FirstOrDefault(crs => crs.Uri == uri) ?? throw ServiceProblems.BadParameter(parameter, "this system is not offered.",
            "Take one of the URIs that the collection lists under crs.");
}
