using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Screening;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability.BruteForce;

/// <summary>The town of <c>town.sql</c> with its 2,000 sites, measured once by the program; queries over all of its rows answer beside it.</summary>
public sealed class BruteForceTown(PostgisCluster cluster) : IAsyncLifetime
{
    public const int Sites = 2000;

    // The model ends inside the square, in the west and south, and has a hole and single posts without a height.
    private const int Columns = 235, Rows = 240;
    private const double CellMetres = 10, West = 597_150, North = 6_644_600;
    private static readonly BuildingKinds[] Kinds =
        [BuildingKinds.Residential, BuildingKinds.Business, BuildingKinds.School, BuildingKinds.Outbuilding, BuildingKinds.Other];
    private TestDatabase? _database;

    internal ScreeningResult Screening { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _database = await cluster.NewDatabaseAsync();
        await _database.ExecuteAsync(Text("town"));
        await AddTerrainAsync(_database);
        await _database.ExecuteAsync(Text("pairs"));
        await _database.ExecuteAsync(Text("sight"));
        await _database.ExecuteAsync(Text("walks"));
        await using var connection = await _database.Web.OpenConnectionAsync();
        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);
        Screening = await service.ScreenAsync(connection, await SitesAsync(_database), null, mayKnowHomes: true, default);
    }

    public async Task DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <summary>The names of the metrics that have a query.</summary>
    internal static IReadOnlyList<string> Queries { get; } =
        [.. typeof(BruteForceTown).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("BruteForce/Metrics/", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    /// <returns>The metric at each site, by the query of its name; null where it gives the site no row.</returns>
    internal async Task<double?[]> AskAsync(string metric)
    {
        var values = new double?[Sites];
        await using var command = _database!.Owner.CreateCommand($"SELECT n, value::float8 FROM ({Text("Metrics/" + metric).TrimEnd().TrimEnd(';')}) AS asked");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            Assert.Null(values[reader.GetInt32(0) - 1]);
            values[reader.GetInt32(0) - 1] = reader.GetDouble(1);
        }

        return values;
    }

    /// <summary>How often the town holds what a naive measurement gets wrong.</summary>
    internal async Task<IReadOnlyDictionary<string, long>> EdgesAsync(string file = "edges")
    {
        var edges = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var command = _database!.Owner.CreateCommand(Text(file));
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            edges.Add(reader.GetString(0), reader.GetInt64(1));
        return edges;
    }

    private static async Task<List<Site>> SitesAsync(TestDatabase database)
    {
        var sites = new List<Site>(Sites);
        await using var command = database.Owner.CreateCommand("SELECT n, brute.placed(geom), units, address FROM brute.site ORDER BY n");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            sites.Add(new Site($"{reader.GetInt32(0)}", reader.GetFieldValue<Geometry>(1), Units: reader.IsDBNull(2) ? null : reader.GetInt32(2)) { IsAddress = reader.GetBoolean(3) });
        return sites;
    }

    /// <summary>Hills of 10 to 30 m, seeded; stored as the program has it, and post by post for the queries.</summary>
    private static async Task AddTerrainAsync(TestDatabase database)
    {
        var random = new Random(7);
        (double X, double Y, double Phase, double Metres)[] waves = [.. Enumerable.Range(0, 12).Select(n =>
            ((random.NextDouble() - 0.5) / 12, (random.NextDouble() - 0.5) / 12, random.NextDouble() * 7, 6.0 / (n + 1)))];
        var decimetres = new short[Columns * Rows];
        for (var at = 0; at < decimetres.Length; at++)
        {
            var (x, y) = (at % Columns, at / Columns);
            var metres = 60 + waves.Sum(wave => wave.Metres * Math.Sin((wave.X * x * CellMetres) + (wave.Y * y * CellMetres) + wave.Phase));
            decimetres[at] = Math.Abs(x - 120) + Math.Abs(y - 150) < 12 || ((7 * x) + (13 * y)) % 397 == 0 ? HeightGrid.NoHeight : (short)Math.Round(metres * 10);
        }

        await using var connection = await database.Owner.OpenConnectionAsync();
        var vintage = await database.ScalarAsync<int>("SELECT vintage_id FROM geo.vintage WHERE layer = 'terrain'");
        await TerrainStore.AddAsync(connection, vintage, new HeightGrid(West, North, CellMetres, Columns, Rows, decimetres), default);
        await ExecuteAsync("INSERT INTO brute.model VALUES (($1 - 597000) * 100, ($2 - 6642000) * 100)", West, North);
        await ExecuteAsync(
            "INSERT INTO brute.post SELECT (at - 1) % $1, (at - 1) / $1, nullif(height, $2) * 0.1::float8 FROM unnest($3) WITH ORDINALITY AS given (height, at)",
            Columns, HeightGrid.NoHeight, decimetres);
        await ExecuteAsync("INSERT INTO brute.height SELECT lower(kind), metres FROM unnest($1, $2) AS given (kind, metres)",
            Kinds.Select(kind => kind.ToString()).ToArray(), Kinds.Select(BuildingHeights.Shipped.Metres).ToArray());

        async Task ExecuteAsync(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync();
        }
    }

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(BruteForceTown).Assembly.GetManifestResourceStream($"BruteForce/{name}.sql")!);
        return reader.ReadToEnd();
    }
}
