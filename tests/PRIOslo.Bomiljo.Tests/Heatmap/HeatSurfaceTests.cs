using PRIOslo.Bomiljo.Heatmap.Surfaces;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public class HeatSurfaceTests
{
    private static readonly KernelGrid Grid = new(600_000, 6_640_000, HeatSurface.CellMetres, 40, 30);

    [Theory]
    [InlineData(KernelShape.Quartic, 500)]
    [InlineData(KernelShape.Gaussian, 300)]
    public void The_surface_sums_to_the_incidents_also_at_the_citys_edge(KernelShape shape, double bandwidthMetres)
    {
        var surface = HeatSurface.Compute(Town([600_010, 601_234.5, 603_990], [6_640_005, 6_641_111, 6_642_990], [7, 40, 3]), shape, bandwidthMetres);

        Assert.Equal(50, surface.Incidents);
        Assert.InRange(surface.Integral, 50 * 0.999, 50 * 1.001);
        Assert.Equal(12, surface.LeftOut);
    }

    [Fact]
    public void A_rate_is_shown_only_where_ten_residents_and_eight_addresses_stand_behind_the_cell()
    {
        var surface = HeatSurface.Compute(Town([601_000], [6_641_000], [10]), KernelShape.Quartic, 500);
        var (home, remote) = ((10 * Grid.Columns) + 10, (29 * Grid.Columns) + 39);

        Assert.False(double.IsNaN(surface.RatePer1000[home]));
        Assert.True(double.IsNaN(surface.RatePer1000[remote]));
        Assert.Equal(surface.RatePer1000.Count(double.IsNaN), surface.MaskedCells);
        Assert.All(HeatSurface.Compute(Town([601_000], [6_641_000], [10], addresses: 7), KernelShape.Quartic, 500).RatePer1000, rate => Assert.True(double.IsNaN(rate)));
    }

    /// <summary>Both sums cell by cell, each point's bump divided by its mass in the city (Diggle 1985); homes and incidents lie apart and weigh unlike, one near the edge.</summary>
    [Theory]
    [InlineData(KernelShape.Quartic, 700)]
    [InlineData(KernelShape.Gaussian, 400)]
    public void A_rate_is_the_incidents_per_1000_residents_of_direct_sums_with_the_same_kernel_and_bandwidth(KernelShape shape, double bandwidthMetres)
    {
        var incidents = new WeightedPoints([601_010, 601_444, 602_222, 600_090], [6_641_111, 6_640_800, 6_641_500, 6_640_050], [7, 2, 11, 3]);
        double[] east = [.. Enumerable.Range(0, 400).Select(at => 600_060.0 + (97 * at % 3_900))], north = [.. Enumerable.Range(0, 400).Select(at => 6_640_040.0 + (61 * at % 2_900))];
        var (residents, addresses) = (new WeightedPoints(east, north, [.. east.Select((_, at) => 5.0 + (at % 7))]), new WeightedPoints(east, north, [.. east.Select(_ => 1.0)]));

        var rates = HeatSurface.Compute(new(Grid, incidents, 0, residents, addresses), shape, bandwidthMetres).RatePer1000;

        var (events, homes) = (DirectSum(incidents, shape, bandwidthMetres), DirectSum(residents, shape, bandwidthMetres));
        int[] shown = [.. Enumerable.Range(0, rates.Length).Where(cell => !double.IsNaN(rates[cell]))];
        Assert.True(shown.Length > 300, $"{shown.Length} cells");
        var peak = shown.Max(cell => rates[cell]);
        Assert.All(shown, cell => Assert.Equal(1_000 * events[cell] / homes[cell], rates[cell], 1e-9 * peak));
    }

    [Fact]
    public async Task A_grid_file_runs_from_the_north_and_tells_its_corner()
    {
        var path = Path.Combine(Path.GetTempPath(), $"surface-{Guid.NewGuid():N}.asc");
        try
        {
            await SurfaceFile.WriteAsync(HeatSurface.Compute(Town([600_050], [6_640_050], [5]), KernelShape.Quartic, 500), rate: false, path, default);
            var lines = await File.ReadAllLinesAsync(path);

            Assert.Equal(["ncols 40", "nrows 30", "xllcorner 600000", "yllcorner 6640000", "cellsize 100", "NODATA_value -9999"], lines[..6]);
            Assert.Equal(36, lines.Length);
            Assert.StartsWith("0 0", lines[6], StringComparison.Ordinal);
            Assert.True(double.Parse(lines[^1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) > 10);
            Assert.Contains("UTM zone 32N", await File.ReadAllTextAsync(Path.ChangeExtension(path, ".prj")), StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            File.Delete(path);
            File.Delete(Path.ChangeExtension(path, ".prj"));
        }
    }

    private static double[] DirectSum(WeightedPoints points, KernelShape shape, double bandwidthMetres)
    {
        var sum = new double[Grid.Columns * Grid.Rows];
        for (var at = 0; at < points.East.Length; at++)
        {
            double[] bump = [.. Enumerable.Range(0, sum.Length).Select(cell => Kernel(
                Math.Pow((points.East[at] - 600_050 - (100 * (cell % Grid.Columns))) / bandwidthMetres, 2) + Math.Pow((points.North[at] - 6_640_050 - (100 * (cell / Grid.Columns))) / bandwidthMetres, 2)))];
            var mass = bump.Sum();
            for (var cell = 0; cell < sum.Length; cell++)
                sum[cell] += points.Weights[at] * bump[cell] / mass;
        }

        return sum;

        double Kernel(double squared) => shape == KernelShape.Quartic ? squared < 1 ? (1 - squared) * (1 - squared) : 0 : Math.Exp(-squared / 2);
    }

    /// <summary>Residents and addresses in one street in the south-west.</summary>
    private static SurfaceData Town(double[] east, double[] north, double[] weights, int addresses = 8)
    {
        double[] homes = [.. Enumerable.Range(0, addresses).Select(at => 601_000.0 + (10 * at))];
        double[] norths = [.. homes.Select(_ => 6_641_000.0)];
        return new(Grid, new(east, north, weights), 12, new(homes, norths, [.. homes.Select(_ => 3.0)]), new(homes, norths, [.. homes.Select(_ => 1.0)]));
    }
}
