using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Tests.Publishing.Glpk;

/// <summary>A released cell of a protected theme, or of <c>total</c> without its open themes, and what only the judge knows: its count.</summary>
internal sealed record AttackedCell(CellKey Key, string Parent, int Count, bool Hidden);

/// <summary>
/// Somebody who has every release of a year, knows the rules, and takes equal counts of a cell for the same incidents, hidden
/// ones too. Computes by integer programming what each hidden count could be.
/// </summary>
/// <param name="releases">In their order.</param>
internal sealed class GlpkAttacker(IReadOnlyList<IReadOnlyList<AttackedCell>> releases)
{
    private const int Largest = 20_000;
    private const int ColumnsPerRun = 3_000;

    private readonly List<Dictionary<CellKey, AttackedCell>> _releases = [.. releases.Select(cells => cells.ToDictionary(cell => cell.Key))];
    private readonly List<(IntegerProgram Program, int Column, Action<int> Tell)> _questions = [];
    private IntegerProgram _program = new();

    /// <returns>What breaks the rules: cells with fewer than five values, and small ones of which one of 1–4 is impossible.</returns>
    /// <remarks>
    /// To whoever knows that zeros are shown, some of 1–4 are impossible for a sum of nonzero cells however much is hidden: these
    /// are found by hiding all that is not zero, and not held against the plan.
    /// </remarks>
    public List<string> Run()
    {
        var opened = new List<string>();
        var impossible = new List<(int Release, CellKey Key, int Value)>();
        foreach (var (release, cell) in _releases.SelectMany((cells, release) => cells.Values.Where(cell => cell.Hidden).Select(cell => (release, cell))))
        {
            var low = 0;
            Ask(release, cell.Key, +1, value => low = value);
            Ask(release, cell.Key, -1, high =>
            {
                if (high - low < 4)
                    opened.Add($"{Name(release, cell.Key)}: only {low} to {high}");
            });
            for (var value = 1; value <= 4 && cell.Count is >= 1 and <= 4; value++)
            {
                var wanted = value;
                AskFor(release, cell.Key, wanted, Reader.Informed, off =>
                {
                    if (off > 0)
                        impossible.Add((release, cell.Key, wanted));
                });
            }
        }

        Answer();
        foreach (var (release, key, wanted) in impossible)
        {
            AskFor(release, key, wanted, Reader.Plain, off => Note(off > 0));
            AskFor(release, key, wanted, Reader.OfAllHidden, off => Note(off == 0));
            void Note(bool isOpened)
            {
                if (isOpened)
                    opened.Add($"{Name(release, key)}: not {wanted}");
            }
        }

        Answer();
        return opened;
    }

    private enum Reader
    {
        /// <summary>Knows that zeros are shown unless the cell was hidden before.</summary>
        Informed,

        /// <summary>Does not know it.</summary>
        Plain,

        /// <summary>Knows it, and sees nothing but zeros: for comparison.</summary>
        OfAllHidden,
    }

    private static string Name(int release, CellKey key) => $"release {release} {key.Level} {key.Area} {key.Theme}";

    private void Answer()
    {
        foreach (var run in _questions.GroupBy(question => question.Program))
        {
            var values = run.Key.Solve();
            foreach (var question in run)
                question.Tell(values[question.Column]);
        }

        _questions.Clear();
        _program = new();
    }

    /// <summary>The least (+1) or largest (−1) value to the informed reader.</summary>
    private void Ask(int release, CellKey key, int weight, Action<int> tell)
    {
        var unknowns = World(Reader.Informed);
        var value = _program.Unknown(0, Largest, weight);
        _program.Equation([(unknowns[(release, key)], 1), (value, -1)], 0);
        _questions.Add((_program, value, tell));
    }

    /// <summary>How far the nearest possible value is from the wanted one; 0 where that is possible.</summary>
    private void AskFor(int release, CellKey key, int wanted, Reader reader, Action<int> tell)
    {
        var unknowns = World(reader);
        var (under, over, off) = (_program.Unknown(0, Largest), _program.Unknown(0, Largest), _program.Unknown(0, 2 * Largest, weight: 1));
        _program.Equation([(unknowns[(release, key)], 1), (under, 1), (over, -1)], wanted);
        _program.Equation([(under, 1), (over, 1), (off, -1)], 0);
        _questions.Add((_program, off, tell));
    }

    /// <summary>One more set of unknowns for all that is hidden in any release, with all that must hold.</summary>
    private Dictionary<(int Release, CellKey Key), int> World(Reader reader)
    {
        if (_program.Columns > ColumnsPerRun)
            _program = new();
        var unknowns = new Dictionary<(int Release, CellKey Key), int>();
        for (var release = 0; release < _releases.Count; release++)
        {
            foreach (var cell in _releases[release].Values.Where(cell => cell.Hidden || (reader == Reader.OfAllHidden && cell.Count > 0)))
            {
                var hiddenBefore = _releases.Take(release).Any(before => before.TryGetValue(cell.Key, out var old) && old.Hidden);
                unknowns[(release, cell.Key)] = _program.Unknown(reader == Reader.Plain || hiddenBefore ? 0 : 1, Largest);
            }

            AddSums(release, unknowns);
        }

        AddEqualities(unknowns);
        return unknowns;
    }

    private void AddSums(int release, Dictionary<(int Release, CellKey Key), int> unknowns)
    {
        var cells = _releases[release].Values;
        foreach (var total in cells.Where(cell => cell.Key.Theme == Cell.Total))
            AddSum(total, cells.Where(cell => cell.Key.Level == total.Key.Level && cell.Key.Area == total.Key.Area && cell.Key.Theme != Cell.Total));
        foreach (var sum in cells.Where(cell => cell.Key.Level != "delbydel"))
        {
            AddSum(sum, cells.Where(cell => cell.Parent == sum.Key.Area && cell.Key.Theme == sum.Key.Theme
                && cell.Key.Level == (sum.Key.Level == "by" ? "bydel" : "delbydel")));
        }

        void AddSum(AttackedCell sum, IEnumerable<AttackedCell> parts)
        {
            var known = 0;
            var terms = new List<(int, int)>();
            foreach (var (cell, factor) in parts.Select(part => (part, 1)).Append((sum, -1)))
            {
                if (unknowns.TryGetValue((release, cell.Key), out var unknown))
                    terms.Add((unknown, factor));
                else
                    known += factor * cell.Count;
            }

            if (terms.Count > 0)
                _program.Equation(terms, -known);
        }
    }

    private void AddEqualities(Dictionary<(int Release, CellKey Key), int> unknowns)
    {
        foreach (var ((release, key), unknown) in unknowns)
        {
            for (var other = 0; other < _releases.Count; other++)
            {
                if (other == release || !_releases[other].TryGetValue(key, out var twin) || twin.Count != _releases[release][key].Count)
                    continue;
                if (!unknowns.TryGetValue((other, key), out var same))
                    _program.Equation([(unknown, 1)], twin.Count);
                else if (other > release)
                    _program.Equation([(unknown, 1), (same, -1)], 0);
            }
        }
    }
}
