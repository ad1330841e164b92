using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability.Overrides;

/// <param name="East">Metres, EPSG:25832, of the place that was decided about.</param>
/// <param name="North">Metres, EPSG:25832.</param>
/// <param name="Decision">What was decided there.</param>
internal sealed record PlacedOverride(double East, double North, SiteOverride Decision);

/// <summary>Decisions by place, to be found for many sites. Pure.</summary>
public sealed class SiteOverrides
{
    private readonly ILookup<(long Column, long Row), PlacedOverride> _bySquare;

    /// <param name="decisions">In any order.</param>
    internal SiteOverrides(IReadOnlyList<PlacedOverride> decisions) =>
        _bySquare = decisions.ToLookup(placed => (Square(placed.East), Square(placed.North)));

    public static SiteOverrides None { get; } = new([]);

    /// <param name="site">Decisions stand at points: for a plot none is found.</param>
    /// <param name="group">The group's code.</param>
    /// <returns>The latest for the group within a metre; null where nobody decided.</returns>
    public SiteOverride? Find(Geometry site, string group) =>
        site is Point point && _bySquare.Count > 0
            ? Around(point).Where(decision => decision.Group == group).MaxBy(decision => decision.Id)
            : null;

    private IEnumerable<SiteOverride> Around(Point point)
    {
        for (var column = Square(point.X) - 1; column <= Square(point.X) + 1; column++)
        {
            for (var row = Square(point.Y) - 1; row <= Square(point.Y) + 1; row++)
            {
                foreach (var placed in _bySquare[(column, row)])
                {
                    var (dx, dy) = (placed.East - point.X, placed.North - point.Y);
                    if (Math.Sqrt((dx * dx) + (dy * dy)) <= SiteOverrideQuery.SameSiteMetres)
                        yield return placed.Decision;
                }
            }
        }
    }

    // Squares of the reach, so that what is near lies in the same one or beside it.
    private static long Square(double metres) => (long)Math.Floor(metres / SiteOverrideQuery.SameSiteMetres);
}
