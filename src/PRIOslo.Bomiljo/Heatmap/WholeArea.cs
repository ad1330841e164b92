using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>What a bydel, or the city, consists of in the measured year and in an earlier one, by the codes of its delbydeler.</summary>
/// <param name="Codes">Of the measured year.</param>
/// <param name="OldCodes">Of the earlier year.</param>
/// <param name="Outside">All others of the earlier year.</param>
internal sealed record WholeArea(IReadOnlyCollection<string> Codes, IReadOnlyCollection<string> OldCodes, IReadOnlyCollection<string> Outside)
{
    /// <summary>True where the earlier year's counts and residents stand on the codes of the measured year, within the whole: none is lost to another, none
    /// comes from another, and no code is new without the table of changes telling what it came from. Pure.</summary>
    public bool IsCarried(CodeChanges changes, int year, int later)
    {
        var now = Codes.ToHashSet(StringComparer.Ordinal);
        var carried = OldCodes.SelectMany(code => changes.CarriedTo(code, year, later)).ToHashSet(StringComparer.Ordinal);
        return carried.IsSubsetOf(now)
            && now.IsSubsetOf(carried.Concat(OldCodes))
            && !Outside.Any(code => changes.CarriedTo(code, year, later).Overlaps(now));
    }
}
