using System.Globalization;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Statistics;

/// <summary>
/// Figures of published worked examples: R's spdep help pages and PySAL's documentation, each to half a unit of the last digit in print. As some
/// are printed with four significant digits, the same figures unrounded, from spdep 1.2-7 (<c>Reference/unrounded.R</c>), are met to 1e-9 relative.
/// </summary>
public sealed class PublishedFiguresTests
{
    private const double Tolerance = 1e-9;
    private static readonly ReferenceTable Unrounded = ReferenceTable.Read(Path.Combine(ReferenceData.Folder, "unrounded.csv"));
    private static readonly double[] SixValues = [2, 3, 3.2, 5, 8, 7];

    /// <summary>Points (10,10) (20,10) (40,10) (15,20) (30,20) (30,30), linked within a distance of 15.</summary>
    private static readonly Neighbours SixPoints = new([[1, 3], [0, 3, 4], [4], [0, 1, 4], [1, 2, 3, 5], [4]]);

    [Fact]
    public void Global_g_of_six_points()
    {
        var g = GetisOrd.Global(SixValues, SixPoints);

        Close(["0.55709779"], ["g"], [g.Value]);
        Close(["0.172936"], ["g_p"], [g.PGreater]);
    }

    [Fact]
    public void Local_gi_and_gi_star_of_six_points()
    {
        Close(["-1.013673", "-0.043616", "1.315587", "-0.314127", "1.153740", "1.778339"], Names("gi", 6), [.. GetisOrd.Gi(SixValues, SixPoints).Select(area => area.Z)]);
        Close(["-1.397276", "-0.289178", "0.650650", "-0.289178", "1.234521", "2.024243"], Names("gi_star", 6), [.. GetisOrd.GiStar(SixValues, SixPoints).Select(area => area.Z)]);
    }

    [Fact]
    public void Row_standardised_figures_of_esda_follow_by_the_conversion_in_the_remarks()
    {
        double gi = GetisOrd.Gi(SixValues, SixPoints)[0].Z, star = GetisOrd.GiStar(SixValues, SixPoints)[0].Z;

        Assert.Equal(-0.62074534, gi * Math.Sqrt(((5 / 2.0) - 1) / (5 - 1)), 0.5e-8);
        Assert.Equal(-0.62488094, star * Math.Sqrt(((6 / 3.0) - 1) / (6 - 1)), 0.5e-8);
    }

    [Fact]
    public void Local_moran_of_esda_is_smaller_by_n_minus_1_over_n()
    {
        // Σ w z z (n − 1)/Σz² by hand for the first point: z₁ = −2.7, z₂ + z₄ = −1.4.
        const double squares = 7.29 + 2.89 + 2.25 + 0.09 + 10.89 + 5.29;
        var esda = -2.7 * -1.4 * 5 / squares;

        Assert.Equal(esda, LocalMoran.Test(SixValues, SixPoints)[0].Value * 5 / 6, 1e-12);
    }

    [Fact]
    public void Marshalls_prior_of_child_mortality_in_auckland()
    {
        var table = ReferenceTable.Read(Path.Combine(ReferenceData.Folder, "auckland.csv"));

        var result = EmpiricalBayes.Global(table.Counts("events"), table.Numbers("exposure"));

        Close(["7.284173e-07", "0.002633436"], ["auckland_a", "auckland_b"], [result.PriorVariance, result.PriorMean]);
    }

    [Fact]
    public void Smoothing_of_sudden_infant_deaths_in_north_carolina()
    {
        var table = ReferenceTable.Read(Path.Combine(ReferenceData.Folder, "sids2.csv"));
        var (events, births) = (table.Counts("events"), table.Numbers("exposure"));
        var expected = StandardisedRatio.ExpectedFromCityRate(events, births);

        // The fifth is in print as 3.133190, of which the sixth decimal is no figure: unrounded it is 3.13318851.
        Close(["0.453433", "0", "0.775871", "0.973810", "3.13319"], Names("excess", 5), [.. events.Zip(expected, (o, e) => StandardisedRatio.For(o, e, 1)!.Value.PerCent / 100).Take(5)]);
        Close(["0.0016973", "0.0017054", "0.0017731", "0.0020129", "0.0035349"], Names("eb", 5), [.. EmpiricalBayes.Global(events, births).Areas.Select(area => area.Mean).Take(5)]);
        Close(["0.0009922", "0.0012639", "0.0009740", "0.0007605", "0.0050154"], Names("spatial", 5), EmpiricalBayes.NeighbourhoodRates(events, births, table.Neighbours("neighbours"))[..5]);
    }

    private static string[] Names(string figure, int count) => [.. Enumerable.Range(1, count).Select(at => $"{figure}_{at}")];

    private static void Close(string[] printed, string[] unrounded, double[] computed)
    {
        Assert.Equal((printed.Length, printed.Length), (unrounded.Length, computed.Length));
        for (var at = 0; at < printed.Length; at++)
        {
            Assert.Equal(double.Parse(printed[at], CultureInfo.InvariantCulture), computed[at], HalfUnit(printed[at]));
            var exact = Unrounded.Named(unrounded[at]);
            Assert.Equal(exact, computed[at], Tolerance * Math.Abs(exact));
        }
    }

    /// <returns>Half a unit of the last digit.</returns>
    private static double HalfUnit(string printed)
    {
        var parts = printed.Split('e');
        var decimals = parts[0].Contains('.', StringComparison.Ordinal) ? parts[0].Length - parts[0].IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return 0.5 * Math.Pow(10, (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0) - decimals);
    }
}
