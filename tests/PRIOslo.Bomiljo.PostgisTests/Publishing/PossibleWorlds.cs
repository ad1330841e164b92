using PRIOslo.Bomiljo.Publishing.Attack;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>What hidden counts a reader must hold possible.</summary>
/// <param name="Asked">The hidden count of a delbydel that the world was sought for.</param>
/// <param name="Value">What it is there.</param>
/// <param name="Counts">Of the delbydeler's hidden counts that hang together with it, its own among them.</param>
internal sealed record PossibleWorld(CellKey Asked, int Value, IReadOnlyDictionary<CellKey, int> Counts)
{
    private const int Largest = 5_000;
    private const int ColumnsPerRun = 1_500;

    /// <summary>Of each hidden count of a delbydel's theme in the last release: where it is least, where it is largest, and where it is
    /// as near as can be to a value drawn by chance.</summary>
    public static async Task<IReadOnlyList<PossibleWorld>> OfAsync(IReadOnlyList<EarlierRelease> releases, IReadOnlyList<AnsweredArea> answers, Random random)
    {
        var model = new ReaderModel(releases, answers, Reader.Informed);
        var questions = new List<(IntegerProgram Program, int Unknown, IReadOnlyDictionary<int, int> Numbers)>();
        var program = new IntegerProgram();
        var delbydeler = model.Hidden
            .Where(cell => cell.Value is { Key.Level: "delbydel" } hidden && hidden.Releases.Contains(releases.Count - 1) && hidden.Key.Theme != Cell.Total && !HiddenCount.IsNeverShown(hidden.Key))
            .ToDictionary(cell => cell.Key, cell => cell.Value.Key);
        foreach (var unknown in delbydeler.Keys)
        {
            foreach (var wanted in new[] { 0, Largest, random.Next(1, 60) })
            {
                program = program.Columns > ColumnsPerRun ? new() : program;
                var numbers = model.AddTo(program, unknown, Largest);
                var (under, over, off) = (program.Unknown(0, Largest), program.Unknown(0, Largest), program.Unknown(0, 2 * Largest, weight: 1));
                program.Equation([(numbers[unknown], 1), (under, 1), (over, -1)], wanted);
                program.Equation([(under, 1), (over, 1), (off, -1)], 0);
                questions.Add((program, unknown, numbers));
            }
        }

        var worlds = new List<PossibleWorld>();
        foreach (var run in questions.GroupBy(question => question.Program))
        {
            var values = await Glpsol.SolveAsync(run.Key, default);
            worlds.AddRange(run.Select(question => new PossibleWorld(delbydeler[question.Unknown], values[question.Numbers[question.Unknown]],
                question.Numbers.Where(number => delbydeler.ContainsKey(number.Key)).ToDictionary(number => delbydeler[number.Key], number => values[number.Value]))));
        }

        return worlds;
    }
}
