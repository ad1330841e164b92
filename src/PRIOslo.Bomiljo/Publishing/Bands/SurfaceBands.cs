using PRIOslo.Bomiljo.Heatmap.Surfaces;
using PRIOslo.Bomiljo.Publishing.Suppression;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Publishing.Bands;

/// <summary>The surface that readers see: wide bands of the rate against the city's, on cells of 250 m.</summary>
/// <remarks>
/// A cell has a band only where every area within its reach is told, and only told areas' incidents are looked at: whatever the hidden
/// counts are, the bands are the same. Within a told area a band above the lowest stands on five incidents or more, of which no address
/// has more than the rule for counts lets it; else the cell has the lowest band, which is also that of a rate like the city's or lower, so
/// that the edge of «too few» cannot be seen. The rate is that of <see cref="RiskSurface"/>; the city's is that of all told areas, so that it
/// does not matter where in its area a lone incident lies.
/// </remarks>
public sealed class SurfaceBands
{
    /// <summary>Side of a cell.</summary>
    public const double CellMetres = 250;

    /// <summary>Radius of the kernel: farther from a cell's centre nothing counts. An assumption.</summary>
    public const double ReachMetres = 400;

    /// <summary>No band: nobody lives near, or a figure near is hidden.</summary>
    public const byte None = 0;

    /// <summary>As the city or lower, or too few to say.</summary>
    public const byte Lowest = 1;

    public const byte AboveCity = 2;

    public const byte TwiceCity = 3;

    private readonly BandCity _city;
    private readonly double[] _residents;
    private readonly double[] _residentsBehind;
    private readonly double[] _addressesBehind;

    public SurfaceBands(BandCity city)
    {
        _city = city;
        _residents = Density(city.Residents);
        _residentsBehind = Behind(city.Residents);
        _addressesBehind = Behind(city.Addresses);
    }

    /// <returns>Per cell, row-major from the south-west.</returns>
    public byte[] Of(BandTheme theme)
    {
        var told = Only(theme);
        var residents = _city.Areas.Where((_, area) => theme.Told[area]).Sum();
        var cityRate = residents > 0 ? 1_000 * told.Total / residents : 0;
        var rates = RiskSurface.RatePer1000(Density(told), _residents, _residentsBehind, _addressesBehind);
        var (counts, largest) = (Behind(told), LargestBehind(told));
        var bands = new byte[rates.Length];
        for (var cell = 0; cell < bands.Length; cell++)
        {
            var speaks = (_city.Grid.Inside is null || _city.Grid.Inside[cell]) && !double.IsNaN(rates[cell]) && _city.Near[cell].All(area => theme.Told[area]);
            bands[cell] = !speaks ? None
                : counts[cell] <= DisclosureRule.LargestSmallCount || largest[cell] > DisclosureRule.LargestAddressShare * counts[cell] ? Lowest
                : rates[cell] > 2 * cityRate ? TwiceCity
                : rates[cell] > cityRate ? AboveCity
                : Lowest;
        }

        return bands;
    }

    private static WeightedPoints Only(BandTheme theme)
    {
        int[] points = [.. Enumerable.Range(0, theme.Areas.Count).Where(point => theme.Told[theme.Areas[point]])];
        return new(
            [.. points.Select(point => theme.Points.East[point])], [.. points.Select(point => theme.Points.North[point])],
            [.. points.Select(point => theme.Points.Weights[point])]);
    }

    /// <summary>Incidents of the address that has most, within the reach of each cell's centre.</summary>
    private double[] LargestBehind(WeightedPoints points)
    {
        var grid = _city.Grid;
        var largest = new double[grid.Columns * grid.Rows];
        for (var point = 0; point < points.Weights.Length; point++)
        {
            var (east, north) = (points.East[point] - grid.West, points.North[point] - grid.South);
            for (var row = FirstWithin(north); row <= LastWithin(north, grid.Rows); row++)
            {
                for (var column = FirstWithin(east); column <= LastWithin(east, grid.Columns); column++)
                {
                    var (dx, dy) = (((column + 0.5) * grid.CellMetres) - east, ((row + 0.5) * grid.CellMetres) - north);
                    var cell = (row * grid.Columns) + column;
                    if ((dx * dx) + (dy * dy) <= ReachMetres * ReachMetres)
                        largest[cell] = Math.Max(largest[cell], points.Weights[point]);
                }
            }
        }

        return largest;

        int FirstWithin(double metres) => Math.Max(0, (int)Math.Floor((metres - ReachMetres) / grid.CellMetres));

        int LastWithin(double metres, int cells) => Math.Min(cells - 1, (int)Math.Floor((metres + ReachMetres) / grid.CellMetres));
    }

    private double[] Density(WeightedPoints points) =>
        KernelDensity.Estimate(points.East, points.North, points.Weights, _city.Grid, KernelShape.Quartic, ReachMetres).Values;

    private double[] Behind(WeightedPoints points) => KernelDensity.CountWithin(points.East, points.North, points.Weights, _city.Grid, ReachMetres);
}
