using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Publishing.Attack;

/// <summary>What the reader of the releases knows about hidden counts.</summary>
internal enum Reader
{
    /// <summary>Zeros are shown unless the cell was hidden before, so a hidden count is 1 or more.</summary>
    Informed,

    /// <summary>A hidden count is 0 or more.</summary>
    Plain,

    /// <summary>As <see cref="Informed"/>, and sees nothing but zeros: for comparison.</summary>
    OfAllHidden,
}

/// <summary>A hidden count as an unknown, the same in all releases that have the same count of a cell.</summary>
/// <param name="Key">The cell.</param>
/// <param name="Count">What it is; only the judge knows it.</param>
/// <param name="LeastRise">How far it must seem able to rise because one address dominates; else 0.</param>
/// <param name="Releases">Where it is hidden.</param>
internal sealed record HiddenCount(CellKey Key, int Count, int LeastRise, IReadOnlyList<int> Releases)
{
    /// <summary>True where that it is hidden says nothing of how large it is, and it is not small.</summary>
    public bool SaysNothing => IsNeverShown(Key) && !DisclosureRule.IsPrimary(Count);

    public static bool IsNeverShown(CellKey key) => key.IsToldTwice || key.Theme.StartsWith(CellNetwork.Once, StringComparison.Ordinal);
}

/// <summary>All that somebody knows who has every release of a year and all answers of drawn areas: unknowns and equations.</summary>
/// <remarks>Takes equal counts of a cell for the same incidents, hidden ones too, and a cell that a release lacks for one without incidents.</remarks>
internal sealed class ReaderModel
{
    private readonly IReadOnlyList<Dictionary<CellKey, EarlierCell>> _releases;
    private readonly Reader _reader;
    private readonly Dictionary<(CellKey Key, int Count), int?> _unknownOf = [];
    private readonly List<int> _parentOf = [];
    private readonly List<(List<(int Unknown, int Factor)> Terms, int Sum)> _equations = [];
    private readonly List<int> _lows = [];
    private readonly ILookup<int, (List<(int Unknown, int Factor)> Terms, int Sum)> _equationsOf;
    private readonly ILookup<int, int> _unknownsOf;

    /// <param name="releases">In their order.</param>
    /// <param name="answers">Of drawn areas.</param>
    /// <param name="reader">Who reads.</param>
    public ReaderModel(IReadOnlyList<EarlierRelease> releases, IReadOnlyList<AnsweredArea> answers, Reader reader)
    {
        _releases = [.. releases.Select(release => Cells(release))];
        _reader = reader;
        for (var release = 0; release < _releases.Count; release++)
            AddSums(release);
        foreach (var answer in answers)
            AddAnswer(answer);
        _equationsOf = _equations.ToLookup(equation => Root(equation.Terms[0].Unknown));
        _unknownsOf = Enumerable.Range(0, _lows.Count).ToLookup(Root);
    }

    /// <summary>The hidden counts by their unknowns.</summary>
    public Dictionary<int, HiddenCount> Hidden { get; } = [];

    /// <summary>Hidden counts that another release shows.</summary>
    public List<HiddenCount> Known { get; } = [];

    /// <returns>The unknown of a hidden count; null where the reader knows it.</returns>
    public int? UnknownOf(CellKey key, int count) => _unknownOf.TryGetValue((key, count), out var known) ? known : _unknownOf[(key, count)] = NewUnknown(key, count);

    /// <summary>Adds everything that has to do with an unknown: the part of the model that hangs together with it.</summary>
    /// <param name="program">Takes it in.</param>
    /// <param name="unknown">Of this model.</param>
    /// <param name="largest">No count is larger.</param>
    /// <returns>The numbers in the program of the unknown and of all that hang together with it.</returns>
    public IReadOnlyDictionary<int, int> AddTo(IntegerProgram program, int unknown, int largest)
    {
        var root = Root(unknown);
        var numbers = _unknownsOf[root].ToDictionary(other => other, other => program.Unknown(_lows[other], largest));
        foreach (var (terms, sum) in _equationsOf[root])
            program.Equation([.. terms.Select(term => (numbers[term.Unknown], term.Factor))], sum);
        return numbers;
    }

    /// <summary>The cells of a release, with what the total holds of a theme that is told twice in part.</summary>
    private static Dictionary<CellKey, EarlierCell> Cells(EarlierRelease release)
    {
        var cells = release.Cells.ToDictionary(cell => cell.Key);
        var parents = release.Cells.Select(cell => (Above(cell.Key.Level), cell.Parent)).ToHashSet();
        foreach (var twice in release.Cells.Where(cell => cell.Key.IsToldTwice && !parents.Contains((cell.Key.Level, cell.Key.Area))))
        {
            var theme = twice.Key.Theme[Cell.ToldTwice.Length..];
            var key = twice.Key with { Theme = CellNetwork.Once + theme };
            cells.Add(key, new(key, "", cells[twice.Key with { Theme = theme }].Count - twice.Count, Hidden: true, 0));
        }

        return cells;
    }

    private static string Above(string level) => Cell.Levels[Math.Min(Cell.Levels.IndexOf(level) + 1, Cell.Levels.Length - 1)];

    private static bool IsOnce(CellKey key) => key.Theme.StartsWith(CellNetwork.Once, StringComparison.Ordinal);

    private int? NewUnknown(CellKey key, int count)
    {
        var (hiddenBefore, known, low, leastRise) = (false, false, 0, 0);
        var hiddenIn = new List<int>();
        for (var release = 0; release < _releases.Count; release++)
        {
            var cell = _releases[release].GetValueOrDefault(key);
            if ((cell?.Count ?? 0) == count)
            {
                known |= !(cell is { Hidden: true } || (_reader == Reader.OfAllHidden && count > 0));
                low = Math.Max(low, _reader == Reader.Plain || hiddenBefore || HiddenCount.IsNeverShown(key) ? 0 : 1);
                leastRise = Math.Max(leastRise, cell?.LeastRise ?? 0);
                if (cell is { Hidden: true })
                    hiddenIn.Add(release);
            }

            hiddenBefore |= cell is { Hidden: true };
        }

        var hidden = new HiddenCount(key, count, leastRise, hiddenIn);
        if (known)
        {
            if (hiddenIn.Count > 0)
                Known.Add(hidden);
            return null;
        }

        var unknown = New(low);
        Hidden[unknown] = hidden;
        return unknown;
    }

    private int New(int low)
    {
        _lows.Add(low);
        _parentOf.Add(_lows.Count - 1);
        return _lows.Count - 1;
    }

    private void AddSums(int release)
    {
        var cells = _releases[release];
        foreach (var area in cells.Values.Where(cell => !IsOnce(cell.Key)).GroupBy(cell => (cell.Key.Level, cell.Key.Area)))
        {
            if (area.FirstOrDefault(cell => cell.Key.Theme == Cell.Total) is { } total)
                AddSum(release, total, area.Where(cell => cell != total).Select(cell => (cell, cell.Key.IsToldTwice ? -1 : 1)));
        }

        foreach (var parts in cells.Values.Where(cell => cell.Parent.Length > 0).GroupBy(cell => new CellKey(Above(cell.Key.Level), cell.Parent, cell.Key.Theme)))
            AddSum(release, cells[parts.Key], parts.Select(part => (part, 1)));
        foreach (var once in cells.Values.Where(cell => IsOnce(cell.Key)))
        {
            var theme = once.Key.Theme[CellNetwork.Once.Length..];
            AddSum(release, cells[once.Key with { Theme = theme }], [(once, 1), (cells[once.Key with { Theme = Cell.ToldTwice + theme }], 1)]);
        }
    }

    private void AddSum(int release, EarlierCell sum, IEnumerable<(EarlierCell Cell, int Factor)> parts)
    {
        var known = 0;
        var terms = new List<(int Unknown, int Factor)>();
        foreach (var (cell, factor) in parts.Append((sum, -1)))
        {
            if (UnknownOf(cell.Key, cell.Count) is { } unknown)
                terms.Add((unknown, factor));
            else
                known += factor * cell.Count;
        }

        Add(terms, -known);
    }

    /// <summary>Answer = whole delbydeler + parts, and each part is 0 or more and no more than its delbydel.</summary>
    private void AddAnswer(AnsweredArea answer)
    {
        var (terms, sum) = (new List<(int Unknown, int Factor)>(), answer.Incidents);
        foreach (var (area, isCut) in answer.Whole.Select(area => (area, false)).Concat(answer.Cut.Select(area => (area, true))))
        {
            if (!_releases[answer.Release].TryGetValue(new("delbydel", area, answer.Theme), out var cell))
                return;
            var unknown = UnknownOf(cell.Key, cell.Count);
            if (isCut)
            {
                var (part, rest) = (New(0), New(0));
                Add(unknown is { } whole ? [(part, 1), (rest, 1), (whole, -1)] : [(part, 1), (rest, 1)], unknown is null ? cell.Count : 0);
                terms.Add((part, 1));
            }
            else if (unknown is { } hidden)
            {
                terms.Add((hidden, 1));
            }
            else
            {
                sum -= cell.Count;
            }
        }

        Add(terms, sum);
    }

    private void Add(List<(int Unknown, int Factor)> terms, int sum)
    {
        if (terms.Count == 0)
            return;
        _equations.Add((terms, sum));
        foreach (var (unknown, _) in terms)
            _parentOf[Root(unknown)] = Root(terms[0].Unknown);
    }

    private int Root(int unknown)
    {
        while (_parentOf[unknown] != unknown)
            unknown = _parentOf[unknown] = _parentOf[_parentOf[unknown]];
        return unknown;
    }
}
