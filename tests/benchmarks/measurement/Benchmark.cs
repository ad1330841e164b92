#:project ../../../src/PRIOslo.Bomiljo/PRIOslo.Bomiljo.csproj
#:property PublishAot=false
#:property NoWarn=CA1031;CA1303;CA2007;MA0004;CS1591

// Benchmark.dll INCIDENTS…, or `nation`, in a database of its own (BOMILJO_HOME); see run.
using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Densify;
using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Statistics;

const int FirstYear = 2019, LastYear = 2023;
if (args[0] == "stop")
{
    await (await LocalCluster.OfAsync(BomiljoHome.FromEnvironment(), default)).StopAsync(default);
    return;
}

var postmaster = "";
var steps = new List<(string Unit, string What, int Size, double Seconds)>();
var parameters = MeasurementParameters.Load(MeasurementParameters.DefaultPath);
// So few draws take no time worth telling: what is left is all that a measurement does but its simulations.
var withoutSimulations = parameters with { Draws = 999, IndexDraws = 100 };
Console.WriteLine($"{"",-70} {"wall s",8} {"processor s",12}");
if (args[0] == "nation")
{
    Figures.Compute(Nation(96), withoutSimulations); // compiled before the clock runs
    foreach (var areas in new[] { 96, 1_000, 3_500, 7_000, 14_000 })
    {
        var data = Nation(areas);
        var few = withoutSimulations with { IndexDraws = 1_000 };
        StepOf("areas", "all statistics, 2 themes, 5 years, 999 draws, 1,000 of the index", areas, () => Figures.Compute(data, few));
        Geometry[] shapes = [.. data.Shapes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
        Neighbours? neighbours = null;
        StepOf("areas", "who borders on whom (queen)", areas, () => neighbours = Contiguity.Queen(shapes, parameters.ContiguityToleranceMetres));
        int[] events = [.. data.Counts.Where(count => count is { Year: LastYear, Theme: "brann" }).Select(count => count.Incidents)];
        double[] expected = [.. Enumerable.Repeat(events.Average(), areas)];
        StepOf("areas", "Gi* and local Moran's I, 9,999 draws", areas, () => HotSpotSimulation.Run(events, expected, neighbours!, 1.5, seed: 1, draws: 9_999));
        StepOf("areas", "shrinkage, global and local", areas, () => (EmpiricalBayes.Global(events, expected, 1.5), EmpiricalBayes.Local(events, expected, neighbours!, dispersion: 1.5)));
        var posteriors = EmpiricalBayes.Global(events, expected, 1.5).Areas.ToArray();
        StepOf("areas", "index: ranks of two themes, 1,000 draws", areas, () => RankIndex.Compute([posteriors, posteriors], [1, 1], seed: 1, draws: 1_000));
        StepOf("areas", "false discovery rate, both", areas, () => (FalseDiscovery.BenjaminiHochberg([.. expected.Select((_, at) => (at + 1.0) / areas)]), FalseDiscovery.BenjaminiYekutieli([.. expected.Select((_, at) => (at + 1.0) / areas)])));
    }

    PrintMemory();
    PrintCurves();
    return;
}

await using var database = await DatabaseAccess.OpenOwnerAsync(default);
postmaster = await PostmasterAsync();
await MakeCityAsync();
foreach (var incidents in args.Select(size => int.Parse(size, CultureInfo.InvariantCulture)))
{
    await FillAsync(incidents);
    await MeasureAsync(withoutSimulations, LastYear, publish: false); // compiled and cached before the clock runs
    await ExecuteAsync("DELETE FROM heatmap.measurement");
    var own = await TimeAsync($"five years of {incidents} incidents measured and stored, few draws", () => MeasureAsync(withoutSimulations, FirstYear, publish: false));
    var peer = await TimeAsync("PostGIS: point in polygon and GROUP BY of the same", () => ExecuteAsync(
        """
        SELECT a.code, split_part(i.category, '.', 1), i.occurred_year, sum(i.incidents)
        FROM incident.incident i JOIN geo.area a ON ST_Covers(a.geom, i.point) GROUP BY 1, 2, 3
        """));
    Print("ratio", own.Wall / peer.Wall, own.Processor / peer.Processor);
    var figures = await TimeAsync("five years' counts, rates, intervals, shrinkage, change and trend", async () =>
    {
        for (var year = FirstYear; year <= LastYear; year++)
            Figures.Compute(await CityAsync(year), withoutSimulations);
    });
    Print("ratio", figures.Wall / peer.Wall, figures.Processor / peer.Processor);
    await TimeAsync("one whole year, 99,999 draws, published", () => MeasureAsync(parameters, LastYear, publish: true));
    StepOf("incidents", "OldAreas.sql, all years looked back on", incidents, () => PlaceAgainAsync(LastYear).GetAwaiter().GetResult());
    foreach (var query in new[] { "Gate.OldAreaQuery", "IncidentCountQuery", "QualityQuery", "CoverageQuery", "TimeCountQuery", "DominanceQuery" })
        StepOf("incidents", $"{query}.sql, one year", incidents, () => ReadAsync(query).GetAwaiter().GetResult());
    PrintMemory();
}

PrintCurves();

// The steps that read incidents or their counts, as a measurement runs them: with its working memory.
async Task<int> ReadAsync(string query)
{
    await using var connection = await database.OpenConnectionAsync();
    await using var command = connection.CreateCommand();
    command.CommandText = "SET work_mem = '64MB'";
    await command.ExecuteNonQueryAsync();
    command.CommandText = SqlFile.For(typeof(IncidentCount).Assembly.GetType("PRIOslo.Bomiljo.Heatmap." + query)!);
    if (query == "Gate.OldAreaQuery")
        command.Parameters.AddRange(new NpgsqlParameter[] { new("dated", Array.Empty<string>()), new("undated", Array.Empty<string>()) });
    foreach (var (name, year) in new[] { ("first_year", LastYear - parameters.HistoryYears + 1), ("last_year", LastYear), ("year", LastYear) })
    {
        if (command.CommandText.Contains("@" + name, StringComparison.Ordinal))
            command.Parameters.Add(new(name, year));
    }

    await using var reader = await command.ExecuteReaderAsync();
    var rows = 0;
    while (await reader.ReadAsync())
        rows++;
    return rows;
}

async Task MeasureAsync(MeasurementParameters chosen, int from, bool publish)
{
    for (var year = from; year <= LastYear; year++)
    {
        await PlaceAgainAsync(year);
        await new Measurement(database, TimeProvider.System, chosen).RunAsync(year, default);
        if (publish)
            await new Publisher(database, TimeProvider.System).RunAsync(year, provisional: true, default);
    }
}

// As `measure` does first.
Task<int> PlaceAgainAsync(int year) => OldAreas.PlaceAgainAsync(database, parameters.FirstYear(year), year, CodeChanges.Load(CodeChanges.DefaultPath), default);

async Task MakeCityAsync()
{
    await using (var connection = await database.OpenConnectionAsync())
        await TaxonomyStore.SaveAsync(Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json")), connection, default);
    await ExecuteAsync(FormattableString.Invariant(
        $"""
        INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features) VALUES ('delbydel', 2018, 'squares', 'x', now(), 96);
        INSERT INTO geo.area (vintage_id, code, name, bydel, geom)
        SELECT v.vintage_id, lpad((1 + n / 8)::text, 2, '0') || lpad((1 + n % 8)::text, 2, '0'), 'Square ' || n, lpad((1 + n / 8)::text, 2, '0'),
               ST_Multi(ST_Segmentize(ST_MakeEnvelope(590000 + 2000 * (n % 8), 6630000 + 2000 * (n / 8), 592000 + 2000 * (n % 8), 6632000 + 2000 * (n / 8), 25832), 20))
        FROM geo.vintage v, generate_series(0, 95) AS n;
        INSERT INTO geo.population (code, year, residents, municipal_dwellings)
        SELECT code, year, 4000 + 37 * right(code, 2)::int, 150 FROM geo.area, generate_series({FirstYear}, {LastYear}) AS year;
        """));
}

// One delivery a year, placed as the importer would; one incident of each is left for the program to place, which then counts them all.
async Task FillAsync(int incidents)
{
    await ExecuteAsync("DELETE FROM published.release; DELETE FROM heatmap.measurement; TRUNCATE ledger.delivery, incident.incident, incident.tally CASCADE; SELECT setseed(0.5)");
    for (var year = FirstYear; year <= LastYear; year++)
    {
        var rows = incidents / (LastYear - FirstYear + 1);
        await ExecuteAsync(FormattableString.Invariant(
            $"""
            INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by, first_day, last_day,
                rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents)
            VALUES ('brann', 'f', '{incidents} {year}', 1, 1, 'm', now(), 'benchmark', '{year}-01-01', '{year}-12-31', {rows}, {rows}, 0, 0, 0, 0, {rows});
            INSERT INTO incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, point, position,
                place_vintage, place_outcome, place_method, place_delbydel)
            SELECT d.delivery_id, n, 'brann', gen_random_uuid(), c.all[1 + floor(random() * array_length(c.all, 1))::int],
                   make_timestamptz({year}, 1 + floor(random() * 12)::int, 5, floor(random() * 24)::int, 0, 0), 'minute', {year}, 1,
                   ST_SetSRID(ST_MakePoint(590000 + 2000 * (east + random()), 6630000 + 2000 * (north + random())), 25832), 'point',
                   CASE WHEN n > 1 THEN (SELECT vintage_id FROM geo.vintage) END, CASE WHEN n > 1 THEN 1 END, CASE WHEN n > 1 THEN 1 END,
                   CASE WHEN n > 1 THEN lpad((1 + north)::text, 2, '0') || lpad((1 + east)::text, 2, '0') END
            FROM ledger.delivery d, (SELECT array_agg(category ORDER BY category) AS all FROM incident.category) c,
                 (SELECT n, floor(random() * 8)::int AS east, floor(random() * 12)::int AS north FROM generate_series(1, {rows}) AS n OFFSET 0) place
            WHERE d.sha256 = '{incidents} {year}';
            """));
        await ExecuteAsync(FormattableString.Invariant( // states areas alone: a tenth as many rows again, one of a thousand in an area that nothing knows
            $"""
            INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by, first_day, last_day,
                rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents)
            VALUES ('politi', 'f', 'areas {incidents} {year}', 1, 1, 'm', now(), 'benchmark', '{year}-01-01', '{year}-12-31', {rows / 10}, {rows / 10}, 0, 0, 0, 0, {rows / 10});
            INSERT INTO incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, position, area_code,
                place_vintage, place_outcome, place_method, place_delbydel)
            SELECT d.delivery_id, n, 'politi', gen_random_uuid(), c.all[1 + floor(random() * array_length(c.all, 1))::int],
                   make_timestamptz({year}, 1 + floor(random() * 12)::int, 5, 12, 0, 0), 'month', {year}, 1, 'area', place.code,
                   (SELECT vintage_id FROM geo.vintage), (n % 1000 > 0)::int, (n % 1000 > 0)::int, CASE WHEN n % 1000 > 0 THEN place.code END
            FROM ledger.delivery d, (SELECT array_agg(category ORDER BY category) AS all FROM incident.category) c,
                 (SELECT n, CASE WHEN n % 1000 = 0 THEN '9999' ELSE lpad((1 + n / 8 % 12)::text, 2, '0') || lpad((1 + n % 8)::text, 2, '0') END AS code
                  FROM generate_series(1, {rows / 10}) AS n OFFSET 0) place
            WHERE d.sha256 = 'areas {incidents} {year}';
            """));
    }

    await using (var connection = await database.OpenConnectionAsync())
    await using (var transaction = await connection.BeginTransactionAsync())
    {
        await Replacement.RunAsync(connection, all: false, default);
        await transaction.CommitAsync();
    }

    await ExecuteAsync("VACUUM ANALYZE");
}

// What those figures are computed from: the counts as the measurement reads them, the same squares and population.
async Task<MeasurementData> CityAsync(int year)
{
    var counts = new List<IncidentCount>();
    await using var command = database.CreateCommand(SqlFile.For(typeof(IncidentCount).Assembly.GetType("PRIOslo.Bomiljo.Heatmap.IncidentCountQuery")!));
    command.Parameters.Add(new("first_year", year - parameters.HistoryYears + 1));
    command.Parameters.Add(new("last_year", year));
    await using (var reader = await command.ExecuteReaderAsync())
    {
        while (await reader.ReadAsync())
            counts.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4)));
    }

    int[] squares = [.. Enumerable.Range(0, 96)];
    static string Code(int n) => FormattableString.Invariant($"{1 + (n / 8):00}{1 + (n % 8):00}");
    return new(
        year, Interpolate: false,
        [
            .. squares.Select(n => new MeasuredArea(Level.Delbydel, Code(n), Code(n), Code(n)[..2])),
            .. squares.Select(n => Code(n)[..2]).Distinct().Select(code => new MeasuredArea(Level.Bydel, code, code, Level.CityCode)),
            new(Level.City, Level.CityCode, "City", ""),
        ],
        [.. counts.Where(count => count.Year == year).Select(count => count.Theme).Distinct().Order(StringComparer.Ordinal)], counts,
        [.. from n in squares from known in Enumerable.Range(FirstYear, LastYear - FirstYear + 1) select new PopulationFigure(Code(n), known, 4000 + (37 * (1 + (n % 8))), null, 150)])
    {
        Shapes = squares.ToDictionary(Code, n => Densifier.Densify(Factory.ToGeometry(
            new Envelope(590_000 + (2_000 * (n % 8)), 592_000 + (2_000 * (n % 8)), 6_630_000 + (2_000 * (n / 8)), 6_632_000 + (2_000 * (n / 8)))), 20)),
    };
}

MeasurementData Nation(int areas)
{
    var side = (int)Math.Ceiling(Math.Sqrt(areas));
    string[] codes = [.. Enumerable.Range(0, areas).Select(n => FormattableString.Invariant($"{n:00000}"))];
    var random = new Random(1);
    return new(
        LastYear, Interpolate: false,
        [
            .. codes.Select(code => new MeasuredArea(Level.Delbydel, code, code, code[..2])),
            .. codes.Select(code => code[..2]).Distinct().Select(code => new MeasuredArea(Level.Bydel, code, code, Level.CityCode)),
            new(Level.City, Level.CityCode, "Nation", ""),
        ],
        ["brann", "forsopling"],
        [.. from theme in new[] { "brann", "forsopling" } from year in Enumerable.Range(FirstYear, 5) from code in codes select new IncidentCount(year, code, theme, theme, random.Next(60))],
        [.. from year in Enumerable.Range(FirstYear, 5) from code in codes select new PopulationFigure(code, year, 350, null, null)])
    {
        Comparable = Enumerable.Range(FirstYear, 4).ToDictionary(year => year, IReadOnlySet<string> (_) => codes.ToHashSet(StringComparer.Ordinal)),
        Shapes = codes.Select((code, n) => (code, n)).ToDictionary(
            pair => pair.code, Geometry (pair) => Factory.ToGeometry(new Envelope(1000 * (pair.n % side), 1000 * ((pair.n % side) + 1), 1000 * (pair.n / side), 1000 * ((pair.n / side) + 1)))),
    };
}

async Task ExecuteAsync(string sql)
{
    await using var command = database.CreateCommand(sql);
    command.CommandTimeout = 0;
    await command.ExecuteNonQueryAsync();
}

// Processor seconds are those of the program and of all the server's processes: they hold on a busy machine too.
async Task<(double Wall, double Processor)> TimeAsync(string what, Func<Task> work)
{
    var (watch, before) = (Stopwatch.StartNew(), ProcessorSeconds());
    await work();
    var (wall, processor) = (watch.Elapsed.TotalSeconds, ProcessorSeconds() - before);
    Print(what, wall, processor);
    return (wall, processor);
}

double ProcessorSeconds()
{
    var server = Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture, out _)).Sum(folder =>
    {
        try
        {
            // After the name in brackets: state, parent, …; from the 12th, ticks of its own (two) and of its ended children (two).
            var fields = File.ReadAllText(folder + "/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var own = Path.GetFileName(folder) == postmaster;
            return own || fields[1] == postmaster ? fields[11..(own ? 15 : 13)].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / 100 : 0;
        }
        catch (IOException)
        {
            return 0; // it ended meanwhile
        }
    });
    return server + Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
}

// The best of three runs: what another program on the machine takes away is not the step's.
void StepOf(string unit, string what, int size, Func<object?> work)
{
    var best = double.PositiveInfinity;
    for (var run = 0; run < 3; run++)
    {
        var before = ProcessorSeconds();
        work();
        best = Math.Min(best, ProcessorSeconds() - before);
    }

    steps.Add((unit, what, size, best));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{$"  {what} ({size} {unit})",-70} {"",8} {best,12:0.00}"));
}

// How a step grows from each size to the next: seconds over what n log n would make of the size before. Above 1 it grows faster.
void PrintCurves()
{
    Console.WriteLine();
    Console.WriteLine("Growth: processor seconds at the largest size, and over n log n from each size to the next (sizes under 0.05 s are left out)");
    foreach (var step in steps.GroupBy(step => (step.Unit, step.What)))
    {
        var rows = step.OrderBy(row => row.Size).ToList();
        var ratios = rows.Zip(rows.Skip(1)).Select(pair => pair.First.Seconds < 0.05 ? $"{pair.First.Size}→{pair.Second.Size} –" : string.Create(CultureInfo.InvariantCulture,
            $"{pair.First.Size}→{pair.Second.Size} {pair.Second.Seconds / pair.First.Seconds / (pair.Second.Size * Math.Log(pair.Second.Size) / (pair.First.Size * Math.Log(pair.First.Size))):0.00}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Key.What,-70} {rows[^1].Seconds,8:0.00}  {string.Join("  ", ratios)}"));
    }
}

async Task<string> PostmasterAsync()
{
    await using var command = database.CreateCommand("SELECT pg_backend_pid()");
    var backend = await command.ExecuteScalarAsync();
    return File.ReadAllText($"/proc/{backend}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
}

static void PrintMemory() => Console.WriteLine(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)) + " is the program's peak memory so far");

static void Print(string what, double wall, double processor) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-70} {wall,8:0.00} {processor,12:0.00}"));

internal static partial class Program
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 25832);
}
