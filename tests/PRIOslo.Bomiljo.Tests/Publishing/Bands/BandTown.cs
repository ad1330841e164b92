using PRIOslo.Bomiljo.Heatmap.Surfaces;
using PRIOslo.Bomiljo.Publishing.Bands;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Publishing.Bands;

/// <summary>An address with its incidents, metres from the town's south-western corner.</summary>
internal sealed record BandPoint(double East, double North, int Incidents, int Area);

internal static class BandTown
{
    public const int Areas = 9;
    private const int Side = 24;
    private const double Metres1 = Side * SurfaceBands.CellMetres;
    private const double AreaMetres = Metres1 / 3;

    public static BandCity New(Random random) => Of(
        Points(random, 250, () => 2 + random.Next(30)), Points(random, 300, () => 1));

    public static BandCity Even()
    {
        double[] east = [.. Enumerable.Range(0, Side * Side).Select(cell => (cell % Side * SurfaceBands.CellMetres) + 125)];
        double[] north = [.. Enumerable.Range(0, Side * Side).Select(cell => (cell / Side * SurfaceBands.CellMetres) + 125)];
        return Of(new(east, north, [.. east.Select(_ => 50.0)]), new(east, north, [.. east.Select(_ => 3.0)]));
    }

    public static bool[] Told(Random random) => [.. Enumerable.Range(0, Areas).Select(_ => random.Next(5) > 0)];

    /// <summary>In each area none, a few apart, or a crowd of addresses, now and then one with very many.</summary>
    public static IEnumerable<BandPoint> Incidents(Random random)
    {
        for (var area = 0; area < Areas; area++)
        {
            var middle = PointIn(area, random);
            var count = random.Next(4) switch { 0 => 0, 1 => 1 + random.Next(4), _ => 5 + random.Next(40) };
            for (var k = 0; k < count; k++)
            {
                var point = random.Next(2) == 0 ? PointIn(area, random) : middle with { East = middle.East + random.Next(150), North = middle.North + random.Next(150) };
                yield return point with { Incidents = random.Next(12) == 0 ? 10 + random.Next(30) : 1 + random.Next(2) };
            }
        }
    }

    /// <summary>Well inside an area, or on a whole lane through it.</summary>
    public static BandPoint PointIn(int area, Random random) => new(
        (area % 3 * AreaMetres) + 50 + (random.NextDouble() * (AreaMetres - 250)), (area / 3 * AreaMetres) + 50 + (random.NextDouble() * (AreaMetres - 250)), 1, area);

    public static BandTheme Theme(bool[] told, IReadOnlyList<BandPoint> points) => new(told,
        new([.. points.Select(point => point.East)], [.. points.Select(point => point.North)], [.. points.Select(point => (double)point.Incidents)]),
        [.. points.Select(point => point.Area)]);

    public static int AreaAt(double east, double north) => ((int)(north / AreaMetres) * 3) + (int)(east / AreaMetres);

    public static int AreaOf(int cell) => AreaAt((cell % Side * SurfaceBands.CellMetres) + 125, (cell / Side * SurfaceBands.CellMetres) + 125);

    public static int CellAt(double east, double north) => ((int)(north / SurfaceBands.CellMetres) * Side) + (int)(east / SurfaceBands.CellMetres);

    /// <summary>From a point to a cell's centre.</summary>
    public static double Metres(BandPoint point, int cell) => Math.Sqrt(
        Square(((cell % Side) + 0.5) * SurfaceBands.CellMetres, point.East) + Square(((cell / Side) + 0.5) * SurfaceBands.CellMetres, point.North));

    private static BandCity Of(WeightedPoints residents, WeightedPoints addresses) => new(
        new KernelGrid(0, 0, SurfaceBands.CellMetres, Side, Side), [.. Enumerable.Range(0, Side * Side).Select(Near)],
        [.. Enumerable.Range(0, Areas).Select(area => residents.Weights.Where((_, at) => AreaAt(residents.East[at], residents.North[at]) == area).Sum())], residents, addresses);

    private static int[] Near(int cell)
    {
        var (east, north) = (((cell % Side) + 0.5) * SurfaceBands.CellMetres, ((cell / Side) + 0.5) * SurfaceBands.CellMetres);
        return [.. Enumerable.Range(0, Areas).Where(area =>
            Square(east, Math.Clamp(east, area % 3 * AreaMetres, ((area % 3) + 1) * AreaMetres)) + Square(north, Math.Clamp(north, area / 3 * AreaMetres, ((area / 3) + 1) * AreaMetres))
            <= SurfaceBands.ReachMetres * SurfaceBands.ReachMetres)];
    }

    private static double Square(double a, double b) => (a - b) * (a - b);

    private static WeightedPoints Points(Random random, int count, Func<double> weight) => new(
        [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * Metres1)], [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * Metres1)],
        [.. Enumerable.Range(0, count).Select(_ => weight())]);
}
