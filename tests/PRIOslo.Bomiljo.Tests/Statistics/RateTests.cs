using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Statistics;

public sealed class RateTests
{
    [Fact]
    public void Five_events_among_2500_residents_are_two_per_1000()
    {
        var rate = Rate.For(5, 2500, 1000)!.Value;

        Assert.Equal(2.0, rate.Value, 12);
        Assert.Equal(1.6235 / 2.5, rate.Low, 4);
        Assert.Equal(11.6683 / 2.5, rate.High, 4);
        Assert.Equal(1000, rate.Per);
    }

    [Fact]
    public void No_events_give_a_rate_of_zero_with_an_upper_limit()
    {
        var rate = Rate.For(0, 1000, 1000)!.Value;

        Assert.Equal(0, rate.Value);
        Assert.Equal(0, rate.Low);
        Assert.Equal(3.6889, rate.High, 4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    public void No_exposure_gives_no_rate(int count) => Assert.Null(Rate.For(count, 0, 1000));

    [Theory]
    [InlineData(-1, 100, 1000)]
    [InlineData(1, -1, 1000)]
    [InlineData(1, double.NaN, 1000)]
    [InlineData(1, double.PositiveInfinity, 1000)]
    [InlineData(1, 100, 0)]
    public void Arguments_outside_their_range_are_refused(int count, double exposure, int per) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rate.For(count, exposure, per));
}
