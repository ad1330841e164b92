#:project ../../../src/PRIOslo.Bomiljo/PRIOslo.Bomiljo.csproj
#:property PublishAot=false

// Times the statistics on the data that peers.py and peers.R read: dotnet run -c Release Benchmark.cs -- FOLDER AREAS.csv
// One line a step: name, seconds of the best of the warm runs. The first run of each step, compiling included, is printed apart.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PRIOslo.Bomiljo.Statistics;

const int Runs = 10;
const double SideMetres = 21_200;
const int Points = 1_000_000;
var folder = args[0];

var (east, north) = MakePoints(Points);
File.WriteAllBytes(Path.Combine(folder, "east.f64"), MemoryMarshal.AsBytes(east.AsSpan()).ToArray());
File.WriteAllBytes(Path.Combine(folder, "north.f64"), MemoryMarshal.AsBytes(north.AsSpan()).ToArray());

var rows = File.ReadAllLines(args[1]).Skip(1).Select(line => line.Split(';')).ToArray();
int[] events = [.. rows.Select(row => int.Parse(row[1], CultureInfo.InvariantCulture))];
double[] residents = [.. rows.Select(row => double.Parse(row[2], CultureInfo.InvariantCulture))];
var neighbours = new Neighbours([.. rows.Select(row => row[5].Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())]);
var expected = StandardisedRatio.ExpectedFromCityRate(events, residents);

Time("hot spots 99,999 draws", () => HotSpotSimulation.Run(events, expected, neighbours, dispersion: 3, seed: 1).Areas[0].GiStarZ);
Time("hot spots 99,999 draws, one thread", () => HotSpotSimulation.Run(events, expected, neighbours, dispersion: 3, seed: 1, threads: 1).Areas[0].GiStarZ);

var grid = new KernelGrid(0, 0, 50, (int)(SideMetres / 50), (int)(SideMetres / 50));
DensitySurface? surface = null;
Time("quartic density", () => (surface = KernelDensity.Estimate(east, north, [], grid, KernelShape.Quartic, 500, edgeCorrection: false)).Values[0]);
File.WriteAllBytes(Path.Combine(folder, "quartic.f64"), MemoryMarshal.AsBytes(surface!.Values.AsSpan()).ToArray());
Time("quartic density, one thread", () => KernelDensity.Estimate(east, north, [], grid, KernelShape.Quartic, 500, edgeCorrection: false, threads: 1).Values[0]);
Time("quartic density, edges corrected", () => (surface = KernelDensity.Estimate(east, north, [], grid, KernelShape.Quartic, 500)).Values[0]);
Console.WriteLine(FormattableString.Invariant($"mass of the corrected surface;{surface!.Values.Sum() * grid.CellKm2:F6}"));

Time("rates, intervals, shrinkage, change, trend of 96 × 5 × 6", Figures);

// How the surface grows with its points, on the same grid.
foreach (var points in new[] { 3 * Points, 10 * Points })
{
    var (moreEast, moreNorth) = MakePoints(points);
    Time(FormattableString.Invariant($"quartic density, {points} points"), () => KernelDensity.Estimate(moreEast, moreNorth, [], grid, KernelShape.Quartic, 500, edgeCorrection: false).Values[0], runs: 3);
}

double Figures()
{
    var sum = 0.0;
    for (var theme = 0; theme < 6; theme++)
    {
        for (var area = 0; area < events.Length; area++)
        {
            int[] counts = [events[area], events[area] + theme, events[area] + 3, events[area], events[area] + 7];
            for (var year = 0; year < 5; year++)
            {
                sum += Rate.For(counts[year], residents[area], 1_000, dispersion: 3)!.Value.High;
                sum += StandardisedRatio.For(counts[year], expected[area], 3)!.Value.Low;
                sum += year == 0 ? 0 : ChangeTest.For(counts[year - 1], residents[area], counts[year], residents[area], 3)!.Value.Low;
            }

            sum += TrendTest.For(2020, 2020, counts, [1, 1, 1, 1, 1], 3)!.Value.High;
        }

        for (var year = 0; year < 5; year++)
            sum += EmpiricalBayes.Global(events, residents).PriorMean + EmpiricalBayes.Local(events, residents, neighbours)[0].Mean;
    }

    return sum;
}

static void Time(string name, Func<double> step, int runs = Runs)
{
    var seconds = new List<double>();
    for (var run = 0; run <= runs; run++)
    {
        var watch = Stopwatch.StartNew();
        _ = step();
        seconds.Add(watch.Elapsed.TotalSeconds);
    }

    Console.WriteLine(FormattableString.Invariant($"{name};{seconds.Skip(1).Min():F4};{seconds[0]:F4}"));
}

// Half spread evenly, half in 200 clumps, as incidents are.
static (double[] East, double[] North) MakePoints(int count)
{
    var random = new Random(1);
    double[] east = new double[count], north = new double[count];
    var centres = Enumerable.Range(0, 200).Select(_ => (East: random.NextDouble() * SideMetres, North: random.NextDouble() * SideMetres)).ToArray();
    for (var i = 0; i < count; i++)
    {
        var centre = centres[random.Next(centres.Length)];
        var clumped = i % 2 == 0;
        east[i] = clumped ? Math.Clamp(centre.East + (400 * (random.NextDouble() - random.NextDouble())), 0, SideMetres) : random.NextDouble() * SideMetres;
        north[i] = clumped ? Math.Clamp(centre.North + (400 * (random.NextDouble() - random.NextDouble())), 0, SideMetres) : random.NextDouble() * SideMetres;
    }

    return (east, north);
}
