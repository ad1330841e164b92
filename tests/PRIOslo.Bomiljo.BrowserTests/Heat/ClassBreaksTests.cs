using System.Globalization;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.BrowserTests.Heat;

public sealed class ClassBreaksTests
{
    [Fact]
    public void Five_classes_hold_about_equally_many()
    {
        var rates = Enumerable.Range(1, 100).Select(n => (double)n).ToList();
        var breaks = ClassBreaks.Of(rates);
        Assert.Equal([21, 41, 61, 81], breaks.Limits);
        Assert.All(rates.CountBy(breaks.ClassOf), group => Assert.Equal(20, group.Value));
    }

    [Fact]
    public void A_rate_at_a_limit_belongs_to_the_class_above()
    {
        var breaks = new ClassBreaks([2, 4]);
        Assert.Equal([0, 0, 1, 1, 2], new[] { 0, 1.999, 2, 3.999, 4 }.Select(breaks.ClassOf));
    }

    [Fact]
    public void Equal_rates_make_one_class()
    {
        Assert.Equal(1, ClassBreaks.Of([3, 3, 3]).Classes);
        Assert.Equal(1, ClassBreaks.Of([]).Classes);
        Assert.Equal(1, ClassBreaks.Of([0, 0]).Classes);
    }

    [Fact]
    public void Limits_have_two_significant_digits_and_rise()
    {
        var limits = ClassBreaks.Of(Enumerable.Range(0, 500).Select(n => Math.Pow(1.01, n) * 0.01237)).Limits;
        Assert.Equal(limits.Order(), limits);
        Assert.All(limits, limit => Assert.Equal(limit, double.Parse(limit.ToString("0.0E+0", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), 9));
    }

    [Fact]
    public void Few_classes_span_the_palette()
    {
        var breaks = new ClassBreaks([5]);
        Assert.Equal([0, 4], [breaks.ColourOf(0), breaks.ColourOf(1)]);
    }
}
