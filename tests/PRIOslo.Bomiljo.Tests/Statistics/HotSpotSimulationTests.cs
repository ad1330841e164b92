using PRIOslo.Bomiljo.Statistics;
using Xunit.Abstractions;

namespace PRIOslo.Bomiljo.Tests.Statistics;

/// <summary>Hot spots on the 96 delbydeler of Oslo, the dispersion estimated from five years as in use.</summary>
public sealed class HotSpotSimulationTests(ITestOutputHelper output)
{
    private const int Years = 5;
    private const int Draws = 9_999; // a tenth of a measurement's: the least p, 2·10⁻⁴, is still below 0.05/96
    private static readonly double[] Expected = ExpectedEvents();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Without_clustering_theme_years_with_a_marked_area_are_not_above_5_per_cent(double dispersion)
    {
        const int themeYears = 600;
        var (giStar, moran) = (0, 0);
        var below = new double[themeYears];
        for (var run = 0; run < themeYears; run++)
        {
            var spots = Measure(Expected, Expected, dispersion, seed: run);
            giStar += MarkedByGiStar(spots).Any(marked => marked) ? 1 : 0; // hot or cold
            below[run] = spots.Average(spot => spot.GiStar.TwoSided <= 0.05 ? 1.0 : 0);
            moran += FalseDiscovery.BenjaminiHochberg([.. spots.Select(spot => spot.MoranP.TwoSided)]).Any(q => q <= 0.05) ? 1 : 0;
        }

        // Binomial, one-sided at 5 %: with 600 theme-years a share above 6.5 % is significantly above 5 %, and one of 9 % is found in 99 of 100 runs.
        var (single, error) = (below.Average(), Math.Sqrt(below.Sum(share => Math.Pow(share - below.Average(), 2))) / themeYears);
        output.WriteLine($"dispersion {dispersion}: Gi* {100.0 * giStar / themeYears:F1} %, Moran {100.0 * moran / themeYears:F1} %, ± {100 * Math.Sqrt(0.05 * 0.95 / themeYears):F1}; single areas' p below 5 % {100 * single:F2} ± {100 * error:F2} %");
        var most = (0.05 * themeYears) + (1.645 * Math.Sqrt(themeYears * 0.05 * 0.95));
        Assert.True(giStar <= most, $"Gi*: {giStar} of {themeYears}.");
        Assert.True(moran <= most, $"Local Moran: {moran} of {themeYears}.");
        Assert.InRange(single, 0.04, 0.06); // of p-values half or twice as large it is 10 or 2.5 %
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_cluster_of_four_areas_at_relative_risk_2_is_found_in_at_least_90_per_cent(double dispersion)
    {
        const int runs = 300;
        int[] cluster = [20, .. ReferenceData.AreaNeighbours.Of(20).ToArray().Take(3)];
        double[] expected = [.. Expected];
        double[] risky = [.. Expected];
        foreach (var area in cluster)
            (expected[area], risky[area]) = (70, 140);

        var (found, whole) = (0, 0);
        for (var run = 0; run < runs; run++)
        {
            var spots = Measure(expected, risky, dispersion, seed: 5_000 + run);
            var marked = MarkedByGiStar(spots);
            found += cluster.Any(area => marked[area] && spots[area].GiStarZ > 0) ? 1 : 0;
            whole += cluster.All(area => marked[area] && spots[area].GiStarZ > 0) ? 1 : 0;
        }

        output.WriteLine($"dispersion {dispersion}: at least one hot {Share(found)}, all four {Share(whole)}");
        // The cluster is found where one of its areas is marked. Binomial, one-sided at 5 %: significantly above 90 %.
        var least = (0.9 * runs) + (1.645 * Math.Sqrt(runs * 0.9 * 0.1));
        Assert.True(found >= least, $"At least one: {found} of {runs}.");

        static string Share(int count) => $"{100.0 * count / runs:F1} % ± {100 * Math.Sqrt(count * (double)(runs - count) / runs) / runs:F1}";
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_on_any_number_of_threads_and_another_seed_does_not()
    {
        int[] counts = ReferenceData.Areas.Counts("events");

        var one = HotSpotSimulation.Run(counts, Expected, ReferenceData.AreaNeighbours, 3, seed: 1, draws: 5_000, threads: 1);
        var four = HotSpotSimulation.Run(counts, Expected, ReferenceData.AreaNeighbours, 3, seed: 1, draws: 5_000, threads: 4);
        var other = HotSpotSimulation.Run(counts, Expected, ReferenceData.AreaNeighbours, 3, seed: 2, draws: 5_000);

        Assert.Equal(one.Areas, four.Areas);
        Assert.Equal(one.GlobalMoran, four.GlobalMoran);
        Assert.NotEqual(one.Areas, other.Areas);
        Assert.All(one.Areas.Zip(other.Areas), pair => Assert.Equal(pair.First.GiStar.TwoSided, pair.Second.GiStar.TwoSided, 0.05));
    }

    [Fact]
    public void One_area_alone_can_pass_among_96()
    {
        var counts = Expected.Select(mean => (int)Math.Round(mean)).ToArray();
        counts[40] = (int)(Expected[40] * 4) + 60;
        var spots = HotSpotSimulation.Run(counts, Expected, ReferenceData.AreaNeighbours, 1, seed: 3).Areas;

        Assert.True(MarkedByGiStar(spots)[40] && spots[40].GiStarZ > 0);
        Assert.Equal(1.0 / 100_000, spots[40].GiStar.Greater, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void P_values_agree_with_the_exact_distribution_of_two_areas(double dispersion)
    {
        // Two areas that expect the same and do not touch: e₁ = (O₁ − O₂)/2. With 14 against 6 at a mean of 10 each, P(O₁ − O₂ ≥ 8) is summed here
        // term by term over two Poisson or negative binomial counts; what is as little or less is everything but O₁ − O₂ > 8.
        var spots = HotSpotSimulation.Run([14, 6], [10, 10], new Neighbours([[], []]), dispersion, seed: 4).Areas;
        var size = 10 / (dispersion - 1);
        var count = new double[400];
        count[0] = dispersion == 1 ? Math.Exp(-10) : Math.Pow(dispersion, -size);
        for (var k = 1; k < count.Length; k++)
            count[k] = count[k - 1] * (dispersion == 1 ? 10.0 / k : (k - 1 + size) / k * (1 - (1 / dispersion)));
        double Tail(int difference) => Enumerable.Range(0, count.Length - difference).Sum(low => count[low] * count.Skip(low + difference).Sum());
        var (tail, rest) = (Tail(8), 1 - Tail(9));

        var error = 4 * Math.Sqrt(tail * (1 - tail) / HotSpotSimulation.DefaultDraws);
        Assert.Equal(1, count.Sum(), 1e-12);
        Assert.Equal(tail, spots[0].GiStar.Greater, error);
        Assert.Equal(rest, spots[0].GiStar.Less, error);
        Assert.Equal(2 * tail, spots[0].GiStar.TwoSided, 2 * error);
        Assert.Equal(tail, spots[1].GiStar.Less, error);
        Assert.Equal(rest, spots[1].GiStar.Greater, error);
        Assert.Equal(4 / Math.Sqrt(5 * dispersion), spots[0].GiStarZ, 1e-12);
        Assert.True(double.IsNaN(spots[0].Moran) && double.IsNaN(spots[0].MoranP.TwoSided));
    }

    [Fact]
    public void Areas_that_expect_nothing_take_no_part()
    {
        var withSquare = HotSpotSimulation.Run([30, 12, 500, 9], [15, 16, 0, 20], new Neighbours([[1, 2], [0, 2], [0, 1, 3], [2]]), 2, seed: 5, draws: 999).Areas;

        Assert.True(double.IsNaN(withSquare[2].GiStarZ));
        Assert.True(double.IsNaN(withSquare[2].GiStar.TwoSided));
        Assert.True(double.IsNaN(withSquare[3].MoranP.TwoSided));
        Assert.True(withSquare[0].GiStarZ > 0 && withSquare[0].GiStar.Greater < 0.5);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    public void Nothing_or_one_area_alone_has_nothing_to_test(int observed, double expected)
    {
        var (areas, moran, _) = HotSpotSimulation.Run([observed], [expected], new Neighbours([[]]), 1, seed: 6, draws: 99);

        Assert.True(double.IsNaN(areas[0].GiStar.TwoSided));
        Assert.True(double.IsNaN(moran.TwoSided));
    }

    private static HotSpot[] Measure(double[] expected, double[] truth, double dispersion, int seed)
    {
        var random = new SimulatedCounts(seed);
        var counts = new int[expected.Length * Years];
        for (var cell = 0; cell < counts.Length; cell++)
            counts[cell] = random.Draw(truth[cell / Years], dispersion);
        double[] exposures = [.. Enumerable.Range(0, counts.Length).Select(cell => expected[cell / Years])];
        var estimated = Dispersion.FromAreasAndPeriods(counts, exposures, Years)!.Value.Value;
        int[] lastYear = [.. Enumerable.Range(0, expected.Length).Select(area => counts[(area * Years) + Years - 1])];
        return HotSpotSimulation.Run(
            lastYear, StandardisedRatio.ExpectedFromCityRate(lastYear, expected), ReferenceData.AreaNeighbours, estimated, (ulong)seed, Draws).Areas;
    }

    /// <summary>Hot or cold, as the measurement marks.</summary>
    private static bool[] MarkedByGiStar(HotSpot[] spots) =>
        [.. FalseDiscovery.BenjaminiHochberg([.. spots.Select(spot => spot.GiStar.TwoSided)]).Select(q => q <= 0.05)];

    private static double[] ExpectedEvents()
    {
        var residents = ReferenceData.Areas.Numbers("residents");
        return [.. residents.Select(number => number * 70 / residents.Average())];
    }
}
