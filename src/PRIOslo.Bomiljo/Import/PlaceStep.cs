using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Import step 3 of 4 (read → normalise → place → store): the delbydel of an incident in the vintage of its year.</summary>
/// <remarks>A point decides before a stated code, which may be of another vintage. Pure.</remarks>
public static class PlaceStep
{
    /// <param name="incident">The incident.</param>
    /// <param name="locator">Of the vintage; null where no boundaries are imported yet.</param>
    public static Placement Apply(Incident incident, DelbydelLocator? locator)
    {
        if (locator is null)
            return Placement.Unplaced;
        if (incident.Point is { } point)
            return locator.Locate(point.East, point.North);
        return locator.Knows(incident.Area) ? Placement.In(incident.Area, PlacementMethod.AreaCode) : Placement.Unplaced;
    }
}
