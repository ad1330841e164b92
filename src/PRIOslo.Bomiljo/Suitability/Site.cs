using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>A candidate site.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Geometry">Point or plot, EPSG:25832.</param>
/// <param name="Group">The group that it is meant for; null: none in particular.</param>
/// <param name="Units">How many homes are planned; null: not said.</param>
/// <param name="Line">Line of its file, or number of its GeoJSON feature, from 1; 0 where it is from no file.</param>
public sealed record Site(string Id, Geometry Geometry, GroupCode? Group = null, int? Units = null, int Line = 0)
{
    /// <summary>More homes than that on one site are taken for a slip of the hand.</summary>
    public const int MostUnits = 500;

    /// <summary>Whether it was named by its address: then it is judged for groups that are placed in existing dwellings.</summary>
    public bool IsAddress { get; init; }

    /// <param name="point">The place.</param>
    /// <param name="units">How many homes are planned; null: not said.</param>
    public static Site At(SitePoint point, int? units = null) => new(point.Site, new Point(point.East, point.North), Units: units) { IsAddress = point.IsAddress };
}
