using PRIOslo.Bomiljo.Statistics;
using Xunit.Abstractions;

namespace PRIOslo.Bomiljo.Tests.Statistics;

/// <summary>Guerry's 85 departments of France and North Carolina's 100 counties: where R's spdep and PySAL's esda differ, and how to go from one to the other.</summary>
public sealed class PackageConventionTests(ITestOutputHelper output)
{
    private static readonly ReferenceTable Guerry = ReferenceTable.Read(Path.Combine(ReferenceData.Folder, "guerry.csv"));
    private static readonly double[] Crimes = Guerry.Numbers("crm_prs");
    private static readonly Neighbours Departments = Guerry.Neighbours("neighbours");
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
    public void The_share_of_significant_departments_is_spdeps_two_sided_and_folded()
    {
        const int draws = 9_999;
        var own = Permutation.Local(Crimes, Departments, draws, seed: 1);
        var (two, folded) = (own.Count(p => p.TwoSided <= 0.05), own.Count(p => p.Folded <= 0.05));
        var (spdepTwo, spdepFolded) = (Guerry.Numbers("p_two_sided").Count(p => p <= 0.05), Guerry.Numbers("p_folded").Count(p => p <= 0.05));

        output.WriteLine($"Two-sided {two} (spdep {spdepTwo}), folded {folded} (spdep {spdepFolded}) of 85.");
        Assert.InRange(two, spdepTwo - 3, spdepTwo + 3); // spdep draws with replacement
        Assert.InRange(folded, spdepFolded - 3, spdepFolded + 3);
        Assert.True(folded > two + 5, "One-sided p-values mark more.");
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

    private static void Agree(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * Math.Max(1, Math.Abs(pair.First))));
    }
}
