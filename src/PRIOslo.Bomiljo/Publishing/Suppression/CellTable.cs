using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>One year's table, checked: every area has every theme once, and every sum holds.</summary>
internal sealed class CellTable
{
    private readonly Dictionary<CellKey, Cell> _cells = [];
    private readonly HashSet<CellKey> _parents = [];
    private readonly string[] _protected;
    private readonly string[] _themes;

    /// <exception cref="ProblemException">Cells are missing or do not add up (<see cref="ProblemCode.NotProtected"/>).</exception>
    public CellTable(IReadOnlyList<Cell> cells, ISet<string> protectedThemes)
    {
        foreach (var cell in cells)
        {
            if (!Cell.Levels.Contains(cell.Key.Level) || (cell.Parent.Length == 0) != (cell.Key.Level == Cell.Levels[^1]))
                throw Refuse(cell.Key, "The level is unknown, or the area stands at the wrong level.");
            if (cell.Count < 0 || !_cells.TryAdd(cell.Key, cell))
                throw Refuse(cell.Key, "The count is negative, or the cell is there twice.");
        }

        string[] themes = _themes = [.. cells.Select(c => c.Key.Theme).Where(t => t != Cell.Total).Distinct().Order(StringComparer.Ordinal)];
        _protected = [.. themes.Where(protectedThemes.Contains)];
        foreach (var cell in cells)
        {
            if (ParentOf(cell.Key) is { } parent)
                _parents.Add(_cells.ContainsKey(parent) ? parent : throw Refuse(parent, "The cell is missing."));
        }

        foreach (var cell in cells)
        {
            if (cell.Key.Theme == Cell.Total && cell.Count > themes.Sum(theme => CountOf(cell.Key with { Theme = theme })))
                throw Refuse(cell.Key, "The total is more than the sum of its themes.");
            CountOf(cell.Key with { Theme = Cell.Total });
        }

        var sums = cells.Where(c => ParentOf(c.Key) is not null).GroupBy(c => ParentOf(c.Key)!.Value);
        if (sums.FirstOrDefault(group => group.Sum(c => c.Count) != CountOf(group.Key)) is { } wrong)
            throw Refuse(wrong.Key, "The count is not the sum of its areas.");
    }

    /// <summary>Cells of the protected themes and the totals, by level, area and theme; empty without a protected theme.</summary>
    public IEnumerable<CellKey> ProtectedKeys => _protected.Length == 0
        ? []
        : _cells.Keys.Where(key => key.Theme == Cell.Total || _protected.Contains(key.Theme))
            .OrderBy(key => Cell.Levels.IndexOf(key.Level))
            .ThenBy(key => key.Area, StringComparer.Ordinal)
            .ThenBy(key => key.Theme, StringComparer.Ordinal);

    public bool IsSmallest(CellKey key) => !_parents.Contains(key);

    /// <returns>The cell that this one is summed into, one level up; null for the city.</returns>
    public CellKey? ParentOf(CellKey key) => _cells[key].Parent is { Length: > 0 } parent
        ? new CellKey(Cell.Levels[Cell.Levels.IndexOf(key.Level) + 1], parent, key.Theme)
        : null;

    /// <returns>The count; for <c>total</c> the sum of the protected themes only.</returns>
    public int ProtectedCount(CellKey key) => key.Theme == Cell.Total
        ? _protected.Sum(theme => CountOf(key with { Theme = theme }))
        : CountOf(key);

    public string ParentAreaOf(CellKey key) => _cells[key].Parent;

    /// <summary>
    /// Whether the published total is small though its themes together are not, or tells of a small number of incidents that two
    /// themes share and it counts once.
    /// </summary>
    /// <remarks>Sums are kept for the themes together, as if the reader knew which incidents are shared.</remarks>
    public bool IsSmallTotal(CellKey key)
    {
        if (key.Theme != Cell.Total)
            return false;
        var shared = _themes.Sum(theme => CountOf(key with { Theme = theme })) - CountOf(key);
        return DisclosureRule.IsPrimary(shared) || DisclosureRule.IsPrimary(ProtectedCount(key) - shared);
    }

    /// <summary>Whether a small population stands behind it. A total is asked of itself.</summary>
    public bool IsSmallPopulation(CellKey key) => _cells[key].SmallPopulation;

    /// <summary>How far the count must seem able to rise because one address dominates; 0 where none does.</summary>
    /// <remarks>An address has at most the sum of what the largest of each theme has: this is taken for the total.</remarks>
    public int LeastRise(CellKey key) => DisclosureRule.RiseAgainstDominance(
        LargestAddressOf(key), ProtectedCount(key));

    public int LargestAddressOf(CellKey key) => key.Theme == Cell.Total
        ? _protected.Sum(theme => _cells[key with { Theme = theme }].LargestAddress)
        : _cells[key].LargestAddress;

    public int CountOf(CellKey key) =>
        _cells.TryGetValue(key, out var cell) ? cell.Count : throw Refuse(key, "The cell is missing.");

    private static ProblemException Refuse(CellKey key, string what) => new(
        ProblemCode.NotProtected, $"{key.Level} {key.Area}, {key.Theme}", what, "Measure the year again, then publish it.");
}
