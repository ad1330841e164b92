using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Statistics;

public sealed class ShrinkageTests
{
    [Fact]
    public void Equal_rates_have_no_variance_and_every_area_is_at_the_mean()
    {
        var result = EmpiricalBayes.Global([10, 20, 30], [100, 200, 300]);

        Assert.Equal(0, result.PriorVariance);
        Assert.All(result.Areas, area => Assert.Equal(new GammaPosterior(0.1, 0), area));
        Assert.Equal(0, result.Areas[0].ProbabilityAbove(0.2));
    }

    [Fact]
    public void Shrunken_rates_lie_between_the_raw_rate_and_the_mean_and_small_areas_move_more()
    {
        var result = EmpiricalBayes.Global([2, 200, 30, 90], [20, 2_000, 900, 900]);

        Assert.True(result.PriorVariance > 0);
        Assert.InRange(result.Areas[0].Mean, result.PriorMean, 0.1);
        Assert.InRange(result.Areas[1].Mean, result.Areas[0].Mean, 0.1);
        Assert.True(EmpiricalBayes.Global([2, 200, 30, 90], [20, 2_000, 900, 900], dispersion: 3).Areas[1].Mean < result.Areas[1].Mean);
    }

    [Fact]
    public void No_events_no_exposure_and_islands_have_defined_outcomes()
    {
        Assert.All(EmpiricalBayes.Global([0, 0], [10, 20]).Areas, area => Assert.Equal(default, area));
        Assert.Equal(0, EmpiricalBayes.Global([4], [0]).PriorMean);
        var global = EmpiricalBayes.Global([5, 40, 9, 3], [100, 200, 300, 0]);
        var local = EmpiricalBayes.Local([5, 40, 9, 3], [100, 200, 300, 0], new Neighbours([[3], [2], [1], [0]]));

        Assert.Equal(new GammaPosterior(global.PriorMean, global.PriorVariance), global.Areas[3]);
        Assert.Equal(global.Areas[0], local[0]); // its only neighbour has no exposure
        Assert.Equal(0, EmpiricalBayes.Local([0, 0, 7], [10, 10, 10], new Neighbours([[1], [0], []]))[0].Mean);
    }

    [Fact]
    public void The_posterior_probability_is_the_gamma_tail()
    {
        // Shape 1 and mean 2: P(X > 4) = exp(−2).
        Assert.Equal(Math.Exp(-2), new GammaPosterior(2, 4).ProbabilityAbove(4), 1e-12);
        Assert.Equal(2 * Math.Log(2), new GammaPosterior(2, 4).Quantile(0.5), 1e-9);
        Assert.Equal(Math.Log(2) - 0.5772156649015329, new GammaPosterior(2, 4).MeanLog, 1e-12);
    }

    [Fact]
    public void A_single_area_at_three_times_the_citys_rate_is_known_to_exceed_twice_it()
    {
        var random = new SimulatedCounts(3);
        double[] expected = [.. Enumerable.Repeat(60.0, 96)];
        int[] counts = [.. expected.Select((mean, i) => random.Draw(i == 7 ? 3 * mean : mean, 1))];

        var result = EmpiricalBayes.Global(counts, expected);

        Assert.True(result.Areas[7].ProbabilityAbove(2 * result.PriorMean) > 0.95);
        Assert.All(result.Areas.Where((_, i) => i != 7), area => Assert.True(area.ProbabilityAbove(2 * result.PriorMean) < 0.05));
    }

    // McCullagh–Nelder's estimate by hand: 2 × 2 table 10 20 / 30 20, margins 30 50 and 40 40, E = 15 15 / 25 25, X² = 16/3, s̄ = 0.
    [Fact]
    public void Dispersion_of_a_two_by_two_table_is_pearsons_x_squared()
    {
        var dispersion = Dispersion.FromAreasAndPeriods([10, 20, 30, 20], [1, 1, 1, 1], 2)!.Value;

        Assert.Equal(16 / 3.0, dispersion.Unfloored, 1e-9);
        Assert.Equal(1, dispersion.DegreesOfFreedom);
        Assert.True(double.IsNaN(dispersion.WithoutFarthest)); // one area is left
    }

    [Fact]
    public void Dispersion_has_a_floor_and_needs_two_areas_and_periods_with_events()
    {
        Assert.Equal(1, Dispersion.FromAreasAndPeriods([10, 20, 20, 40], [1, 1, 1, 1], 2)!.Value.Value);
        Assert.Null(Dispersion.FromAreasAndPeriods([10, 20], [1, 1], 2));
        Assert.Null(Dispersion.FromAreasAndPeriods([10, 20], [1, 1], 1));
        Assert.Null(Dispersion.FromAreasAndPeriods([0, 0, 0, 0], [1, 1, 1, 1], 2));
        Assert.Null(Dispersion.FromAreasAndPeriods([3, 4, 5, 6], [1, 1, 0, 0], 2));
    }

    [Fact]
    public void One_enormous_outlier_raises_the_dispersion_and_is_told_by_leaving_it_out()
    {
        int[] counts = [.. Enumerable.Repeat(20, 50)];
        counts[17] = 5_000;

        var dispersion = Dispersion.FromAreasAndPeriods(counts, [.. Enumerable.Repeat(1.0, 50)], 5)!.Value;

        Assert.True(dispersion.Value > 20);
        Assert.Equal(1, dispersion.WithoutFarthest);
    }

    [Fact]
    public void Weighted_totals_of_unit_weights_are_the_widened_exact_interval()
    {
        var total = WeightedTotal.For([3, 4], [1, 1], 3);
        var exact = PoissonInterval.Exact(7 / 3.0);

        Assert.Equal(7, total.Value);
        Assert.Equal(3 * exact.Low, total.Low, 1e-9);
        Assert.Equal(3 * exact.High, total.High, 1e-9);
        Assert.Equal(0, WeightedTotal.For([0, 0], [1, 5], 1).Low);
        Assert.Equal(5 * 3.6889, WeightedTotal.For([0, 0], [1, 5], 1).High, 1e-3);
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedTotal.For([1], [0], 1));
    }

    [Fact]
    public void Half_of_the_areas_with_twice_the_rate_are_133_per_cent_of_the_city()
    {
        var expected = StandardisedRatio.ExpectedFromCityRate([20, 10, 5], [100, 100, 0]);

        Assert.Equal([15, 15, 0], expected);
        Assert.Equal(400 / 3.0, StandardisedRatio.For(20, expected[0], 1)!.Value.PerCent, 1e-12);
        Assert.Null(StandardisedRatio.For(5, expected[2], 1));
    }

    // R 4.2: r − (F(r) − p)/f(r) with r, F and f of qpois, ppois and dpois(80), and of qnbinom, pnbinom and dnbinom(size = 80/3, mu = 80); in per cent of 80.
    [Theory]
    [InlineData(1, 78.041449749242545, 121.89131981685523, 66.629438015820412, 135.69119917617286)]
    [InlineData(4, 59.827920222367752, 147.1918395500997, 42.53159597810874, 181.05188893723695)]
    public void Funnel_limits_are_the_interpolated_quantiles_of_the_count(double dispersion, double warningLow, double warningHigh, double alarmLow, double alarmHigh)
    {
        var (warning, alarm) = (FunnelLimits.For(80, dispersion, FunnelLimits.Inner), FunnelLimits.For(80, dispersion, FunnelLimits.Outer));
        Assert.All(
            new[] { (warningLow, warning.Low), (warningHigh, warning.High), (alarmLow, alarm.Low), (alarmHigh, alarm.High) },
            pair => Assert.Equal(pair.Item1, pair.Item2, 1e-9 * pair.Item1));

        var counts = new CountDistribution(80, dispersion);
        var mean = counts.Probabilities.Select((p, i) => p * (counts.First + i)).Sum();
        Assert.Equal(80, mean, 1e-9);
        Assert.Equal(80 * dispersion, counts.Probabilities.Select((p, i) => p * (counts.First + i - mean) * (counts.First + i - mean)).Sum(), 1e-6);
    }
}
