using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Sites that measure the same: with the same vertices, as many homes planned, and both or neither named by an address.</summary>
internal sealed class SamePlace : IEqualityComparer<Site>
{
    private SamePlace()
    {
    }

    /// <returns>For each site the number of the first that measures the same: its own where there is none before it.</returns>
    public static int[] FirstOfEach(IReadOnlyList<Site> sites)
    {
        var (first, known) = (new int[sites.Count], new Dictionary<Site, int>(sites.Count, new SamePlace()));
        for (var site = 0; site < first.Length; site++)
            first[site] = known.TryAdd(sites[site], site) ? site : known[sites[site]];
        return first;
    }

    public bool Equals(Site? one, Site? other) => one is null || other is null
        ? ReferenceEquals(one, other)
        : one.Units == other.Units && one.IsAddress == other.IsAddress && (one.Geometry, other.Geometry) switch
        {
            (Point a, Point b) => a.X.Equals(b.X) && a.Y.Equals(b.Y),
            _ => one.Geometry.EqualsExact(other.Geometry),
        };

    public int GetHashCode(Site site) => site.Geometry is Point point
        ? HashCode.Combine(point.X, point.Y, site.Units, site.IsAddress)
        : HashCode.Combine(site.Geometry.Coordinate, site.Geometry.NumPoints, site.Units, site.IsAddress);
}
