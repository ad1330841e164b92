using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Import step 3 of 4 (read → normalise → place → store): the delbydel of an incident in the vintage of its year.</summary>
/// <remarks>A point decides before a stated code, which may be of another vintage. Pure.</remarks>
public static class PlaceStep
{
    /// <param name="point">East and north in EPSG:25832; null where the source gives none.</param>
    /// <param name="stated">The area that the source states; <c>default</c> for none.</param>
    /// <param name="locator">Of the vintage; null where no boundaries are imported yet.</param>
    public static Placement Apply((double East, double North)? point, StatedArea stated, DelbydelLocator? locator)
    {
        if (locator is null)
            return Placement.Unplaced;
        if (point is { } known)
            return locator.Locate(known.East, known.North);
        return stated.Locate(locator);
    }
}
