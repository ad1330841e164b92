using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Heatmap.SameEvents;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public sealed class SameEventMatcherTests
{
    private static readonly DateTimeOffset Noon = new(2023, 5, 5, 12, 0, 0, TimeSpan.FromHours(2));
    private static readonly SameEventRule Rule = new("fire-and-police", true, new(["brann"], ["brann.vehicle"]), new(["politi"], ["ro-og-orden.vandalism"]), 60, 200, SameDelbydel: true, "test");

    /// <summary>Crowded enough that most reports have several partners.</summary>
    private static readonly Arbitrary<(EventReport[] First, EventReport[] Second)> Cities =
        (from seed in Gen.Choose(0, int.MaxValue)
         from first in Gen.Choose(0, 12)
         from second in Gen.Choose(0, 12)
         select (Reports(seed, first, "brann"), Reports(seed + 1, second, "ro-og-orden"))).ToArbitrary();

    [Theory]
    [InlineData(60, 200, true)]
    [InlineData(-60, 200, true)]
    [InlineData(61, 0, false)]
    [InlineData(-61, 0, false)]
    [InlineData(0, 200.01, false)]
    public void Both_windows_include_their_end(int minutes, double metres, bool same) =>
        Assert.Equal(same ? 1 : 0, SameEventMatcher.Match(Rule, [Report(1)], [Report(2, minutes, metres)]).Count);

    [Theory]
    [InlineData("0101", true, true)]
    [InlineData("0102", true, false)]
    [InlineData("0101", false, false)]
    public void Without_a_point_the_delbydel_decides_where_the_rule_says_so(string delbydel, bool sameDelbydel, bool same)
    {
        var unknown = Report(2) with { Point = null, Delbydel = delbydel };

        Assert.Equal(same ? 1 : 0, SameEventMatcher.Match(Rule with { SameDelbydel = sameDelbydel }, [Report(1)], [unknown]).Count);
    }

    [Fact]
    public void The_nearest_in_time_goes_first_then_the_nearest_in_space_then_the_lower_key()
    {
        EventReport[] second = [Report(20, 30), Report(21, 10, 150), Report(22, -10, 50), Report(24, 10, 50), Report(23, 10, 50)];

        Assert.Equal([22], Matched([Report(1)], second));
        Assert.Equal([23], Matched([Report(1)], second.Where(report => report.Line is not 22)));
        Assert.Equal([21], Matched([Report(1)], second.Where(report => report.Line is 20 or 21)));
    }

    [Fact]
    public void One_report_is_paired_once_though_two_fires_would_fit()
    {
        var pair = Assert.Single(SameEventMatcher.Match(Rule, [Report(1, -20), Report(2, 5)], [Report(20)]));

        Assert.Equal(2, pair.First.Line);
    }

    [Fact]
    public void Pairs_are_one_to_one_within_the_windows_and_leave_no_pair_over() => Prop.ForAll(Cities, city =>
    {
        var pairs = SameEventMatcher.Match(Rule, city.First, city.Second);
        var free = (city.First.Except(pairs.Select(pair => pair.First)), city.Second.Except(pairs.Select(pair => pair.Second)));
        return pairs.Select(pair => pair.First.Id).Distinct().Count() == pairs.Count
            && pairs.Select(pair => pair.Second.Id).Distinct().Count() == pairs.Count
            && pairs.All(pair => Fits(pair.First, pair.Second))
            && !free.Item1.Any(first => free.Item2.Any(second => Fits(first, second)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_reports_in_another_order_give_the_same_pairs() => Prop.ForAll(Cities, city =>
    {
        var shuffled = (First: city.First.ToArray(), Second: city.Second.ToArray());
        new Random(1).Shuffle(shuffled.First);
        new Random(2).Shuffle(shuffled.Second);
        return SameEventMatcher.Match(Rule, city.First, city.Second).SequenceEqual(SameEventMatcher.Match(Rule, shuffled.First, shuffled.Second));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_three_services_that_tell_of_one_event_the_total_keeps_one()
    {
        var (fire, police, ambulance) = (Report(1), Report(2) with { Theme = "ro-og-orden" }, Report(3) with { Theme = "trygghet" });
        var rules = new[] { Rule with { Rule = "a" }, Rule with { Rule = "b" }, Rule with { Rule = "c" } };
        var sides = new Dictionary<string, (EventReport First, EventReport Second)> { ["a"] = (fire, police), ["b"] = (police, ambulance), ["c"] = (ambulance, fire) };

        var told = ToldTwice.Of(2023, rules, rule => ([sides[rule.Rule].First], [sides[rule.Rule].Second]));

        Assert.Equal([1, 1, 0], told.Rules.Select(rule => rule.Pairs));
        Assert.Equal([new(2023, "0101", "ro-og-orden", 1), new(2023, "0101", "trygghet", 1)], told.Counts);
        Assert.Equal([new(fire, police), new(fire, ambulance)], told.Events);
    }

    [Fact]
    public void What_is_left_out_is_counted_where_the_second_report_was_placed() => Assert.Equal(
        [new ToldTwiceCount(2023, "0102", "ro-og-orden", 1)],
        ToldTwice.Of(2023, [Rule], _ => ([Report(1)], [Report(2, 5, 20) with { Delbydel = "0102" }])).Counts);

    private static IEnumerable<int> Matched(IReadOnlyList<EventReport> first, IEnumerable<EventReport> second) =>
        SameEventMatcher.Match(Rule, first, [.. second]).Select(pair => pair.Second.Line);

    private static bool Fits(EventReport one, EventReport other) =>
        (one.At - other.At).Duration() <= TimeSpan.FromMinutes(60)
        && (one.Point is { } a && other.Point is { } b
            ? Math.Sqrt(Math.Pow(a.East - b.East, 2) + Math.Pow(a.North - b.North, 2)) <= 200
            : one.Delbydel == other.Delbydel);

    /// <param name="number">Line and key.</param>
    private static EventReport Report(int number, int minutes = 0, double metresEast = 0) => new(
        1, number, new Guid(number, 0, 0, new byte[8]), Noon.AddMinutes(minutes), 2023, "0101", "ro-og-orden", "ro-og-orden.vandalism", (597_000 + metresEast, 6_643_000));

    private static EventReport[] Reports(int seed, int count, string theme)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(line => new EventReport(
            theme.Length, line, new Guid(random.Next(4), 0, 0, new byte[8]), Noon.AddMinutes(random.Next(240)), 2023, $"010{random.Next(1, 3)}", theme, theme + ".other",
            random.Next(4) == 0 ? null : (597_000 + random.Next(500), 6_643_000)))];
    }
}
