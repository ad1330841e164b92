using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.Tests.Publishing.Report;

public sealed class RankRangeTests
{
    [Fact]
    public void Areas_whose_intervals_lie_apart_have_one_place_each() => Assert.Equal(
        [new(2, 2), new(1, 1), new(3, 3)], RankRange.Of([(4, 5), (8, 9), (1, 2)]));

    [Fact]
    public void Areas_whose_intervals_touch_cannot_be_told_apart() => Assert.Equal(
        [new(1, 2), new(1, 2), new(3, 3)], RankRange.Of([(4, 6), (6, 9), (1, 2)]));

    [Fact]
    public void The_order_by_any_rates_inside_the_intervals_gives_places_inside_the_ranges() => Prop.ForAll(
        Gen.Choose(0, 30).Two().Select(ends => (Low: (double)Math.Min(ends.Item1, ends.Item2), High: (double)Math.Max(ends.Item1, ends.Item2)))
            .ListOf().ToArbitrary(),
        intervals =>
        {
            var ranges = RankRange.Of([.. intervals]);
            return Enumerable.Range(0, ranges.Count).All(own =>
            {
                // The best place: itself at its upper end, all others at their lower ends; the worst the other way round.
                var best = 1 + Enumerable.Range(0, ranges.Count).Count(other => other != own && intervals[other].Low > intervals[own].High);
                var worst = 1 + Enumerable.Range(0, ranges.Count).Count(other => other != own && intervals[other].High >= intervals[own].Low);
                return ranges[own].First == best && ranges[own].Last == worst;
            });
        }).QuickCheckThrowOnFailure();
}
