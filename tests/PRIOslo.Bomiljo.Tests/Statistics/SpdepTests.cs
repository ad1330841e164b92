using System.Diagnostics;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Statistics;

/// <summary>Agreement with R's spdep 1.2-7 on the 96 delbydeler of Oslo; figures stored, and made anew where R is installed.</summary>
public sealed class SpdepTests
{
    private const double Tolerance = 1e-9;
    private static readonly ReferenceTable Local = ReferenceTable.Read(Path.Combine(ReferenceData.Folder, "spdep.csv"));
    private static readonly ReferenceTable Global = ReferenceTable.Read(Path.Combine(ReferenceData.Folder, "spdep-global.csv"));
    private static readonly int[] Events = ReferenceData.Areas.Counts("events");
    private static readonly double[] Residents = ReferenceData.Areas.Numbers("residents");

    [Fact]
    public void Gi_and_gi_star_agree_with_spdep()
    {
        Agree("gi", [.. GetisOrd.Gi(ReferenceData.Rates, ReferenceData.AreaNeighbours).Select(area => area.Z)]);
        Agree("gi_star", [.. GetisOrd.GiStar(ReferenceData.Rates, ReferenceData.AreaNeighbours).Select(area => area.Z)]);
    }

    [Fact]
    public void Local_moran_agrees_with_spdep()
    {
        var moran = LocalMoran.Test(ReferenceData.Rates, ReferenceData.AreaNeighbours);

        Agree("moran", [.. moran.Select(area => area.Value)]);
        Agree("moran_expected", [.. moran.Select(area => area.Expected)]);
        Agree("moran_variance", [.. moran.Select(area => area.Variance)]);
        Agree("moran_p", [.. moran.Select(area => area.PTwoSided)]);
    }

    [Fact]
    public void Global_moran_and_g_agree_with_spdep()
    {
        AgreeGlobally("moran", GlobalMoran.Test(ReferenceData.Rates, ReferenceData.AreaNeighbours));
        AgreeGlobally("g", GetisOrd.Global(ReferenceData.Rates, ReferenceData.AreaNeighbours));
        AgreeGlobally("moran_island", GlobalMoran.Test(ReferenceData.Rates, ReferenceData.WithIsland));
        AgreeGlobally("g_island", GetisOrd.Global(ReferenceData.Rates, ReferenceData.WithIsland));
        Close(Global.Named("moran_p"), GlobalMoran.Test(ReferenceData.Rates, ReferenceData.AreaNeighbours).PGreater);
        Close(Global.Named("g_p"), GetisOrd.Global(ReferenceData.Rates, ReferenceData.AreaNeighbours).PGreater);
    }

    [Fact]
    public void Nearest_neighbours_and_moran_over_one_way_links_agree_with_spdep()
    {
        var nearest = NearestNeighbours.Of(ReferenceData.Areas.Numbers("east"), ReferenceData.Areas.Numbers("north"), 5);
        var moran = GlobalMoran.Test(ReferenceData.Rates, nearest);

        Assert.Equal(Local.Texts("nearest"), Enumerable.Range(0, nearest.Count).Select(i => string.Join(' ', nearest.Of(i).ToArray())));
        Close(Global.Named("moran_nearest"), moran.Value);
        Close(Global.Named("moran_nearest_variance"), moran.Variance);
    }

    [Fact]
    public void Empirical_bayes_agrees_with_spdep()
    {
        var global = EmpiricalBayes.Global(Events, Residents);

        Close(Global.Named("eb_a"), global.PriorVariance);
        Close(Global.Named("eb_b"), global.PriorMean);
        Agree("eb", [.. global.Areas.Select(area => area.Mean)]);
        Agree("eb_local", [.. EmpiricalBayes.Local(Events, Residents, ReferenceData.AreaNeighbours).Select(area => area.Mean)]);
        Agree("eb_geoda", [.. EmpiricalBayes.Local(Events, Residents, ReferenceData.AreaNeighbours, LocalSpread.AboutCommonMean).Select(area => area.Mean)]);
    }

    [Fact]
    public void Adjusted_p_values_agree_with_r()
    {
        var p = Local.Numbers("moran_p");

        Close(Global.Named("bh_sum"), FalseDiscovery.BenjaminiHochberg(p).Sum());
        Close(Global.Named("by_sum"), FalseDiscovery.BenjaminiYekutieli(p).Sum());
    }

    [Fact]
    public void Stored_figures_are_those_of_spdep_where_r_is_installed()
    {
        var folder = Directory.CreateTempSubdirectory("bomiljo-spdep-");
        try
        {
            if (!RunsR(folder.FullName))
                return;
            foreach (var file in new[] { "spdep.csv", "spdep-global.csv" })
            {
                var (stored, fresh) = (File.ReadAllLines(Path.Combine(ReferenceData.Folder, file)), File.ReadAllLines(Path.Combine(folder.FullName, file)));
                Assert.Equal(stored.Length, fresh.Length);
                foreach (var (one, other) in stored.Zip(fresh))
                    Assert.All(one.Split(';').Zip(other.Split(';')), pair => AgreeAsText(pair.First, pair.Second));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AgreeAsText(string stored, string fresh)
    {
        if (double.TryParse(stored, System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            Close(number, double.Parse(fresh, System.Globalization.CultureInfo.InvariantCulture));
        else
            Assert.Equal(stored, fresh);
    }

    /// <returns>False where R or spdep is not installed.</returns>
    private static bool RunsR(string folder)
    {
        if (Run("-e", "quit(status = !requireNamespace('spdep', quietly = TRUE))") is not { ExitCode: 0 })
            return false;
        var made = Run(Path.Combine(ReferenceData.Folder, "spdep.R"), Path.Combine(ReferenceData.Folder, "areas.csv"), folder);
        Assert.True(made is { ExitCode: 0 }, made?.Messages);
        return true;
    }

    private static (int ExitCode, string Messages)? Run(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("Rscript", arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            var messages = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, messages);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static void Agree(string column, double[] computed) =>
        Assert.All(Local.Numbers(column).Zip(computed), pair => Close(pair.First, pair.Second));

    private static void AgreeGlobally(string name, Deviate computed)
    {
        Close(Global.Named(name), computed.Value);
        Close(Global.Named(name + "_expected"), computed.Expected);
        Close(Global.Named(name + "_variance"), computed.Variance);
    }

    private static void Close(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(Math.Abs(expected), 1e-12), $"Expected {expected:R}, was {actual:R}.");
}
