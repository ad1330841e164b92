using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Tests.Publishing;

/// <summary>
/// Somebody who has the published table and knows the rules. Searches all whole-number tables that fit it, by trying values and
/// narrowing the rest; shares no method with the program (no network, no flow).
/// </summary>
internal sealed class Attacker
{
    private readonly Dictionary<CellKey, int> _unknown;
    private readonly List<(int Sum, int[] Parts, int ShownSum, int ShownParts)> _equations = [];
    private readonly City _city;
    private readonly int _leastHidden;
    private readonly int _cap;

    /// <param name="city">The table; only its shown counts are used.</param>
    /// <param name="hidden">The cells that are not shown.</param>
    /// <param name="leastHidden">1 for somebody who knows that zeros are shown, 0 for somebody who does not.</param>
    /// <param name="cap">No hidden count is tried above this.</param>
    public Attacker(City city, IReadOnlySet<CellKey> hidden, int leastHidden, int cap)
    {
        _city = city;
        _leastHidden = leastHidden;
        _cap = cap;
        var neverShown = city.Cells.Where(cell => cell.Key.IsToldTwice).SelectMany(cell => new[] { cell.Key, Once(cell.Key) });
        _unknown = hidden.Concat(neverShown).Order(Comparer<CellKey>.Create((a, b) => string.CompareOrdinal($"{a}", $"{b}")))
            .Select((key, index) => (key, index)).ToDictionary(pair => pair.key, pair => pair.index);
        foreach (var area in city.Cells.GroupBy(cell => (cell.Key.Level, cell.Key.Area)))
        {
            var twice = area.Where(cell => cell.Key.IsToldTwice).ToDictionary(cell => cell.Key.Theme[Cell.ToldTwice.Length..]);
            var themes = area.Where(cell => cell.Key.Theme != Cell.Total && !cell.Key.IsToldTwice).ToArray();
            foreach (var theme in themes.Where(cell => twice.ContainsKey(cell.Key.Theme)))
                AddEquation(theme, [twice[theme.Key.Theme], new Cell(Once(theme.Key), "", 0)]);
            AddEquation(area.Single(cell => cell.Key.Theme == Cell.Total),
                themes.Select(cell => twice.ContainsKey(cell.Key.Theme) ? new Cell(Once(cell.Key), "", 0) : cell));
        }

        foreach (var sum in city.Cells.Where(cell => cell.Key.Level != "delbydel"))
        {
            var parts = city.Cells.Where(
                cell => cell.Parent == sum.Key.Area && cell.Key.Theme == sum.Key.Theme && cell.Key.Level != sum.Key.Level).ToArray();
            AddEquation(sum, parts);
            if (sum.Key.IsToldTwice)
                AddEquation(new Cell(Once(sum.Key), "", 0), parts.Select(cell => new Cell(Once(cell.Key), "", 0)));
        }
    }

    /// <summary>Whether a table exists that fits all that is shown and has this value in this cell.</summary>
    public bool IsPossible(CellKey key, int value)
    {
        if (value < LeastOf(key))
            return false;

        var low = _unknown.OrderBy(pair => pair.Value).Select(pair => LeastOf(pair.Key)).ToArray();
        var high = Enumerable.Repeat(_cap, _unknown.Count).ToArray();
        low[_unknown[key]] = high[_unknown[key]] = value;
        return Search(low, high);
    }

    /// <summary>What the total holds of a theme that is told twice in part.</summary>
    public static CellKey Once(CellKey key) => key with { Theme = "once:" + key.Theme[(key.IsToldTwice ? Cell.ToldTwice.Length : 0)..] };

    private int LeastOf(CellKey key) => key.Theme.Contains(':', StringComparison.Ordinal) ? 0 : _leastHidden + _city.OpenPart(key);

    private void AddEquation(Cell sum, IEnumerable<Cell> parts)
    {
        var all = parts.ToArray();
        var hiddenParts = all.Where(cell => _unknown.ContainsKey(cell.Key)).Select(cell => _unknown[cell.Key]).ToArray();
        var shown = all.Where(cell => !_unknown.ContainsKey(cell.Key)).Sum(cell => cell.Count);
        if (_unknown.TryGetValue(sum.Key, out var index))
            _equations.Add((index, hiddenParts, 0, shown));
        else
            _equations.Add((-1, hiddenParts, sum.Count, shown));
    }

    private bool Search(int[] low, int[] high)
    {
        if (!Narrow(low, high))
            return false;

        var open = Enumerable.Range(0, low.Length).Where(i => low[i] < high[i]).OrderBy(i => high[i] - low[i]).ToArray();
        if (open.Length == 0)
            return true;

        for (var value = low[open[0]]; value <= high[open[0]]; value++)
        {
            int[] nextLow = [.. low], nextHigh = [.. high];
            nextLow[open[0]] = nextHigh[open[0]] = value;
            if (Search(nextLow, nextHigh))
                return true;
        }

        return false;
    }

    /// <summary>Takes from each sum what its other members must or can be, until nothing changes.</summary>
    private bool Narrow(int[] low, int[] high)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (sum, parts, shownSum, shownParts) in _equations)
            {
                var (least, most) = (shownParts + parts.Sum(i => low[i]), shownParts + parts.Sum(i => high[i]));
                var (sumLow, sumHigh) = sum < 0 ? (shownSum, shownSum) : (low[sum], high[sum]);
                if (sum >= 0)
                {
                    changed |= Raise(low, sum, least) | Lower(high, sum, most);
                    (sumLow, sumHigh) = (low[sum], high[sum]);
                }

                if (least > sumHigh || most < sumLow || sumLow > sumHigh)
                    return false;
                foreach (var part in parts)
                {
                    var (partLow, partHigh) = (low[part], high[part]);
                    changed |= Raise(low, part, sumLow - (most - partHigh)) | Lower(high, part, sumHigh - (least - partLow));
                    if (low[part] > high[part])
                        return false;
                    (least, most) = (least - partLow + low[part], most - partHigh + high[part]);
                }
            }
        }

        return true;
    }

    private static bool Raise(int[] low, int index, int value) => low[index] < value && (low[index] = value) == value;

    private static bool Lower(int[] high, int index, int value) => high[index] > value && (high[index] = value) == value;
}
