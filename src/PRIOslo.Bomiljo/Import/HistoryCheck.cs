using System.Globalization;
using MathNet.Numerics.Distributions;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Compares a delivery with the source's own history. Pure.</summary>
public static class HistoryCheck
{
    /// <summary>Warned below this probability.</summary>
    public const double Level = 0.01;

    /// <summary>An assumption: from one year to the next a source's total varies by a tenth even when nothing is wrong.</summary>
    private const double LeastYearlySpread = 0.10;

    /// <param name="delivery">What comes in.</param>
    /// <param name="history">What is in from the source, without the delivery.</param>
    /// <param name="lastDay">The day of the import: its month and later ones need not be there.</param>
    public static IEnumerable<ImportWarning> Run(MonthlyCounts delivery, MonthlyCounts history, DateOnly lastDay)
    {
        if (delivery.Months is not [var first, .., var last] months)
            return [];
        return [.. EmptyMonths(delivery, months, first, last), .. MissingEdges(delivery, history, months, lastDay), .. AgainstYears(delivery, history, months)];
    }

    /// <summary>A month between the first and the last that has nothing although, at the others' mean, chance would seldom leave it empty:
    /// P(0) = e^−mean (Poisson).</summary>
    private static IEnumerable<ImportWarning> EmptyMonths(MonthlyCounts delivery, IReadOnlyList<int> months, int first, int last)
    {
        var mean = delivery.Sum(months.ToHashSet()) / (double)months.Count;
        var chance = Math.Exp(-mean);
        if (chance >= Level)
            yield break;
        foreach (var month in Enumerable.Range(first, last - first + 1).Except(months))
        {
            var day = new DateOnly(month / 12, (month % 12) + 1, 1);
            yield return new("month-without-rows", Say($"{day:yyyy-MM} has no accepted rows; the other months have {mean:0.#} incidents in the mean.")
                + " See whether its rows are among the rejected ones; if not, ask the source, and import the month when it comes.")
            {
                Month = day,
                Observed = 0,
                Expected = Math.Round(mean, 1),
                P = chance,
            };
        }
    }

    /// <summary>A month before the first or after the last of a year of which the delivery has more than half: it may have been cut off. Months
    /// that are in from another delivery, and those that no earlier year of the source has either, are not missed.</summary>
    private static IEnumerable<ImportWarning> MissingEdges(MonthlyCounts delivery, MonthlyCounts history, IReadOnlyList<int> months, DateOnly lastDay)
    {
        var known = history.Months.ToHashSet();
        var mean = delivery.Sum(months.ToHashSet()) / (double)months.Count;
        var firstOpen = (lastDay.Year * 12) + lastDay.Month - 1;
        foreach (var year in months.GroupBy(month => month / 12).Where(year => year.Count() > 6).Select(year => year.Key))
        {
            foreach (var month in Enumerable.Range(year * 12, 12).Where(month => (month < months[0] || month > months[^1]) && month < firstOpen && !known.Contains(month)))
            {
                var earlier = Enumerable.Range(1, 10).Where(years => known.Any(other => other / 12 == year - years)).Select(years => (double)history.Sum(new HashSet<int> { month - (12 * years) })).ToList();
                var expected = earlier.Count == 0 ? mean : earlier.Average();
                var chance = Math.Exp(-expected);
                if (chance >= Level)
                    continue;
                var day = new DateOnly(year, (month % 12) + 1, 1);
                yield return new("month-without-rows", Say($"{day:yyyy-MM} has no accepted rows, though the delivery has most of {year}; {expected:0.#} incidents were to be expected from {(earlier.Count == 0 ? "its other months" : "the source's earlier years")}.")
                    + " Ask the source whether the file is cut off, and import the month when it comes.")
                {
                    Month = day,
                    Observed = 0,
                    Expected = Math.Round(expected, 1),
                    P = chance,
                };
            }
        }
    }

    private static IEnumerable<ImportWarning> AgainstYears(MonthlyCounts delivery, MonthlyCounts history, IReadOnlyList<int> months)
    {
        var known = history.Months.ToHashSet();
        var earlier = Enumerable.Range(1, 10)
            .Select(years => months.Select(month => month - (12 * years)).ToHashSet())
            .Where(shifted => shifted.IsSubsetOf(known))
            .ToList();
        if (earlier.Count == 0)
            yield break;

        var sums = earlier.ConvertAll(shifted => (double)history.Sum(shifted));
        var observed = delivery.Sum(months.ToHashSet());
        var (expected, p) = Unusual(observed, sums);
        if (p < Level)
        {
            yield return new("count-unusual", Say($"{Counted.Of(observed, "incident")} in months that had {expected:0.#} in the mean of {Counted.Of(sums.Count, "earlier year")} ({(p < 0.0001 ? "p < 0.0001" : Say($"p = {p:0.0000}"))}).")
                + " Ask the source what has changed: withdraw the delivery if it is wrong, and note a changed practice with «bomiljo measure break».")
            {
                Observed = observed,
                Expected = Math.Round(expected, 1),
                P = p,
            };
        }

        foreach (var category in history.Categories)
        {
            var mean = earlier.Average(shifted => history.Sum(shifted, category));
            if (delivery.Sum(months.ToHashSet(), category) == 0 && Math.Exp(-mean) < Level)
            {
                yield return new("category-vanished", Say($"{category} does not occur; it had {mean:0.#} incidents in the mean of {Counted.Of(sums.Count, "earlier year")}.")
                    + " See whether its code has changed and is now rejected or ignored; if the source has stopped to record it, note that with «bomiljo measure break».")
                {
                    Category = category,
                    Observed = 0,
                    Expected = Math.Round(mean, 1),
                    P = Math.Exp(-mean),
                };
            }
        }
    }

    /// <summary>
    /// How far a count lies from the same months of earlier years: t = (x − m) / √(s² (1 + 1/k)), two-sided, Student's t with k − 1
    /// degrees of freedom, where s² is the years' variance, but at least the mean (Poisson) and the square of a tenth of it. With
    /// one or two years the normal distribution stands in for t, since s² rests on the floor then.
    /// </summary>
    /// <param name="observed">The delivery's count.</param>
    /// <param name="years">The earlier years' counts, at least one.</param>
    internal static (double Expected, double P) Unusual(double observed, IReadOnlyList<double> years)
    {
        var mean = years.Average();
        var floor = Math.Max(1, mean) + Math.Pow(LeastYearlySpread * mean, 2);
        var sample = years.Count > 2 ? years.Sum(year => Math.Pow(year - mean, 2)) / (years.Count - 1) : 0;
        var distance = Math.Abs(observed - mean) / Math.Sqrt(Math.Max(sample, floor) * (1 + (1.0 / years.Count)));
        var p = years.Count > 2 && sample > floor ? 2 * StudentT.CDF(0, 1, years.Count - 1, -distance) : 2 * Normal.CDF(0, 1, -distance);
        return (mean, p);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
