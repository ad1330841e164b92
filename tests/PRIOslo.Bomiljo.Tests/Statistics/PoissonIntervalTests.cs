using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Statistics;

public sealed class PoissonIntervalTests
{
    // 0 and 5 are Garwood's figures as published to four decimals; the others are chi-square table values halved.
    [Theory]
    [InlineData(0, 0, 3.6889)]
    [InlineData(1, 0.0253, 5.5716)]
    [InlineData(5, 1.6235, 11.6683)]
    [InlineData(10, 4.7954, 18.3904)]
    [InlineData(100, 81.3640, 121.6268)]
    public void Exact_limits_agree_with_published_tables(int count, double low, double high)
    {
        var interval = PoissonInterval.Exact(count);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Byar_limits_for_ten_agree_with_the_equation_by_hand()
    {
        var interval = PoissonInterval.Byar(10);

        // 10 (1 − 0.011111 − 0.206599)³ and 11 (1 − 0.010101 + 0.196984)³
        Assert.Equal(4.7874, interval.Low, 1e-3);
        Assert.Equal(18.3915, interval.High, 1e-3);
    }

    [Fact]
    public void Exact_is_used_below_ten_and_byar_from_ten()
    {
        Assert.Equal(PoissonInterval.Exact(9), PoissonInterval.For(9));
        Assert.Equal(PoissonInterval.Byar(10), PoissonInterval.For(10));
        Assert.NotEqual(PoissonInterval.Exact(10), PoissonInterval.For(10));
    }

    /// <summary>The defining equations: P(X ≥ k | Low) = α/2 and P(X ≤ k | High) = α/2.</summary>
    [Theory]
    [InlineData(0.8)]
    [InlineData(0.95)]
    [InlineData(0.998)]
    public void Each_exact_limit_leaves_half_of_alpha_in_its_tail(double confidence)
    {
        var tail = (1 - confidence) / 2;
        foreach (var count in Enumerable.Range(1, 60).Concat([100, 500, 2_000]))
        {
            var interval = PoissonInterval.Exact(count, confidence);

            Assert.Equal(1 - tail, Cumulative(count - 1, interval.Low), 1e-9);
            Assert.Equal(tail, Cumulative(count, interval.High), 1e-9);
        }
    }

    [Fact]
    public void Exact_intervals_cover_every_mean_at_least_as_often_as_they_promise()
    {
        var intervals = Enumerable.Range(0, 160).Select(count => PoissonInterval.Exact(count)).ToArray();
        for (var mean = 0.05; mean <= 60; mean += 0.05)
        {
            var coverage = intervals
                .Select((interval, count) => interval.Low <= mean && mean <= interval.High ? Mass(count, mean) : 0)
                .Sum();

            Assert.True(coverage >= 0.95 - 1e-9, $"At mean {mean} the coverage is {coverage}.");
        }
    }

    [Fact]
    public void Byar_is_within_one_per_cent_of_exact_from_ten()
    {
        for (var count = PoissonInterval.ByarFrom; count <= 5_000; count++)
        {
            var exact = PoissonInterval.Exact(count);
            var byar = PoissonInterval.Byar(count);

            Assert.InRange(byar.Low / exact.Low, 0.99, 1.01);
            Assert.InRange(byar.High / exact.High, 0.99, 1.01);
        }
    }

    [Fact]
    public void The_interval_holds_the_count_and_grows_with_it()
    {
        var counts = ArbMap.Default.ArbFor<int>().Generator
            .Select(number => (number & 0x7FFFFFFF) % 200_000).ToArbitrary();
        var confidences = Gen.Choose(1, 999).Select(thousandths => thousandths / 1000.0).ToArbitrary();

        Prop.ForAll(counts, confidences, (count, confidence) =>
        {
            var interval = PoissonInterval.For(count, confidence);
            return count == 0 ? interval.Low == 0 && interval.High > 0 : interval.High > interval.Low;
        }).QuickCheckThrowOnFailure();

        Prop.ForAll(counts, count =>
        {
            var interval = PoissonInterval.For(count);
            var next = PoissonInterval.For(count + 1);
            return interval.Low <= count && count < interval.High && interval.Low < next.Low && interval.High < next.High;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Limits_grow_across_the_change_of_method()
    {
        for (var count = 0; count < 1_000; count++)
        {
            Assert.True(PoissonInterval.For(count).Low < PoissonInterval.For(count + 1).Low);
            Assert.True(PoissonInterval.For(count).High < PoissonInterval.For(count + 1).High);
        }
    }

    [Theory]
    [InlineData(-1, 0.95)]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    [InlineData(3, double.NaN)]
    public void Arguments_outside_their_range_are_refused(int count, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonInterval.For(count, confidence));

    /// <summary>P(X = count), summed term by term and so independent of the gamma quantile under test.</summary>
    private static double Mass(int count, double mean) =>
        Math.Exp((count * Math.Log(mean)) - mean - SpecialFunctions.FactorialLn(count));

    private static double Cumulative(int count, double mean) => Enumerable.Range(0, count + 1).Sum(k => Mass(k, mean));
}
