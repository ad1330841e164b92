using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>This year's rate against last year's.</summary>
/// <param name="Class"><c>up</c>, <c>down</c> or <c>no-change</c> by the adjusted p-value, else why there is nothing to say; null where the test is in no family, so that nothing
/// is marked.</param>
/// <param name="Test">Null where there is nothing to compare.</param>
/// <param name="Q">Adjusted by Benjamini and Hochberg within the family; null for what no family holds: the total, Sentrum and Marka.</param>
/// <param name="QStrict">Adjusted by Benjamini and Yekutieli, as a sensitivity.</param>
public sealed record YearChange(string? Class, ChangeTest? Test, double? Q, double? QStrict)
{
    /// <summary>True if a denominator that it rests on lies between two known years; null without a test.</summary>
    public bool? Interpolated { get; init; }
}

/// <summary>Each year's rate against the year before's, over the unbroken series.</summary>
/// <param name="Class"><c>rising</c>, <c>falling</c> or <c>no-trend</c> by the adjusted p-value, or <c>too-short</c> («for kort serie»);
/// null where the test is in no family.</param>
/// <param name="Years">Unbroken years, the measured one included.</param>
public sealed record YearTrend(string? Class, TrendTest? Test, double? Q, int Years)
{
    /// <inheritdoc cref="YearChange.Interpolated"/>
    public bool? Interpolated { get; init; }
}

/// <summary>Step 6: change and trend, for all areas of one theme.</summary>
/// <remarks>
/// A family of tests is a theme, a year and a level. The total is tested and not marked: it holds the themes, and is left out of every
/// family.
/// </remarks>
internal static class ChangeStep
{
    public static List<Figure> Add(List<Figure> figures, MeasurementParameters parameters, SeriesOfYears series, double dispersion, string theme)
    {
        var result = new List<Figure>();
        foreach (var level in figures.GroupBy(figure => figure.Area.Level))
        {
            var family = level.ToList();
            var past = family.ConvertAll(figure => series.Of(figure.Area, theme));
            var changes = past.ConvertAll(years => years.Years < 2
                ? null
                : ChangeTest.For(years.Counts[^2], years.Exposures[^2], years.Counts[^1], years.Exposures[^1], dispersion));
            var trends = past.ConvertAll(years => TrendTest.For(years.FirstYear, years.FirstYear, years.Counts, years.Exposures, dispersion));
            var marked = theme != Taxonomy.Total;
            // Sentrum and Marka are shown and not ranked; they are in no family either.
            var inFamily = family.ConvertAll(figure => marked && !figure.Area.IsSpecial);
            double[] p = [.. changes.Select((test, at) => inFamily[at] ? test?.PValue ?? double.NaN : double.NaN)];
            double[] trendP = [.. trends.Select((test, at) => inFamily[at] ? test?.PValue ?? double.NaN : double.NaN)];
            var (q, strict, trendQ) = (FalseDiscovery.BenjaminiHochberg(p), FalseDiscovery.BenjaminiYekutieli(p), FalseDiscovery.BenjaminiHochberg(trendP));
            for (var at = 0; at < family.Count; at++)
            {
                result.Add(family[at] with
                {
                    Change = new(ClassOf(changes[at], q[at], past[at], parameters.Significance), changes[at], Known(q[at]), Known(strict[at]))
                    {
                        Interpolated = changes[at] is null ? null : past[at].IsChangeInterpolated,
                    },
                    Trend = past[at].Years == 0
                        ? null
                        : new(ClassOf(trends[at], trendQ[at], parameters.Significance), trends[at], Known(trendQ[at]), past[at].Years)
                        {
                            Interpolated = trends[at] is null ? null : past[at].IsTrendInterpolated,
                        },
                });
            }
        }

        return result;
    }

    private static string? ClassOf(ChangeTest? test, double q, AreaSeries past, double significance)
    {
        if (test is not { } change)
        {
            return past.End switch
            {
                SeriesEnd.NoEarlierYear => "no-earlier-year",
                SeriesEnd.SeriesBreak => "series-break",
                SeriesEnd.BoundaryChange => "boundary-change",
                _ => "no-denominator",
            };
        }

        return double.IsNaN(q) ? null : q <= significance ? change.RateRatio > 1 ? "up" : "down" : "no-change";
    }

    private static string? ClassOf(TrendTest? test, double q, double significance)
    {
        if (test is not { } trend)
            return "too-short";
        return double.IsNaN(q) ? null : q <= significance ? trend.AnnualRatio > 1 ? "rising" : "falling" : "no-trend";
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
