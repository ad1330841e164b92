using System.Collections.Frozen;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>Which cells of a table are not shown. Why each of them is hidden is not kept: nobody may learn it.</summary>
/// <param name="Hidden">The hidden cells; all others are shown.</param>
public sealed record SuppressionPlan(FrozenSet<CellKey> Hidden)
{
    public bool IsHidden(CellKey key) => Hidden.Contains(key);
}
