using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Tests.Publishing;

public sealed class SuppressionAttackTests
{
    private const int Cap = 2_000;
    private static readonly int[][] Shapes = [[2, 1], [3, 1], [2, 2], [3, 2, 1], [2, 2, 1, 1], [4, 3]];

    [Fact]
    public void A_search_of_all_tables_opens_nothing_in_six_hundred_small_cities()
    {
        var hiddenCells = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var city = SmallCity(seed);
            var plan = SuppressionPlanner.Plan(city.Cells, city.ProtectedThemes);

            Assert.Empty(OpenedBySearch(city, plan.Hidden));
            Assert.Empty(SuppressionAudit.Open(city.Cells, city.ProtectedThemes, plan.Hidden));
            hiddenCells += plan.Hidden.Count;
        }

        Assert.True(hiddenCells > 5_000, $"Only {hiddenCells} cells were attacked.");
    }

    [Fact]
    public void The_search_and_the_audit_open_the_same_cells_where_only_small_counts_are_hidden()
    {
        var citiesOpened = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var city = SmallCity(seed);
            var hidden = Hide(city, cell => ProtectedCount(city, cell) is >= 1 and <= 4);
            var bySearch = OpenedBySearch(city, hidden);

            var byAudit = SuppressionAudit.Open(city.Cells, city.ProtectedThemes, hidden).Select(cell => cell.Key);

            Assert.Equal(bySearch.ToHashSet(), byAudit.ToHashSet());
            citiesOpened += bySearch.Count > 0 ? 1 : 0;
        }

        Assert.True(citiesOpened > 80, $"Only {citiesOpened} of 100 cities were opened.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_search_and_the_flow_find_the_same_limits_for_cells_hidden_at_random(int leastHidden)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var city = SmallCity(seed);
            var random = new Random(seed);
            var hidden = Hide(city, cell => ProtectedCount(city, cell) > 0 && random.Next(10) < 6);
            var attacker = new Attacker(city, hidden, leastHidden, Cap);
            var network = new CellNetwork(city.Cells, city.ProtectedThemes);
            var flow = new HiddenFlow(network, [.. network.Keys.Select(hidden.Contains)], leastHidden);
            foreach (var key in hidden)
            {
                Assert.True(network.TryArc(key, out var arc));
                var (count, rise, fall) = (city[key].Count, flow.Rise(arc), (int)flow.Fall(arc));

                Assert.True(attacker.IsPossible(key, count - fall));
                Assert.True(attacker.IsPossible(key, count + (int)Math.Min(rise, 100)));
                if (count - fall > OpenPart(city, key))
                    Assert.False(attacker.IsPossible(key, count - fall - 1));
                if (rise != HiddenFlow.Unlimited)
                    Assert.False(attacker.IsPossible(key, count + (int)rise + 1));
            }
        }
    }

    /// <summary>Hidden cells with fewer than five possible values, and small ones of which not all of 1–4 is possible.</summary>
    /// <remarks>
    /// To whoever knows that zeros are shown, some of 1–4 are impossible for a sum of nonzero cells however much is hidden: these
    /// are found by hiding everything, and not held against the plan.
    /// </remarks>
    private static List<CellKey> OpenedBySearch(City city, IReadOnlySet<CellKey> hidden)
    {
        var informed = new Attacker(city, hidden, leastHidden: 1, Cap);
        var plain = new Attacker(city, hidden, leastHidden: 0, Cap);
        var best = new Attacker(city, Hide(city, cell => ProtectedCount(city, cell) > 0), leastHidden: 1, Cap);
        return [.. hidden.Where(key =>
        {
            var open = OpenPart(city, key);
            var count = city[key].Count - open;
            var nearby = Enumerable.Range(count - 4, 9).Where(value => value > 0);
            int[] small = count <= 4 ? [1, 2, 3, 4] : [];
            return nearby.Count(value => informed.IsPossible(key, open + value)) < 5
                || small.Any(value => !plain.IsPossible(key, open + value))
                || small.Any(value => best.IsPossible(key, open + value) && !informed.IsPossible(key, open + value));
        })];
    }

    private static City SmallCity(int seed) => City.Random(seed, Shapes[seed % Shapes.Length], 2 + (seed / 7 % 4));

    private static HashSet<CellKey> Hide(City city, Func<Cell, bool> chosen) => city.Cells
        .Where(cell => cell.Key.Theme == Cell.Total || city.ProtectedThemes.Contains(cell.Key.Theme))
        .Where(chosen).Select(cell => cell.Key).ToHashSet();

    private static int ProtectedCount(City city, Cell cell) => cell.Count - OpenPart(city, cell.Key);

    /// <summary>What everybody sees of a total: the open theme.</summary>
    private static int OpenPart(City city, CellKey key) =>
        key.Theme == Cell.Total ? city[key with { Theme = City.OpenTheme }].Count : 0;
}
