using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Statistics;

public sealed class ChangeTests
{
    [Theory]
    [InlineData(20, 1000, 35, 1200)]
    [InlineData(0, 500, 6, 400)]
    [InlineData(9, 300, 0, 300)]
    public void The_p_value_is_twice_the_smaller_binomial_tail(int before, double exposureBefore, int after, double exposureAfter)
    {
        var test = ChangeTest.For(before, exposureBefore, after, exposureAfter, 1)!.Value;

        var share = exposureAfter / (exposureBefore + exposureAfter);
        var mass = Enumerable.Range(0, before + after + 1).Select(k => Binomial.PMF(share, before + after, k)).ToArray();
        var expected = Math.Min(1, 2 * Math.Min(mass.Skip(after).Sum(), mass.Take(after + 1).Sum()));
        Assert.Equal(expected, test.PValue, 1e-9);
    }

    // R: binom.test(35, 55, 1200/2200) gives the interval 0.495618–0.761941 of the share; p/(1 − p) · 1000/1200.
    [Fact]
    public void The_interval_is_clopper_and_pearsons()
    {
        var test = ChangeTest.For(20, 1000, 35, 1200, 1)!.Value;

        Assert.Equal(35 / 1200.0 / (20 / 1000.0), test.RateRatio, 1e-12);
        Assert.Equal(0.025, 1 - Binomial.CDF(Share(test.Low), 55, 34), 1e-9);
        Assert.Equal(0.025, Binomial.CDF(Share(test.High), 55, 35), 1e-9);

        static double Share(double ratio) => ratio * 1.2 / (1 + (ratio * 1.2));
    }

    [Fact]
    public void Interval_and_p_value_say_the_same_and_dispersion_widens()
    {
        var counts = Gen.Choose(0, 400).ToArbitrary();
        Prop.ForAll(counts, counts, Gen.Choose(1, 5).ToArbitrary(), (before, after, dispersion) =>
        {
            var test = ChangeTest.For(before, 900, after, 1000, dispersion)!.Value;
            var plain = ChangeTest.For(before, 900, after, 1000, 1)!.Value;
            var excludesOne = test.Low > 1 || test.High < 1;
            return Math.Abs(test.PValue - 0.05) < 1e-7
                || ((test.PValue < 0.05) == excludesOne && test.Low <= plain.Low + 1e-9 && test.High >= plain.High - 1e-9);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Years_without_exposure_or_events_have_defined_outcomes()
    {
        Assert.Null(ChangeTest.For(3, 0, 5, 100, 1));
        var none = ChangeTest.For(0, 100, 0, 100, 2)!.Value;
        Assert.True(double.IsNaN(none.RateRatio) && none.PValue == 1 && none.Low == 0 && double.IsPositiveInfinity(none.High));
        Assert.True(double.IsPositiveInfinity(ChangeTest.For(0, 100, 4, 100, 1)!.Value.RateRatio));
        Assert.Equal(0, ChangeTest.For(4, 100, 0, 100, 1)!.Value.RateRatio);
    }

    [Fact]
    public void A_series_that_doubles_each_year_has_a_ratio_of_two()
    {
        var trend = TrendTest.For(2020, 2020, [100, 200, 400, 800, 1600], [1, 1, 1, 1, 1], 1)!.Value;

        Assert.Equal(2, trend.AnnualRatio, 1e-9);
        Assert.InRange(trend.Low, 1.9, 2);
        Assert.InRange(trend.High, 2, 2.1);
        Assert.True(trend.PValue < 1e-100);
    }

    [Fact]
    public void Growth_of_the_exposure_is_no_trend()
    {
        var trend = TrendTest.For(2020, 2020, [100, 110, 120, 130, 140, 150], [10, 11, 12, 13, 14, 15], 1)!.Value;

        Assert.Equal(1, trend.AnnualRatio, 1e-9);
        Assert.Equal(1, trend.PValue, 1e-6);
    }

    [Fact]
    public void A_series_is_too_short_below_five_unbroken_years()
    {
        int[] counts = [5, 6, 7, 8, 9, 10];
        double[] exposures = [1, 1, 1, 1, 1, 1];

        Assert.Null(TrendTest.For(2019, 2021, counts, exposures, 1));
        Assert.NotNull(TrendTest.For(2019, 2020, counts, exposures, 1));
        Assert.Equal(TrendTest.For(2020, 2020, counts.AsSpan(1), exposures.AsSpan(1), 1), TrendTest.For(2019, 2020, counts, exposures, 1));
    }

    [Fact]
    public void A_trend_without_events_or_with_all_in_one_end_year_is_defined()
    {
        Assert.Equal(1, TrendTest.For(2020, 2020, [0, 0, 0, 0, 0], [1, 1, 1, 1, 1], 1)!.Value.PValue);
        var last = TrendTest.For(2020, 2020, [0, 0, 0, 0, 9], [1, 1, 1, 1, 1], 1)!.Value;
        Assert.True(double.IsPositiveInfinity(last.AnnualRatio) && double.IsPositiveInfinity(last.High) && last.Low > 1);
        var first = TrendTest.For(2020, 2020, [9, 0, 0, 0, 0], [1, 1, 1, 1, 1], 1)!.Value;
        Assert.True(first.AnnualRatio == 0 && first.Low == 0 && first.High < 1);
        Assert.Equal(last.PValue, first.PValue, 1e-12);
    }

    // The worked example of Benjamini and Hochberg (1995, section 3.1): at 5 % the first four of fifteen are rejected.
    [Fact]
    public void Benjamini_and_hochberg_reject_four_in_their_own_example()
    {
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0];

        var q = FalseDiscovery.BenjaminiHochberg(p);

        Assert.Equal(4, q.Count(value => value <= 0.05));
        Assert.Equal(0.0095 * 15 / 4, q[3], 1e-12);
        Assert.All(FalseDiscovery.BenjaminiYekutieli(p).Zip(q), pair => Assert.True(pair.First >= pair.Second));
    }

    [Fact]
    public void What_was_not_tested_stays_out_of_the_family()
    {
        var q = FalseDiscovery.BenjaminiHochberg([0.01, double.NaN, 0.04]);

        Assert.Equal([0.02, double.NaN, 0.04], q);
        Assert.Empty(FalseDiscovery.BenjaminiYekutieli([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.BenjaminiHochberg([1.2]));
    }
}
