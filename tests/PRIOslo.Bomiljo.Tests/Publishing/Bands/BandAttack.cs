using PRIOslo.Bomiljo.Publishing.Attack;
using PRIOslo.Bomiljo.Publishing.Bands;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Publishing.Bands;

/// <summary>
/// Somebody who has the bands, the kernel, the grid, who lives where, the shown counts and the city's, and computes by integer
/// programming what each hidden count could be.
/// </summary>
/// <remarks>
/// An incident may lie anywhere in a cell: it counts at most with the kernel's largest value there. The lowest band is not read: it is also
/// that of too few incidents and of one address that has most. Of each hidden area the cell that tells most is read.
/// </remarks>
/// <param name="city">What everybody knows.</param>
/// <param name="counts">Per area; of hidden ones only their sum is used.</param>
/// <param name="shown">Per area.</param>
/// <param name="enters">Per area: its incidents are in the bands.</param>
/// <param name="bands">Per cell.</param>
internal sealed class BandAttack(BandCity city, int[] counts, bool[] shown, bool[] enters, byte[] bands)
{
    private const double Scale = 100;
    private static readonly Dictionary<(int From, int To), double> EveryWeight = AllWeights(BandTown.Even().Grid);
    private readonly int _largest = (2 * counts.Sum()) + 100;
    private readonly double[] _residents = KernelDensity.Estimate(
        city.Residents.East, city.Residents.North, city.Residents.Weights, city.Grid, KernelShape.Quartic, SurfaceBands.ReachMetres).Values;

    /// <returns>The least and the largest that a hidden count can be.</returns>
    public async Task<(int Low, int High)> RangeAsync(int area) => (await BestAsync(area, +1), await BestAsync(area, -1));

    private async Task<int> BestAsync(int wanted, int weight)
    {
        var program = new IntegerProgram();
        var unknowns = counts.Select((_, area) => shown[area] ? 0 : program.Unknown(1, _largest, area == wanted ? weight : 0)).ToArray();
        program.Equation([.. unknowns.Where(unknown => unknown > 0).Select(unknown => (unknown, 1))], counts.Where((_, area) => !shown[area]).Sum());
        // What all incidents that enter are per resident.
        var rate = counts.Where((_, area) => enters[area]).Sum() / city.Areas.Where((_, area) => enters[area]).Sum();
        for (var area = 0; area < counts.Length; area++)
        {
            if (!shown[area] && enters[area] && TellingMost(area) is { } cell)
                AddBand(program, unknowns[area], cell, (bands[cell] == SurfaceBands.TwiceCity ? 2 : 1) * rate * _residents[cell]);
        }

        return (await Glpsol.SolveAsync(program, default))[unknowns[wanted]];
    }

    /// <summary>Of the cells above the city's rate that only incidents of the area reach, the one where most must lie.</summary>
    private int? TellingMost(int area) => Enumerable.Range(0, bands.Length)
        .Where(cell => bands[cell] >= SurfaceBands.AboveCity && Near(city.Grid, cell).All(from => BandTown.AreaOf(from) == area || Weight(from, cell) == 0))
        .OrderByDescending(cell => bands[cell] * _residents[cell]).Select(cell => (int?)cell).FirstOrDefault();

    /// <summary>Five incidents or more, and as dense as the band says, from among those of the area.</summary>
    private void AddBand(IntegerProgram program, int count, int cell, double density)
    {
        var spots = Near(city.Grid, cell).Select(from => Weight(from, cell)).Where(most => most > 0).Select(most => (Unknown: program.Unknown(0, _largest), Weight: (int)Math.Ceiling(Scale * most))).ToList();
        var (elsewhere, denser, more) = (program.Unknown(0, _largest), program.Unknown(0, int.MaxValue / 4), program.Unknown(0, _largest * spots.Count));
        program.Equation([.. spots.Select(spot => (spot.Unknown, 1)), (elsewhere, 1), (count, -1)], 0);
        program.Equation([.. spots.Select(spot => (spot.Unknown, spot.Weight)), (denser, -1)], (int)Math.Floor(Scale * density));
        program.Equation([.. spots.Select(spot => (spot.Unknown, 1)), (more, -1)], 5);
    }

    /// <summary>Events per km² at a cell's centre for one anywhere in another cell, at most: from places a tenth of a cell apart, and 2 % more.</summary>
    private static double Weight(int from, int to) => EveryWeight.GetValueOrDefault((from, to));

    /// <summary>The quartic kernel (B. W. Silverman 1986, eq. 4.5), whose mass inside the city is one (P. J. Diggle 1985).</summary>
    private static Dictionary<(int From, int To), double> AllWeights(KernelGrid grid)
    {
        var weights = new Dictionary<(int From, int To), double>();
        for (var from = 0; from < grid.Columns * grid.Rows; from++)
        {
            for (var place = 0; place < 121; place++)
            {
                var (east, north) = ((from % grid.Columns) + (place % 11 / 10.0), (from / grid.Columns) + (place / 11 / 10.0));
                var near = Near(grid, from).Select(to => (To: to, Weight: Quartic(east - (to % grid.Columns) - 0.5, north - (to / grid.Columns) - 0.5))).ToList();
                var mass = near.Sum(cell => cell.Weight) * grid.CellMetres * grid.CellMetres / 1e6;
                foreach (var (to, weight) in near)
                    weights[(from, to)] = Math.Max(weights.GetValueOrDefault((from, to)), 1.02 * weight / mass);
            }
        }

        return weights;

        static double Quartic(double columns, double rows) => Math.Pow(Math.Max(0, 1 - (((columns * columns) + (rows * rows)) / Math.Pow(SurfaceBands.ReachMetres / SurfaceBands.CellMetres, 2))), 2);
    }

    private static IEnumerable<int> Near(KernelGrid grid, int from)
    {
        for (var row = Math.Max(0, (from / grid.Columns) - 3); row <= Math.Min(grid.Rows - 1, (from / grid.Columns) + 3); row++)
        {
            for (var column = Math.Max(0, (from % grid.Columns) - 3); column <= Math.Min(grid.Columns - 1, (from % grid.Columns) + 3); column++)
                yield return (row * grid.Columns) + column;
        }
    }
}
