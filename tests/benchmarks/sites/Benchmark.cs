#:project ../../../src/PRIOslo.Bomiljo/PRIOslo.Bomiljo.csproj
#:property PublishAot=false

// Times the measuring, judging and varying of many sites: Benchmark.dll FOLDER SITES BUILDINGS
// Writes the sites and buildings that the peers read, and what was measured. One line a step: name;seconds, the best of the runs;
// the first run, compiling included, is printed apart.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using PRIOslo.Bomiljo.Suitability.Sensitivity;

const int Runs = 4;
const double SideMetres = 12_000, East = 590_000, North = 6_640_000;
var folder = args[0];
var (siteCount, buildingCount) = (int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
var random = new Random(1);

var (x, y) = Places(buildingCount);
BuildingKinds[] kinds = [.. Enumerable.Range(0, buildingCount).Select(_ => random.Next(10) switch
{
    < 6 => BuildingKinds.Residential,
    < 8 => BuildingKinds.Outbuilding,
    8 => BuildingKinds.Business,
    _ => BuildingKinds.Other,
})];
int[] dwellings = [.. kinds.Select(kind => kind == BuildingKinds.Residential ? 1 + random.Next(12) : 0)];
var (sx, sy) = Places(siteCount);
Save("building_x", x);
Save("building_y", y);
Save("site_x", sx);
Save("site_y", sy);
File.WriteAllBytes(Path.Combine(folder, "kind.u8"), MemoryMarshal.AsBytes(kinds.AsSpan()).ToArray());
File.WriteAllBytes(Path.Combine(folder, "dwellings.i32"), MemoryMarshal.AsBytes(dwellings.AsSpan()).ToArray());

var loaded = Stopwatch.GetTimestamp();
var builder = new ShapeArraysBuilder();
for (var n = 0; n < buildingCount; n++)
    builder.TryAdd(new Point(x[n], y[n]));
var shapes = builder.Build();
BuiltUpArea.Mark(shapes, kinds, dwellings);
var layer = new ShapeLayer(shapes, kinds, dwellings);
Console.WriteLine(FormattableString.Invariant($"layer made, built-up area found;{Stopwatch.GetElapsedTime(loaded).TotalSeconds:F3}"));

var square = new GeometryFactory().ToGeometry(new Envelope(East - 5000, East + SideMetres + 5000, North - 5000, North + SideMetres + 5000));
var layers = new SiteLayers([], new SiteAreas([new LayerArea("delbydel", "0101", "Midten", square)]), new MetricLayers(layer));
Site[] sites = [.. Enumerable.Range(0, siteCount).Select(n => new Site(n.ToString(CultureInfo.InvariantCulture), new Point(sx[n], sy[n])))];
var rules = RuleFile.Load(Path.Combine(PRIOslo.Bomiljo.ProjectFolders.Geodata, "matrise", "location-rules.json"));
var one = rules with { Rules = [rules.Rules[0]] };

MetricTable? table = null;
Time("metrics", () => table = ScreeningRun.Measure(sites, layers).Metrics);
ScreeningResult? result = null;
Time("metrics, verdicts and reasons of nine groups", () => result = ScreeningRun.Run(sites, layers, rules, GroupCode.All));
SensitivityReport? report = null;
Time("sensitivity", () => report = SensitivityRun.Run(result!));
Console.WriteLine(FormattableString.Invariant($"rule variants;{report!.Thresholds.Count + report.Weights.Count}"));
Console.WriteLine(FormattableString.Invariant($"peak memory MB;{Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576}"));

foreach (var metric in new[] { Metric.Dwellings25m, Metric.Dwellings50m, Metric.Dwellings100m, Metric.Dwellings200m, Metric.ResidentialShare200m, Metric.NearestDwelling, Metric.NearestBuilding, Metric.NearestBusiness })
    Save(MetricDefinition.Of(metric).Name, [.. Enumerable.Range(0, siteCount).Select(site => table![site][metric] ?? double.NaN)]);

(double[] X, double[] Y) Places(int count)
{
    var (east, north) = (new double[count], new double[count]);
    for (var n = 0; n < count; n++)
    {
        // A third of the places stand on a lattice of five metres, where distances meet the radii exactly.
        var (dx, dy) = (random.NextDouble() * SideMetres, random.NextDouble() * SideMetres);
        var step = n % 3 == 0 ? 5 : 0.01;
        (east[n], north[n]) = (East + Math.Round(Math.Round(dx / step) * step, 2), North + Math.Round(Math.Round(dy / step) * step, 2));
    }

    return (east, north);
}

void Save(string name, double[] values) =>
    File.WriteAllBytes(Path.Combine(folder, name + ".f64"), MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

void Time(string name, Func<object> act)
{
    var best = double.PositiveInfinity;
    for (var run = 0; run < Runs; run++)
    {
        var started = Stopwatch.GetTimestamp();
        GC.KeepAlive(act());
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (run == 0)
            Console.WriteLine(FormattableString.Invariant($"{name}, first run;{seconds:F3}"));
        best = Math.Min(best, seconds);
    }

    Console.WriteLine(FormattableString.Invariant($"{name};{best:F3}"));
}
