using PRIOslo.Bomiljo.Statistics;
using Xunit.Abstractions;

namespace PRIOslo.Bomiljo.Tests.Statistics;

/// <summary>Guerry's 85 departments of France and North Carolina's 100 counties: where R's spdep and PySAL's esda differ, and how to go from one to the other.</summary>
public sealed class PackageConventionTests(ITestOutputHelper output)
{
    private static readonly ReferenceTable Guerry = ReferenceTable.Read(Path.Combine(ReferenceData.Folder, "guerry.csv"));
    private static readonly double[] Crimes = Guerry.Numbers("crm_prs");
    private static readonly Neighbours Departments = Guerry.Neighbours("neighbours");
    private const int Draws = 99_999;
    private const double Errors = 4.5; // 1 in 150,000 for one area
    private static readonly int[] Members = [.. Enumerable.Range(0, Departments.Count).Select(area => Departments.Of(area).Length)];

    [Fact]
    public void Local_moran_of_guerrys_departments_is_spdeps()
    {
        var moran = LocalMoran.Test(Crimes, Departments);

        Agree(Guerry.Numbers("moran"), [.. moran.Select(area => area.Value)]);
        Agree(Guerry.Numbers("moran_p"), [.. moran.Select(area => area.PTwoSided)]);
    }

    [Fact]
    public void Local_moran_over_the_neighbours_times_n_minus_1_over_n_is_esdas()
    {
        var rows = LocalMoran.Test(Crimes, Departments).Zip(Members, (area, members) => area.Value / members).ToArray();
        const double n = 85;

        Agree(Guerry.Numbers("moran_w"), rows);
        Agree(Guerry.Numbers("esda"), [.. rows.Select(value => value * (n - 1) / n)]);
    }

    [Fact]
    public void Row_standardised_gi_star_is_the_same_in_spdep_and_another_in_esda()
    {
        var binary = GetisOrd.GiStar(Crimes, Departments).Select(area => area.Z).ToArray();
        Agree(Guerry.Numbers("gi_star"), binary);
        Agree(Guerry.Numbers("gi_star_w"), binary);

        // esda's, by its own equation: the neighbourhood's mean less the mean of all, over the standard deviation of all.
        double n = Crimes.Length, mean = Crimes.Average(), deviation = Math.Sqrt(Crimes.Sum(x => (x - mean) * (x - mean)) / n);
        double[] esda = [.. Enumerable.Range(0, Crimes.Length).Select(area =>
            (Departments.Of(area).ToArray().Append(area).Average(other => Crimes[other]) - mean) / deviation)];

        Agree(esda, [.. binary.Select((z, area) => z * Math.Sqrt(((n / (Members[area] + 1)) - 1) / (n - 1)))]);
        var apart = binary.Zip(esda, (one, other) => Math.Abs(one - other)).Max();
        output.WriteLine($"The two z differ by up to {apart:F2}.");
        Assert.True(apart > 1);
    }

    [Fact]
    public void Permutation_without_replacement_marks_the_departments_that_base_r_marks()
    {
        var own = Permutation.Local(Crimes, Departments, Draws, seed: 1);

        AssertSameButForChance([.. own.Select(p => p.Greater)], Guerry.Numbers("greater"), Draws);
        AssertSameButForChance([.. own.Select(p => p.Less)], Guerry.Numbers("less"), Draws);
        var folded = own.Count(p => p.Folded <= 0.05);
        Assert.Equal(Guerry.Numbers("greater").Zip(Guerry.Numbers("less")).Count(p => Math.Min(p.First, p.Second) <= 0.05), folded);
        output.WriteLine($"{folded} of 85 are marked one-sided, {own.Count(p => p.TwoSided <= 0.05)} two-sided.");
        Assert.True(folded > own.Count(p => p.TwoSided <= 0.05) + 5, "One-sided p-values mark more.");
    }

    [Fact]
    public void Spdeps_departments_are_those_of_a_permutation_with_replacement()
    {
        const int spdepDraws = 9_999;
        var own = WithReplacement();
        double[] folded = [.. own.Select(p => p.Folded)];

        AssertSameButForChance(folded, Guerry.Numbers("p_folded"), spdepDraws);
        // Its marks are fewer than without replacement, whose sums vary less: more than chance explains.
        var without = Permutation.Local(Crimes, Departments, Draws, seed: 1);
        var (marked, fewer) = (without.Count(p => p.Folded <= 0.05), Guerry.Numbers("p_folded").Count(p => p <= 0.05));
        output.WriteLine($"Marked with replacement {folded.Count(p => p <= 0.05)} (spdep {fewer}), without {marked}.");
        Assert.True(marked > fewer);
        Assert.True(without.Zip(Guerry.Numbers("p_folded"), (p, spdep) => Math.Abs(p.Folded - spdep) / Error(spdep, spdepDraws)).Max() > Errors);
    }

    [Fact]
    public void The_two_sided_p_is_twice_the_folded_one_that_esda_prints()
    {
        var own = Permutation.Local(Crimes, Departments, 999, seed: 2);

        Assert.All(own, p => Assert.Equal(Math.Min(1, 2 * Math.Min(p.Greater, p.Less)), p.TwoSided, 1e-15));
        Assert.All(Guerry.Numbers("p_two_sided").Zip(Guerry.Numbers("p_folded")), pair => Assert.Equal(Math.Min(1, 2 * pair.Second), pair.First, 0.001)); // spdep ranks once
    }

    [Fact]
    public void Local_empirical_bayes_about_the_common_mean_is_esdas_and_spdeps_own_is_apart_where_counts_are_rare()
    {
        var counties = ReferenceTable.Read(Path.Combine(ReferenceData.Folder, "sids2.csv"));
        var (deaths, births, neighbours) = (counties.Counts("events"), counties.Numbers("exposure"), counties.Neighbours("neighbours"));

        // esda's Spatial_Empirical_Bayes, by its own equation: mean, spread and n̄ over the county and its neighbours.
        double[] esda = [.. Enumerable.Range(0, deaths.Length).Select(i =>
        {
            int[] near = [i, .. neighbours.Of(i)];
            double exposure = near.Sum(j => births[j]), mean = near.Sum(j => deaths[j]) / exposure, rate = deaths[i] / births[i];
            var variance = (near.Sum(j => births[j] * Math.Pow((deaths[j] / births[j]) - mean, 2)) / exposure) - (mean / (exposure / near.Length));
            return variance <= 0 ? mean : mean + ((rate - mean) * variance / (variance + (mean / births[i])));
        })];
        double[] common = [.. EmpiricalBayes.Local(deaths, births, neighbours, LocalSpread.AboutCommonMean).Select(area => area.Mean)];
        double[] own = [.. EmpiricalBayes.Local(deaths, births, neighbours).Select(area => area.Mean)];

        Agree(esda, common);
        var apart = own.Zip(esda, (one, other) => Math.Abs(one - other) / other).Max();
        output.WriteLine($"spdep's default is apart by up to {100 * apart:F0} %.");
        Assert.InRange(apart, 0.1, 1);
    }

    /// <summary>Each area's neighbours drawn from all the others, any of them more than once.</summary>
    private static SimulatedP[] WithReplacement() => [.. Enumerable.Range(0, Crimes.Length).Select(i =>
    {
        var (random, observed) = (new RandomStream(1, (ulong)i), Departments.Lag(i, Crimes));
        double[] others = [.. Crimes[..i], .. Crimes[(i + 1)..]];
        int atLeast = 0, atMost = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var sum = 0.0;
            for (var member = 0; member < Members[i]; member++)
                sum += others[random.NextBelow(others.Length)];
            atLeast += sum >= observed ? 1 : 0;
            atMost += sum <= observed ? 1 : 0;
        }

        return new SimulatedP(atLeast, atMost, Draws);
    })];

    /// <summary>Every p-value lies within the error of both simulations, and marks differ only where that error reaches across 5 %.</summary>
    private static void AssertSameButForChance(double[] own, double[] reference, int referenceDraws) => Assert.All(own.Zip(reference), pair =>
    {
        var error = Math.Sqrt(Math.Pow(Error(pair.Second, referenceDraws), 2) + Math.Pow(Error(pair.Second, Draws), 2));
        Assert.InRange(pair.First, pair.Second - (Errors * error), pair.Second + (Errors * error));
        Assert.True(pair.First <= 0.05 == pair.Second <= 0.05 || Math.Abs(pair.Second - 0.05) < Errors * error);
    });

    private static double Error(double p, int draws) => Math.Sqrt(Math.Max(p * (1 - p), 1.0 / draws) / draws);

    private static void Agree(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Max(1, Math.Abs(pair.First))));
    }
}
