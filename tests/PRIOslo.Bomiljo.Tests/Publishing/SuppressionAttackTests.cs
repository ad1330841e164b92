using System.Diagnostics;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Tests.Publishing;

public sealed class SuppressionAttackTests
{
    private const int Cap = 2_000;

    /// <summary>98 delbydeler in 17 bydeler; Sentrum and Marka stand alone in theirs.</summary>
    private static readonly int[] RealShape = [8, 8, 6, 6, 7, 5, 9, 5, 6, 6, 6, 7, 5, 6, 6, 1, 1];

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

    /// <summary>And what is told twice, which nobody is shown, stays as unknown as a hidden count.</summary>
    [Fact]
    public void A_search_of_all_tables_opens_nothing_where_the_total_leaves_out_what_is_told_twice()
    {
        var (small, opened) = (0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var city = TwiceToldCity(seed);
            var hidden = SuppressionPlanner.Plan(city.Cells, city.ProtectedThemes).Hidden;

            Assert.Empty(OpenedBySearch(city, hidden));
            Assert.Empty(SuppressionAudit.Open(city.Cells, city.ProtectedThemes, hidden));
            Assert.DoesNotContain(hidden, key => key.IsToldTwice);
            small += city.Cells.Count(cell => cell.Key.IsToldTwice && cell.Count is >= 1 and <= 4);

            // The same city planned as if its total were the plain sum gives away what is told twice.
            var plain = new Dictionary<CellKey, int>();
            foreach (var cell in city.Published.Where(cell => cell.Key.Theme != Cell.Total))
                plain[cell.Key with { Theme = Cell.Total }] = plain.GetValueOrDefault(cell.Key with { Theme = Cell.Total }) + cell.Count;
            var careless = SuppressionPlanner.Plan([.. city.Published.Select(cell => cell with { Count = plain.GetValueOrDefault(cell.Key, cell.Count) })], city.ProtectedThemes).Hidden;
            opened += OpenedBySearch(city, careless.Where(key => city.ProtectedCount(city[key]) > 0).ToHashSet()).Count > 0 ? 1 : 0;
        }

        Assert.True(small > 500, $"Only {small} small counts of what is told twice were attacked.");
        Assert.True(opened > 100, $"Only {opened} cities were opened where what is told twice was forgotten.");
    }

    [Fact]
    public void The_search_and_the_audit_open_the_same_cells_where_the_total_leaves_out_what_is_told_twice()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var city = TwiceToldCity(seed);
            var random = new Random(seed);
            var hidden = city.Hide(cell => city.ProtectedCount(cell) is var count
                && (count is >= 1 and <= 4 || (count > 0 && random.Next(2) == 0)));

            var byAudit = SuppressionAudit.Open(city.Cells, city.ProtectedThemes, hidden).Select(cell => cell.Key);

            Assert.Equal(OpenedBySearch(city, hidden).ToHashSet(), byAudit.ToHashSet());
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 30)]
    public void A_city_of_the_real_size_is_planned_in_time_and_the_search_opens_nothing(int seed, int scale)
    {
        var city = City.Random(seed, RealShape, 5, scale);
        var clock = Stopwatch.StartNew();

        var plan = SuppressionPlanner.Plan(city.Cells, city.ProtectedThemes);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.Empty(OpenedBySearch(city, plan.Hidden));
        Assert.InRange(plan.Hidden.Count, 1, city.Cells.Count / 2);
    }

    [Fact]
    public void A_city_of_the_real_size_with_incidents_told_twice_is_planned_in_time()
    {
        var city = City.Random(4, RealShape, 5, scale: 30, toldTwice: 2);
        var clock = Stopwatch.StartNew();

        var plan = SuppressionPlanner.Plan(city.Cells, city.ProtectedThemes);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.Empty(SuppressionAudit.Open(city.Cells, city.ProtectedThemes, plan.Hidden));
        Assert.InRange(plan.Hidden.Count, 1, city.Cells.Count / 2);
    }

    [Fact]
    public void The_search_and_the_audit_open_the_same_cells_where_only_small_counts_are_hidden()
    {
        var citiesOpened = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var city = SmallCity(seed);
            var hidden = city.Hide(cell => city.ProtectedCount(cell) is >= 1 and <= 4);
            var bySearch = OpenedBySearch(city, hidden);

            var byAudit = SuppressionAudit.Open(city.Cells, city.ProtectedThemes, hidden).Select(cell => cell.Key);

            Assert.Equal(bySearch.ToHashSet(), byAudit.ToHashSet());
            citiesOpened += bySearch.Count > 0 ? 1 : 0;
        }

        Assert.True(citiesOpened > 80, $"Only {citiesOpened} of 100 cities were opened.");
    }

    [Fact]
    public void The_search_and_the_audit_open_the_same_cells_where_others_are_hidden_at_random()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var city = SmallCity(seed);
            var random = new Random(seed);
            var hidden = city.Hide(cell => city.ProtectedCount(cell) is var count
                && (count is >= 1 and <= 4 || (count > 0 && random.Next(2) == 0)));

            var byAudit = SuppressionAudit.Open(city.Cells, city.ProtectedThemes, hidden).Select(cell => cell.Key);

            Assert.Equal(OpenedBySearch(city, hidden).ToHashSet(), byAudit.ToHashSet());
        }
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
            var hidden = city.Hide(cell => city.ProtectedCount(cell) > 0 && random.Next(10) < 6);
            var attacker = new Attacker(city, hidden, leastHidden, Cap);
            var network = new CellNetwork(city.Cells, city.ProtectedThemes);
            var open = network.Keys.Select(hidden.Contains).ToArray();
            var flow = new HiddenFlow(network, open, open, [.. network.Counts.Select(count => Math.Max(0, count - leastHidden))]);
            foreach (var key in hidden)
            {
                Assert.True(network.TryArc(key, out var arc));
                var (count, rise, fall) = (city[key].Count, flow.Rise(arc), (int)flow.Fall(arc));

                Assert.True(attacker.IsPossible(key, count - fall));
                Assert.True(attacker.IsPossible(key, count + (int)Math.Min(rise, 100)));
                if (count - fall > city.OpenPart(key))
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
        var best = new Attacker(city, city.Hide(cell => city.ProtectedCount(cell) > 0), leastHidden: 1, Cap);
        var counts = city.Cells.ToDictionary(cell => cell.Key, city.ProtectedCount);
        var twice = city.Cells.Where(cell => cell.Key.IsToldTwice && cell.Count is >= 1 and <= 4).Select(cell => cell.Key);
        return [.. hidden.Concat(twice).Concat(SmallRests(city, counts)).Where(key =>
        {
            var open = city.OpenPart(key);
            var count = counts[key];
            var nearby = Enumerable.Range(count - 4, 9).Where(value => value > 0 || key.Theme.Contains(':', StringComparison.Ordinal));
            int[] small = count <= 4 ? [1, 2, 3, 4] : [];
            return nearby.Count(value => informed.IsPossible(key, open + value)) < 5
                || small.Any(value => !plain.IsPossible(key, open + value))
                || small.Any(value => best.IsPossible(key, open + value) && !informed.IsPossible(key, open + value));
        })];
    }

    /// <summary>What totals hold of a theme that is told twice in part, where that is a small count; noted among the counts.</summary>
    private static List<CellKey> SmallRests(City city, Dictionary<CellKey, int> counts)
    {
        var rests = new List<CellKey>();
        foreach (var cell in city.Cells.Where(cell => cell.Key is { IsToldTwice: true, Level: "delbydel" }))
        {
            var key = Attacker.Once(cell.Key);
            counts[key] = city[cell.Key with { Theme = cell.Key.Theme[Cell.ToldTwice.Length..] }].Count - cell.Count;
            if (counts[key] is >= 1 and <= 4)
                rests.Add(key);
        }

        return rests;
    }

    private static City SmallCity(int seed) => City.Random(seed, Shapes[seed % Shapes.Length], 2 + (seed / 7 % 4));

    private static City TwiceToldCity(int seed) => City.Random(seed, Shapes[seed % 3], 2 + (seed / 7 % 3), toldTwice: 1 + (seed / 2 % 2));
}
