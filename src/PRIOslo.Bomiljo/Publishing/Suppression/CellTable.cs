using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>One year's table, checked: every area has every theme once, and every sum holds: total = Σ themes − what is told twice.</summary>
internal sealed class CellTable
{
    private readonly Dictionary<CellKey, Cell> _cells = [];
    private readonly HashSet<CellKey> _parents = [];
    private readonly string[] _protected;
    private readonly string[] _toldTwice;

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

        var themes = cells.Where(c => !c.Key.IsToldTwice).Select(c => c.Key.Theme).Where(t => t != Cell.Total).Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        _protected = [.. themes.Where(protectedThemes.Contains)];
        _toldTwice = [.. cells.Where(c => c.Key.IsToldTwice).Select(c => c.Key.Theme).Distinct().Order(StringComparer.Ordinal)];
        if (cells.FirstOrDefault(c => c.Key.IsToldTwice && !_protected.Contains(ThemeOf(c.Key).Theme)) is { } open)
            throw Refuse(open.Key, "Only incidents of a protected theme can be told twice.");
        foreach (var cell in cells)
        {
            if (ParentOf(cell.Key) is { } parent)
                _parents.Add(_cells.ContainsKey(parent) ? parent : throw Refuse(parent, "The cell is missing."));
        }

        foreach (var cell in cells)
        {
            if (cell.Key.Theme == Cell.Total
                && cell.Count != themes.Sum(theme => CountOf(cell.Key with { Theme = theme })) - ToldTwice(cell.Key).Sum(CountOf))
                throw Refuse(cell.Key, "The total is not the sum of its themes.");
            if (cell.Key.IsToldTwice && cell.Count > CountOf(ThemeOf(cell.Key)))
                throw Refuse(cell.Key, "More is told twice than the theme holds.");
            CountOf(cell.Key with { Theme = Cell.Total });
        }

        var sums = cells.Where(c => ParentOf(c.Key) is not null).GroupBy(c => ParentOf(c.Key)!.Value);
        if (sums.FirstOrDefault(group => group.Sum(c => c.Count) != CountOf(group.Key)) is { } wrong)
            throw Refuse(wrong.Key, "The count is not the sum of its areas.");
    }

    /// <summary>Cells of the protected themes, the totals and what is told twice, by level, area and theme; empty without a
    /// protected theme.</summary>
    public IEnumerable<CellKey> ProtectedKeys => _protected.Length == 0
        ? []
        : _cells.Keys.Where(key => key.Theme == Cell.Total || key.IsToldTwice || _protected.Contains(key.Theme))
            .OrderBy(key => Cell.Levels.IndexOf(key.Level))
            .ThenBy(key => key.Area, StringComparer.Ordinal)
            .ThenBy(key => key.Theme, StringComparer.Ordinal);

    public bool IsSmallest(CellKey key) => !_parents.Contains(key);

    /// <returns>The cell that this one is summed into, one level up; null for the city.</returns>
    public CellKey? ParentOf(CellKey key) => _cells[key].Parent is { Length: > 0 } parent
        ? new CellKey(Cell.Levels[Cell.Levels.IndexOf(key.Level) + 1], parent, key.Theme)
        : null;

    /// <returns>The count; for <c>total</c> the sum of the protected themes only, less what is told twice.</returns>
    public int ProtectedCount(CellKey key) => key.Theme == Cell.Total
        ? _protected.Sum(theme => CountOf(key with { Theme = theme })) - ToldTwice(key).Sum(CountOf)
        : CountOf(key);

    /// <returns>The cells of an area that tell how much of a theme the total leaves out.</returns>
    public IEnumerable<CellKey> ToldTwice(CellKey area) => _toldTwice.Select(theme => area with { Theme = theme });

    /// <summary>True for a theme of which some incidents are left out of the total.</summary>
    public bool HasToldTwice(CellKey key) => _toldTwice.Contains(Cell.ToldTwice + key.Theme);

    private static CellKey ThemeOf(CellKey toldTwice) => toldTwice with { Theme = toldTwice.Theme[Cell.ToldTwice.Length..] };

    public string ParentAreaOf(CellKey key) => _cells[key].Parent;

    /// <summary>Whether a small population stands behind it. A total is asked of itself.</summary>
    public bool IsSmallPopulation(CellKey key) => _cells[key].SmallPopulation;

    /// <summary>How far the count must seem able to rise because one address dominates; 0 where none does.</summary>
    /// <remarks>An address has at most the sum of what the largest of each theme has: this is taken for the total.</remarks>
    public int LeastRise(CellKey key) => DisclosureRule.RiseAgainstDominance(LargestAddressOf(key), ProtectedCount(key));

    public int LargestAddressOf(CellKey key) => key.Theme == Cell.Total
        ? Math.Min(ProtectedCount(key), _protected.Sum(theme => _cells[key with { Theme = theme }].LargestAddress))
        : _cells[key].LargestAddress;

    public int CountOf(CellKey key) =>
        _cells.TryGetValue(key, out var cell) ? cell.Count : throw Refuse(key, "The cell is missing.");

    private static ProblemException Refuse(CellKey key, string what) => new(
        ProblemCode.NotProtected, $"{key.Level} {key.Area}, {key.Theme}", what, "Measure the year again, then publish it.");
}
