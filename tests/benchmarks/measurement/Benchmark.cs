#:project ../../../src/PRIOslo.Bomiljo/PRIOslo.Bomiljo.csproj
#:property PublishAot=false
#:property NoWarn=CA1031;CA1303;CA2007;MA0004;CS1591

// Benchmark.dll INCIDENTS…, or `nation`, in a database of its own (BOMILJO_HOME); see run.
using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Densify;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Publishing;

const int FirstYear = 2019, LastYear = 2023;
if (args[0] == "stop")
{
    await (await LocalCluster.OfAsync(BomiljoHome.FromEnvironment(), default)).StopAsync(default);
    return;
}

var postmaster = "";
var parameters = MeasurementParameters.Load(MeasurementParameters.DefaultPath);
// So few draws take no time worth telling: what is left is all that a measurement does but its simulations.
var withoutSimulations = parameters with { Draws = 999, IndexDraws = 100 };
Console.WriteLine($"{"",-70} {"wall s",8} {"processor s",12}");
if (args[0] == "nation")
{
    foreach (var areas in new[] { 3_500, 7_000, 14_000 })
    {
        var data = Nation(areas);
        await TimeAsync($"statistics of {areas} areas, 5 years, 2 themes, 999 draws", () =>
        {
            Figures.Compute(data, withoutSimulations with { IndexDraws = 1_000 });
            return Task.CompletedTask;
        });
    }

    PrintMemory();
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
    PrintMemory();
}

async Task MeasureAsync(MeasurementParameters chosen, int from, bool publish)
{
    for (var year = from; year <= LastYear; year++)
    {
        await new Measurement(database, TimeProvider.System, chosen).RunAsync(year, default);
        if (publish)
            await new Publisher(database, TimeProvider.System).RunAsync(year, provisional: true, default);
    }
}

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
