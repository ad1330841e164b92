using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Statistics;

public sealed class KernelDensityTests
{
    private const int Columns = 37;
    private const int Rows = 41;
    private const double West = 590_000;
    private const double South = 6_640_000;
    private static readonly (double[] East, double[] North, double[] Weights) Events = MakeEvents();

    [Theory]
    [InlineData(KernelShape.Quartic, true, true)]
    [InlineData(KernelShape.Quartic, false, true)]
    [InlineData(KernelShape.Quartic, true, false)]
    [InlineData(KernelShape.Gaussian, true, true)]
    [InlineData(KernelShape.Gaussian, false, false)]
    public void The_surface_agrees_with_a_direct_sum(KernelShape shape, bool edgeCorrection, bool masked)
    {
        var grid = Grid(masked);
        const double bandwidth = 430;

        var surface = KernelDensity.Estimate(Events.East, Events.North, Events.Weights, grid, shape, bandwidth, edgeCorrection).Values;

        var direct = DirectSum(grid, shape, bandwidth, edgeCorrection);
        var peak = direct.Max();
        Assert.All(direct.Zip(surface), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * peak));
    }

    [Theory]
    [InlineData(KernelShape.Quartic, 500)]
    [InlineData(KernelShape.Quartic, 120)]
    [InlineData(KernelShape.Gaussian, 250)]
    public void With_edge_correction_the_surface_integrates_to_the_events(KernelShape shape, double bandwidth)
    {
        var grid = Grid(masked: true);

        var surface = KernelDensity.Estimate(Events.East, Events.North, Events.Weights, grid, shape, bandwidth);

        Assert.Equal(Events.Weights.Sum(), (surface.Values.Sum() * grid.CellKm2) + surface.Dropped, 1e-6);
        Assert.InRange(surface.Dropped, 0, 0.4 * Events.Weights.Sum()); // the corners of the grid lie outside the round city
    }

    [Theory]
    [InlineData(KernelShape.Quartic, 500, true)]
    [InlineData(KernelShape.Quartic, 500, false)]
    [InlineData(KernelShape.Gaussian, 250, true)]
    [InlineData(KernelShape.Gaussian, 250, false)]
    public void Far_from_the_edge_a_surface_integrates_to_the_number_of_incidents_within_a_thousandth(KernelShape shape, double bandwidth, bool edgeCorrection)
    {
        var grid = new KernelGrid(West - 2_000, South - 2_000, 100, Columns + 40, Rows + 40);

        var surface = KernelDensity.Estimate(Events.East, Events.North, [], grid, shape, bandwidth, edgeCorrection);

        Assert.Equal(1, surface.Values.Sum() * grid.CellKm2 / Events.East.Length, 0.001);
        Assert.Equal(0, surface.Dropped);
    }

    [Fact]
    public void Without_edge_correction_mass_is_lost_over_the_edge()
    {
        var grid = Grid(masked: true);
        var surface = KernelDensity.Estimate(Events.East, Events.North, Events.Weights, grid, KernelShape.Quartic, 500, edgeCorrection: false);

        Assert.InRange(surface.Values.Sum() * grid.CellKm2 / Events.Weights.Sum(), 0.3, 0.95);
    }

    [Theory]
    [InlineData(KernelShape.Quartic)]
    [InlineData(KernelShape.Gaussian)]
    public void The_surface_has_the_same_bits_on_any_number_of_threads(KernelShape shape)
    {
        var one = KernelDensity.Estimate(Events.East, Events.North, [], Grid(masked: true), shape, 500, threads: 1).Values;
        var five = KernelDensity.Estimate(Events.East, Events.North, [], Grid(masked: true), shape, 500, threads: 5).Values;

        Assert.Equal(one, five);
    }

    [Fact]
    public void One_event_far_from_the_edge_has_the_kernels_own_peak()
    {
        var grid = new KernelGrid(0, 0, 50, 81, 81);
        var quartic = KernelDensity.Estimate([2_025], [2_025], [], grid, KernelShape.Quartic, 500, edgeCorrection: false).Values;
        var gaussian = KernelDensity.Estimate([2_025], [2_025], [], grid, KernelShape.Gaussian, 200, edgeCorrection: false).Values;

        Assert.Equal(3 / (Math.PI * 0.25), quartic[(40 * 81) + 40], 1e-12);
        Assert.Equal(0, quartic[(40 * 81) + 50]);
        Assert.Equal(1 / (2 * Math.PI * 0.04), gaussian[(40 * 81) + 40], 1e-12);
    }

    [Fact]
    public void Events_out_of_reach_and_an_empty_year_leave_nothing_and_are_counted()
    {
        var grid = Grid(masked: false);

        var far = KernelDensity.Estimate([West - 5_000, double.MaxValue], [South, South], [2, 3], grid, KernelShape.Quartic, 300);
        var none = KernelDensity.Estimate([], [], [], grid, KernelShape.Quartic, 300);

        Assert.Equal(5, far.Dropped);
        Assert.All(far.Values, value => Assert.Equal(0, value));
        Assert.All(none.Values, value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_count_within_a_radius_is_that_of_a_plain_loop()
    {
        var grid = Grid(masked: false);

        var counted = KernelDensity.CountWithin(Events.East, Events.North, Events.Weights, grid, 400);

        for (var cell = 0; cell < counted.Length; cell++)
        {
            var (x, y) = Centre(cell);
            var direct = Enumerable.Range(0, Events.East.Length).Where(e => Squared(Events.East[e] - x) + Squared(Events.North[e] - y) <= 400 * 400).Sum(e => Events.Weights[e]);
            Assert.Equal(direct, counted[cell], 1e-9);
        }
    }

    [Fact]
    public void Risk_is_masked_where_too_few_stand_behind_a_cell()
    {
        var risk = RiskSurface.RatePer1000([2, 2, 2, 2], [100, 100, 100, 0], [10, 9.5, 10, 10], [8, 8, 7, 8]);

        Assert.Equal(20, risk[0], 1e-12);
        Assert.All(risk[1..], value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void Bandwidths_coordinates_and_weights_outside_their_range_are_refused()
    {
        var grid = Grid(masked: false);

        Assert.Throws<ArgumentOutOfRangeException>(() => KernelDensity.Estimate([1], [1], [], grid, KernelShape.Quartic, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelDensity.Estimate([double.NaN], [1], [], grid, KernelShape.Quartic, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelDensity.Estimate([1], [1], [-1], grid, KernelShape.Quartic, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelDensity.Estimate([1], [1], [], grid, KernelShape.Disc, 100));
    }

    private static double[] DirectSum(KernelGrid grid, KernelShape shape, double h, bool edgeCorrection)
    {
        var density = new double[Columns * Rows];
        for (var e = 0; e < Events.East.Length; e++)
        {
            var bump = new double[density.Length];
            for (var cell = 0; cell < bump.Length; cell++)
            {
                var (x, y) = Centre(cell);
                var d2 = (Squared(Events.East[e] - x) + Squared(Events.North[e] - y)) / (h * h);
                var kernel = shape == KernelShape.Quartic
                    ? d2 < 1 ? 3 / Math.PI * Squared(1 - d2) : 0
                    : Math.Exp(-d2 / 2) / (2 * Math.PI);
                bump[cell] = grid.Inside is null || grid.Inside[cell] ? 1e6 / (h * h) * kernel : 0;
            }

            var mass = edgeCorrection ? bump.Sum() * grid.CellKm2 : 1;
            for (var cell = 0; cell < bump.Length && mass > 0; cell++)
                density[cell] += Events.Weights[e] * bump[cell] / mass;
        }

        return density;
    }

    private static (double X, double Y) Centre(int cell) => (West + (100 * ((cell % Columns) + 0.5)), South + (100 * ((cell / Columns) + 0.5)));

    private static double Squared(double value) => value * value;

    /// <summary>A round city in a grid that is wider than it, so that events lie beyond the edge too.</summary>
    private static KernelGrid Grid(bool masked) => new(West, South, 100, Columns, Rows, masked
        ? [.. Enumerable.Range(0, Columns * Rows).Select(cell => Squared((cell % Columns) - 18) + Squared((cell / Columns) - 20) < 17 * 17)]
        : null);

    private static (double[] East, double[] North, double[] Weights) MakeEvents()
    {
        var random = new SimulatedCounts(11);
        double[] Draw(double span) => [.. Enumerable.Range(0, 300).Select(_ => span * Math.Log(random.Between(1, Math.E)))];
        var (east, north) = (Draw(Columns * 100), Draw(Rows * 100));
        return ([.. east.Select(x => West + x)], [.. north.Select(y => South + y)], [.. east.Select((_, i) => 1.0 + (i % 3))]);
    }
}
