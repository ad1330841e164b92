using System.Collections.Concurrent;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Publishing.Attack;

/// <summary>A hidden cell of which everything published tells more than it may.</summary>
/// <param name="Release">A release that hides it, as a place among all of the year.</param>
/// <param name="Key">The cell.</param>
public sealed record PinnedCell(int Release, CellKey Key);

/// <summary>
/// Somebody who has every release of a year and every answer of a drawn area, and knows the rules. Computes by integer programming
/// what each hidden count could be.
/// </summary>
/// <remarks>
/// Shares no method with the planner and <see cref="SuppressionAudit"/>. What the solver holds possible is checked in whole numbers, so
/// that a mistake of its floating point can only refuse a release. M. Fischetti and J. J. Salazar (2001), Solving the cell suppression
/// problem on tabular data with linear constraints, Management Science 47, 1008–1027.
/// </remarks>
/// <param name="releases">In their order.</param>
/// <param name="answers">Of drawn areas of the year.</param>
public sealed class IntegerAttack(IReadOnlyList<EarlierRelease> releases, IReadOnlyList<AnsweredArea> answers)
{
    /// <summary>Unknowns that go to the solver at once: enough that its start costs little, few enough that its matrices stay small.</summary>
    private const int ColumnsPerRun = 1_500;

    /// <summary>No count is larger: so far above all of them that it binds nothing.</summary>
    private readonly int _largest = (2 * releases.SelectMany(release => release.Cells).Select(cell => cell.Count).DefaultIfEmpty(0).Max()) + 100;
    private readonly List<(IntegerProgram Program, int Column, Action<int> Tell)> _questions = [];
    private IntegerProgram _program = new();

    /// <returns>What breaks the <see cref="DisclosureRule"/>, ordered by release, level, area and theme; empty when all is safe.</returns>
    /// <remarks>
    /// To whoever knows that zeros are shown, some of 1–4 are impossible for a sum of cells that are not zero, however much is hidden:
    /// these are found by hiding all that is not zero, and not held against the release.
    /// </remarks>
    /// <exception cref="ProblemException">BOM-635 no solver; BOM-636 it has no answer; BOM-674 releases and answers contradict each other.</exception>
    public async Task<IReadOnlyList<PinnedCell>> RunAsync(CancellationToken cancel)
    {
        Glpsol.DemandInstalled();
        var (informed, pinned, impossible) = (new ReaderModel(releases, answers, Reader.Informed), new List<PinnedCell>(), new List<(HiddenCount Cell, int Wanted)>());
        informed.Known.ForEach(Pin);
        foreach (var (unknown, cell) in informed.Hidden)
        {
            var isSmall = DisclosureRule.IsPrimary(cell.Count);
            if (cell.SaysNothing)
                continue;
            var low = 0;
            Ask(informed, unknown, +1, value => low = value);
            Ask(informed, unknown, -1, high =>
            {
                if (high - low < DisclosureRule.LeastSpread || high - cell.Count < cell.LeastRise)
                    Pin(cell);
            });
            for (var value = 1; value <= DisclosureRule.LargestSmallCount && isSmall; value++)
            {
                var wanted = value;
                AskFor(informed, unknown, wanted, off =>
                {
                    if (off > 0)
                        impossible.Add((cell, wanted));
                });
            }
        }

        await AnswerAsync(cancel);
        var (plain, ofAllHidden) = (new ReaderModel(releases, answers, Reader.Plain), new ReaderModel(releases, answers, Reader.OfAllHidden));
        foreach (var (cell, wanted) in impossible)
        {
            AskFor(plain, plain.UnknownOf(cell.Key, cell.Count)!.Value, wanted, off => PinIf(cell, off > 0));
            AskFor(ofAllHidden, ofAllHidden.UnknownOf(cell.Key, cell.Count)!.Value, wanted, off => PinIf(cell, off == 0));
        }

        await AnswerAsync(cancel);
        return [.. pinned.Distinct().OrderBy(cell => cell.Release).ThenBy(cell => cell.Key.Level, StringComparer.Ordinal)
            .ThenBy(cell => cell.Key.Area, StringComparer.Ordinal).ThenBy(cell => cell.Key.Theme, StringComparer.Ordinal)];

        void Pin(HiddenCount cell)
        {
            if (!cell.SaysNothing)
                pinned.AddRange(cell.Releases.Select(release => new PinnedCell(release, cell.Key)));
        }

        void PinIf(HiddenCount cell, bool isPinned)
        {
            if (isPinned)
                Pin(cell);
        }
    }

    private async Task AnswerAsync(CancellationToken cancel)
    {
        var values = new ConcurrentDictionary<IntegerProgram, int[]>();
        await Parallel.ForEachAsync(_questions.Select(question => question.Program).Distinct(), cancel, async (program, stop) =>
            values[program] = await Glpsol.SolveAsync(program, stop));
        foreach (var (program, column, tell) in _questions)
            tell(values[program][column]);
        _questions.Clear();
        _program = new();
    }

    /// <summary>The least (+1) or largest (−1) possible value.</summary>
    private void Ask(ReaderModel model, int unknown, int weight, Action<int> tell)
    {
        var asked = Add(model, unknown);
        var value = _program.Unknown(0, _largest, weight);
        _program.Equation([(asked, 1), (value, -1)], 0);
        _questions.Add((_program, value, tell));
    }

    /// <summary>How far the nearest possible value is from the wanted one; 0 where that is possible.</summary>
    private void AskFor(ReaderModel model, int unknown, int wanted, Action<int> tell)
    {
        var asked = Add(model, unknown);
        var (under, over, off) = (_program.Unknown(0, _largest), _program.Unknown(0, _largest), _program.Unknown(0, 2 * _largest, weight: 1));
        _program.Equation([(asked, 1), (under, 1), (over, -1)], wanted);
        _program.Equation([(under, 1), (over, 1), (off, -1)], 0);
        _questions.Add((_program, off, tell));
    }

    private int Add(ReaderModel model, int unknown)
    {
        if (_program.Columns > ColumnsPerRun)
            _program = new();
        return model.AddTo(_program, unknown, _largest)[unknown];
    }
}
