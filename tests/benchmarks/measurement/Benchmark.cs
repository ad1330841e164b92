#:project ../../../src/PRIOslo.Bomiljo/PRIOslo.Bomiljo.csproj
#:property PublishAot=false
#:property NoWarn=CA1031;CA1303;CA2007;MA0004;CS1591

// dotnet run -c Release Benchmark.cs -- INCIDENTS, in a database of its own (BOMILJO_HOME); see run.
using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Publishing;

const int FirstYear = 2019, LastYear = 2023;
if (args[0] == "stop")
{
    await (await LocalCluster.OfAsync(BomiljoHome.FromEnvironment(), default)).StopAsync(default);
    return;
}

var incidents = int.Parse(args[0], CultureInfo.InvariantCulture);
await using var database = await DatabaseAccess.OpenOwnerAsync(default);
await FillAsync();
var parameters = MeasurementParameters.Load(MeasurementParameters.DefaultPath);

var peer = await TimeAsync($"PostGIS: point in polygon and GROUP BY, {incidents} incidents", () => ExecuteAsync(
    """
    SELECT a.code, split_part(i.category, '.', 1), i.occurred_year, sum(i.incidents)
    FROM incident.incident i JOIN geo.area a ON ST_Covers(a.geom, i.point) GROUP BY 1, 2, 3
    """));
// The bar is without the simulations: so few draws take no time worth telling.
var own = await TimeAsync("counts to tests of all years, few draws", () => MeasureAsync(parameters with { Draws = 999, IndexDraws = 100 }, FirstYear, publish: false));
Print("ratio", own / peer);
await TimeAsync("one year whole, 99,999 draws, published", () => MeasureAsync(parameters, LastYear, publish: true));
Print("peak memory of the program, MB", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);

foreach (var areas in new[] { 3_500, 7_000, 14_000 })
{
    var data = Nation(areas);
    await TimeAsync($"statistics of {areas} areas, 5 years, 2 themes, 999 draws", () =>
    {
        Figures.Compute(data, parameters with { Draws = 999, IndexDraws = 1_000 });
        return Task.CompletedTask;
    });
}

Print("peak memory of the program, MB", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);

async Task MeasureAsync(MeasurementParameters chosen, int from, bool publish)
{
    for (var year = from; year <= LastYear; year++)
    {
        await new Measurement(database, TimeProvider.System, chosen).RunAsync(year, default);
        if (publish)
            await new Publisher(database, TimeProvider.System).RunAsync(year, provisional: true, default);
    }
}

async Task FillAsync()
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
        INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by, first_day, last_day,
            rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents)
        VALUES ('brann', 'f', 's', 1, 1, 'm', now(), 'benchmark', '{FirstYear}-01-01', '{LastYear}-12-31', {incidents}, {incidents}, 0, 0, 0, 0, {incidents});
        SELECT setseed(0.5);
        INSERT INTO incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, point, position)
        SELECT d.delivery_id, n, 'brann', gen_random_uuid(), c.all[1 + (random() * (array_length(c.all, 1) - 1))::int], make_timestamptz(y, 1 + (random() * 11)::int, 5, (random() * 23)::int, 0, 0), 'minute', y, 1,
               ST_SetSRID(ST_MakePoint(590000 + 16000 * random(), 6630000 + 24000 * random()), 25832), 'point'
        FROM ledger.delivery d, (SELECT array_agg(category ORDER BY category) AS all FROM incident.category) c, generate_series(1, {incidents}) AS n,
             LATERAL (SELECT {FirstYear} + n % {LastYear - FirstYear + 1} AS y) year;
        INSERT INTO incident.placement (vintage_id, delivery_id, line, outcome, method, delbydel)
        SELECT a.vintage_id, i.delivery_id, i.line, 'placed', 'polygon', a.code FROM incident.incident i JOIN geo.area a ON ST_Covers(a.geom, i.point);
        """));
    await ExecuteAsync("ANALYZE");
}

MeasurementData Nation(int areas)
{
    var squares = new GeometryFactory(new PrecisionModel(), 25832);
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
            pair => pair.code, Geometry (pair) => squares.ToGeometry(new Envelope(1000 * (pair.n % side), 1000 * ((pair.n % side) + 1), 1000 * (pair.n / side), 1000 * ((pair.n / side) + 1)))),
    };
}

async Task ExecuteAsync(string sql)
{
    await using var command = database.CreateCommand(sql);
    command.CommandTimeout = 0;
    await command.ExecuteNonQueryAsync();
}

static async Task<double> TimeAsync(string what, Func<Task> work)
{
    var watch = Stopwatch.StartNew();
    await work();
    Print(what + ", s", watch.Elapsed.TotalSeconds);
    return watch.Elapsed.TotalSeconds;
}

static void Print(string what, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-70} {value,8:0.00}"));
