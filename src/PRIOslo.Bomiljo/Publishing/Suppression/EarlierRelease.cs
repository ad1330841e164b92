using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>A cell as an earlier release of the year had it.</summary>
/// <param name="Key">The cell, of a protected theme, <c>total</c>, or of what is told twice, which is always hidden.</param>
/// <param name="Parent">The area one level up; empty for the city.</param>
/// <param name="Count">The true protected count; of <c>total</c> the sum of the protected themes.</param>
/// <param name="Hidden">It was not shown.</param>
/// <param name="LeastRise">How far it had to seem able to rise because one address dominates; else 0.</param>
public sealed record EarlierCell(CellKey Key, string Parent, int Count, bool Hidden, int LeastRise);

/// <summary>What a reader may have kept of a year: one release, be it overwritten, provisional or decided.</summary>
public sealed record EarlierRelease(IReadOnlyList<EarlierCell> Cells)
{
    /// <summary>The release of a plan, to be remembered for those that follow.</summary>
    /// <exception cref="ProblemException">Cells are missing or do not add up (<see cref="ProblemCode.NotProtected"/>).</exception>
    public static EarlierRelease Of(IReadOnlyList<Cell> cells, ISet<string> protectedThemes, SuppressionPlan plan)
    {
        var table = new CellTable(cells, protectedThemes);
        return new([.. table.ProtectedKeys.Select(key =>
            new EarlierCell(key, table.ParentAreaOf(key), table.ProtectedCount(key), plan.IsHidden(key) || key.IsToldTwice, table.LeastRise(key)))]);
    }
}
