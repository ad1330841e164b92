using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Samples;

namespace PRIOslo.Bomiljo.Tests.Samples;

public class Pcg32Tests
{
    [Fact]
    public void The_first_numbers_are_those_of_the_reference_implementation()
    {
        // pcg32-demo of the reference C library, seed 42, stream 54, round 1.
        var random = new Pcg32(42, 54);
        Assert.Equal(
            [0xa15c02b7u, 0x7b47f409u, 0xba1d3330u, 0x83d2f293u, 0xbfa4784bu, 0xcbed606eu],
            Enumerable.Range(0, 6).Select(_ => random.NextUInt()));
    }

    [Fact]
    public void Numbers_below_a_bound_are_even()
    {
        var random = new Pcg32(1, 1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.Next(7)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void The_normal_numbers_have_mean_0_and_deviation_1()
    {
        var random = new Pcg32(3, 1);
        var values = Enumerable.Range(0, 50_000).Select(_ => random.NextNormal()).ToArray();
        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(Math.Sqrt(values.Average(value => value * value)), 0.98, 1.02);
    }

    [Fact]
    public void An_urn_gives_back_exactly_what_was_put_in() => Prop.ForAll(
        Gen.Choose(0, 9).ArrayOf().ToArbitrary(),
        counts =>
        {
            var random = new Pcg32(7, 1);
            var urn = new Urn(counts);
            var drawn = new int[counts.Length];
            while (urn.Left > 0)
                drawn[urn.Draw(random)]++;
            return drawn.SequenceEqual(counts);
        }).QuickCheckThrowOnFailure();
}
