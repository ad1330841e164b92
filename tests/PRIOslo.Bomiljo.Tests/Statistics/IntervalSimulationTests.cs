using PRIOslo.Bomiljo.Statistics;
using Xunit.Abstractions;

namespace PRIOslo.Bomiljo.Tests.Statistics;

/// <summary>Promises kept on counts of dispersion 1, 3 and 5, the dispersion estimated as in use; each share with its Monte-Carlo error.</summary>
public sealed class IntervalSimulationTests(ITestOutputHelper output)
{
    private const int Areas = 96;
    private const int Years = 5;
    private const int Cities = 150;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Widened_intervals_cover_at_least_95_per_cent_on_average(double dispersion)
    {
        var (covered, plain, all) = (0, 0, 0);
        ForEachCity(dispersion, (means, counts, estimated) =>
        {
            for (var cell = 0; cell < counts.Length; cell++)
            {
                var widened = PoissonInterval.Widened(counts[cell], estimated);
                var narrow = PoissonInterval.For(counts[cell]);
                covered += widened.Low <= means[cell] && means[cell] <= widened.High ? 1 : 0;
                plain += narrow.Low <= means[cell] && means[cell] <= narrow.High ? 1 : 0;
                all++;
            }
        });

        Report("coverage", covered, all);
        Report("coverage of plain Poisson intervals", plain, all);
        Assert.True(covered >= all * 0.95, $"Covered {covered} of {all}.");
        Assert.True(dispersion == 1 || plain < all * 0.87, "Plain intervals are too narrow here, or the counts are not dispersed.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void False_alarms_of_change_and_trend_stay_at_or_below_the_nominal_rate(double dispersion)
    {
        var (changes, trends, plain, tests, series) = (0, 0, 0, 0, 0);
        ForEachCity(dispersion, (means, counts, estimated) =>
        {
            for (var area = 0; area < Areas; area++)
            {
                var own = counts.AsSpan(area * Years, Years);
                var exposures = means.AsSpan(area * Years, Years);
                changes += ChangeTest.For(own[3], exposures[3], own[4], exposures[4], estimated)!.Value.PValue <= 0.05 ? 1 : 0;
                plain += ChangeTest.For(own[3], exposures[3], own[4], exposures[4], 1)!.Value.PValue <= 0.05 ? 1 : 0;
                trends += TrendTest.For(2020, 2020, own, exposures, estimated)!.Value.PValue <= 0.05 ? 1 : 0;
                tests++;
                series++;
            }
        });

        Report("false alarms of change", changes, tests);
        Report("false alarms of change without dispersion", plain, tests);
        Report("false alarms of trend", trends, series);
        Assert.True(changes <= (0.05 * tests) + (2 * MonteCarloError(0.05, tests)), $"{changes} of {tests}.");
        Assert.True(trends <= (0.05 * series) + (2 * MonteCarloError(0.05, series)), $"{trends} of {series}.");
        Assert.True(dispersion == 1 || plain > 0.15 * tests, "Without dispersion the test cries wolf here, or the counts are not dispersed.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void The_estimated_dispersion_is_near_the_true_one(double dispersion)
    {
        var estimates = new List<double>();
        ForEachCity(dispersion, (_, _, estimated) => estimates.Add(estimated));
        output.WriteLine($"dispersion {dispersion}: mean estimate {estimates.Average():F3}");

        Assert.InRange(estimates.Average() / dispersion, 0.9, 1.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Intervals_of_weighted_totals_cover_at_least_95_per_cent_on_average(double dispersion)
    {
        var random = new SimulatedCounts(7);
        double[] weights = [1, 3, 10];
        var (covered, all) = (0, 20_000);
        for (var draw = 0; draw < all; draw++)
        {
            double[] means = [random.Between(2, 200), random.Between(1, 50), random.Between(0.5, 10)];
            var total = WeightedTotal.For([.. means.Select(mean => random.Draw(mean, dispersion))], weights, dispersion);
            var truth = means.Zip(weights, (mean, weight) => mean * weight).Sum();
            covered += total.Low <= truth && truth <= total.High ? 1 : 0;
        }

        Report("coverage", covered, all);
        Assert.True(covered >= all * 0.95, $"Covered {covered} of {all}.");
    }

    /// <summary>Cities of 96 areas and five years, with expected counts from 2 to 300 and the city rising and falling.</summary>
    private static void ForEachCity(double dispersion, Action<double[], int[], double> use)
    {
        var random = new SimulatedCounts((int)(1_000 * dispersion));
        for (var city = 0; city < Cities; city++)
        {
            var means = new double[Areas * Years];
            for (var area = 0; area < Areas; area++)
            {
                var level = random.Between(2, 300);
                for (var year = 0; year < Years; year++)
                    means[(area * Years) + year] = level * (1 + (0.1 * year));
            }

            int[] counts = [.. means.Select(mean => random.Draw(mean, dispersion))];
            use(means, counts, Dispersion.FromAreasAndPeriods(counts, means, Years)!.Value.Value);
        }
    }

    private void Report(string what, int hits, int all) =>
        output.WriteLine($"{what}: {100.0 * hits / all:F2} % ± {100 * MonteCarloError(hits / (double)all, all) / all:F2}");

    /// <summary>Standard error of a number of hits.</summary>
    private static double MonteCarloError(double share, int all) => Math.Sqrt(all * share * (1 - share));
}
