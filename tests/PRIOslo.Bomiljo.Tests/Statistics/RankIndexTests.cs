using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Statistics;

public sealed class RankIndexTests
{
    [Fact]
    public void An_area_far_above_the_others_is_among_the_worst_tenth_and_equals_are_not()
    {
        GammaPosterior[] theme = [.. Enumerable.Range(0, 20).Select(i => new GammaPosterior(i == 4 ? 4 : 1, 0.04))];

        var ranked = RankIndex.Compute([theme, theme], [1, 2], seed: 1, draws: 4_000);

        Assert.True(ranked[4].IsAmongWorstTenth);
        Assert.Equal((1, 1, 1), (ranked[4].RankLow, ranked[4].Rank, ranked[4].RankHigh));
        Assert.All(ranked.Where((_, i) => i != 4), area =>
        {
            Assert.False(area.IsAmongWorstTenth);
            Assert.Equal(1 / 19.0, area.WorstTenthProbability, 0.02);
            Assert.True(area.RankLow <= 3 && area.RankHigh >= 19);
        });
    }

    /// <summary>Two exponential posteriors of means m and 1: the first is the larger with probability m/(m + 1).</summary>
    [Theory]
    [InlineData(4.2, true)] // 0.808
    [InlineData(3.8, false)] // 0.792
    public void Among_the_worst_tenth_is_said_from_a_probability_of_0_8(double mean, bool isSaid)
    {
        var ranked = RankIndex.Compute([[new(mean, mean * mean), new(1, 1)]], [1], seed: 8, draws: 100_000)[0];

        Assert.Equal(mean / (mean + 1), ranked.WorstTenthProbability, 4 * Math.Sqrt(0.8 * 0.2 / 100_000));
        Assert.Equal(isSaid, ranked.IsAmongWorstTenth);
        Assert.True((ranked with { WorstTenthProbability = 0.8 }).IsAmongWorstTenth);
        Assert.False((ranked with { WorstTenthProbability = 0.79999 }).IsAmongWorstTenth);
    }

    [Fact]
    public void The_index_is_the_weighted_mean_of_the_posterior_logarithms()
    {
        GammaPosterior[] one = [new(2, 0.5), new(1, 0.2)], other = [new(0.5, 0.1), new(3, 1)];

        var ranked = RankIndex.Compute([one, other], [3, 1], seed: 2, draws: 40_000);

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(((3 * one[i].MeanLog) + other[i].MeanLog) / 4, ranked[i].Index, 0.01);
            Assert.InRange(ranked[i].Index, ranked[i].Low, ranked[i].High);
        }
    }

    [Fact]
    public void The_interval_of_one_theme_is_that_of_its_posterior()
    {
        var posterior = new GammaPosterior(0.4, 0.6); // a shape below 1

        var ranked = RankIndex.Compute([[posterior, new(1, 0)]], [1], seed: 3, draws: 60_000);

        Assert.Equal(posterior.Quantile(0.975), Math.Exp(ranked[0].High), 0.06);
        Assert.Equal(Math.Log(posterior.Quantile(0.025)), ranked[0].Low, 0.3);
        Assert.Equal(0, ranked[1].Low);
    }

    [Fact]
    public void Areas_that_are_known_to_be_equal_share_the_last_place()
    {
        var ranked = RankIndex.Compute([[new(1, 0), new(1, 0), new(1, 0)]], [1], seed: 4, draws: 10);

        Assert.All(ranked, area => Assert.Equal((3, 0.0, 3, 3), (area.Rank, area.WorstTenthProbability, area.RankAtBest, area.RankAtWorst)));
    }

    [Fact]
    public void Weights_that_vary_move_close_areas_and_leave_clear_ones()
    {
        // Log risks 1 and 0 against 0 and 0.9: the order turns when the second weight grows by more than a ninth.
        GammaPosterior[] one = [new(Math.E, 0), new(1, 0), new(0.01, 0)];
        GammaPosterior[] other = [new(1, 0), new(Math.Exp(0.9), 0), new(0.01, 0)];

        var ranked = RankIndex.Compute([one, other], [1, 1], seed: 5, draws: 10);

        Assert.Equal([(1, 2), (1, 2), (3, 3)], ranked.Select(area => (area.RankAtWorst, area.RankAtBest)));
    }

    /// <summary>Log risks 1 and 0 against 0 and x: with the one weight at 1 − v and the other at 1 + v the order turns from x = (1 − v)/(1 + v) on, which is 0.6 at v = 0.25.</summary>
    [Theory]
    [InlineData(0.605, 2)]
    [InlineData(0.595, 1)]
    public void Each_weight_varies_by_a_quarter(double other, int atBest)
    {
        var ranked = RankIndex.Compute([[new(Math.E, 0), new(1, 0)], [new(1, 0), new(Math.Exp(other), 0)]], [1, 1], seed: 9, draws: 10);

        Assert.Equal((1, atBest), (ranked[0].RankAtWorst, ranked[0].RankAtBest));
        Assert.Equal((3 - atBest, 2), (ranked[1].RankAtWorst, ranked[1].RankAtBest));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        GammaPosterior[] theme = [.. Enumerable.Range(1, 30).Select(i => new GammaPosterior(i / 10.0, 0.3))];

        Assert.Equal(RankIndex.Compute([theme], [1], seed: 6, draws: 2_000, threads: 1), RankIndex.Compute([theme], [1], seed: 6, draws: 2_000, threads: 4));
        Assert.NotEqual(RankIndex.Compute([theme], [1], seed: 6, draws: 2_000), RankIndex.Compute([theme], [1], seed: 7, draws: 2_000));
    }

    [Fact]
    public void Weights_and_risks_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RankIndex.Compute([[new(1, 1)]], [0], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RankIndex.Compute([[new(0, 0)]], [1], 1));
        Assert.Throws<ArgumentException>(() => RankIndex.Compute([[new(1, 1)], [new(1, 1), new(1, 1)]], [1, 1], 1));
        Assert.Throws<ArgumentException>(() => RankIndex.Compute([], [], 1));
    }
}
