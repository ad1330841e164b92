#:project ../../../src/PRIOslo.Bomiljo/PRIOslo.Bomiljo.csproj
#:property PublishAot=false

// Times disclosure control for one year: 96 delbydeler in 15 bydeler, six themes of which one is open, all levels. One line a step:
// name, seconds, cells, hidden cells. The first lines are small counts, where most must be hidden; then larger ones, as in a city.
using System.Diagnostics;
using System.Globalization;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Attack;
using PRIOslo.Bomiljo.Publishing.Suppression;

string[] themes = ["forsopling", "bostabilitet", "brann", "helse", "ro-og-orden", "trygghet"];
var protectedThemes = themes.Skip(1).ToHashSet();
int[] shape = [8, 8, 6, 6, 7, 5, 9, 5, 6, 6, 6, 7, 5, 6, 6];
foreach (var scale in (int[])[1, 4, 30])
{
    var random = new Random(scale);
    var counts = shape.SelectMany((n, bydel) => Enumerable.Range(1, n).Select(delbydel => $"{bydel + 1:00}{delbydel:00}"))
        .ToDictionary(code => code, _ => themes.Select((_, theme) => random.Next(6 * scale * (theme + 1))).ToArray());
    var cells = Cells(counts);
    SuppressionPlan plan = null!;
    Time($"plan, scale {scale}", cells.Count, () => (plan = SuppressionPlanner.Plan(cells, protectedThemes)).Hidden.Count);
    Time($"attack, scale {scale}", cells.Count, () => plan.Hidden.Count + SuppressionAudit.Open(cells, protectedThemes, plan.Hidden).Count);

    var first = EarlierRelease.Of(cells, protectedThemes, plan);
    Time($"attack by integer program, scale {scale}", cells.Count, () => plan.Hidden.Count + Attack([first]));
    var corrected = Cells(counts.ToDictionary(row => row.Key, row => row.Value.Select(count => random.Next(4) == 0 ? count + random.Next(12 * scale) : count).ToArray()));
    Time($"plan and both attacks beside an earlier release, scale {scale}", corrected.Count, () =>
    {
        try
        {
            var next = SuppressionPlanner.Plan(corrected, protectedThemes, [first]);
            return next.Hidden.Count + SuppressionAudit.Open(corrected, protectedThemes, next.Hidden, [first]).Count + Attack([first, EarlierRelease.Of(corrected, protectedThemes, next)]);
        }
        catch (ProblemException refused) when (refused.Code == ProblemCode.NotSafeBesideEarlier)
        {
            return -1; // nothing goes out
        }
    });
}

List<Cell> Cells(Dictionary<string, int[]> counts)
{
    var cells = new List<Cell>();
    foreach (var level in Cell.Levels)
    {
        foreach (var area in counts.GroupBy(row => level switch { "by" => "0301", "bydel" => row.Key[..2], _ => row.Key }))
        {
            var parent = level switch { "by" => "", "bydel" => "0301", _ => area.Key[..2] };
            int[] sums = [.. themes.Select((_, theme) => area.Sum(row => row.Value[theme]))];
            cells.AddRange(themes.Select((theme, at) => new Cell(new(level, area.Key, theme), parent, sums[at])));
            cells.Add(new(new(level, area.Key, Cell.Total), parent, sums.Sum()));
        }
    }

    return cells;
}

static int Attack(IReadOnlyList<EarlierRelease> releases) => new IntegerAttack(releases, []).RunAsync(default).GetAwaiter().GetResult().Count;

static void Time(string step, int cells, Func<int> run)
{
    var clock = Stopwatch.StartNew();
    var hidden = run();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step};{clock.Elapsed.TotalSeconds:F2};{cells};{hidden}"));
}
