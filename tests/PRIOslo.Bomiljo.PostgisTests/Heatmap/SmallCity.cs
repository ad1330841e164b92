using System.Globalization;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Freezing;
using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>
/// Ten delbydeler of one square kilometre in three bydeler, and Sentrum as a layer of its own; deliveries are drawn by the
/// database from a seed. All of it lies in EPSG:25832 east of 600000, north of 6640000.
/// </summary>
internal static class SmallCity
{
    public const int Year = 2023;

    public static readonly string[] Police = ["trygghet.violence", "trygghet.theft", "ro-og-orden.disturbance"];
    public static readonly string[] Waste = ["forsopling.litter", "forsopling.dumping"];
    public static readonly string[] Fire = ["brann.building"];

    /// <summary>0101–0104 in the south, 0201–0205 above, 0301 (a bydel of one) and Sentrum.</summary>
    public static async Task AddAreasAsync(this TestDatabase database, int vintageYear = 2018) => await database.ExecuteAsync(Invariant(
        $"""
        UPDATE geo.vintage SET superseded_at = now() WHERE layer IN ('delbydel', 'sentrum') AND year = {vintageYear};
        WITH v AS (
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features)
            VALUES ('delbydel', {vintageYear}, 'areas.geojson', md5(random()::text), now(), 10) RETURNING vintage_id)
        INSERT INTO geo.area (vintage_id, code, name, bydel, geom)
        SELECT vintage_id, code, 'Area ' || code, left(code, 2), ST_Multi(ST_MakeEnvelope(e, n, e + 1000, n + 1000, 25832))
        FROM v, unnest(ARRAY['0101','0102','0103','0104','0201','0202','0203','0204','0205','0301']) AS code,
             LATERAL (SELECT 600000 + 1000 * right(code, 2)::int AS e, 6640000 + 1000 * left(code, 2)::int AS n) at;
        WITH v AS (
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, features)
            VALUES ('sentrum', {vintageYear}, 'sentrum.geojson', md5(random()::text), now(), 1) RETURNING vintage_id)
        INSERT INTO geo.area SELECT vintage_id, '1601', 'Sentrum', '16', ST_Multi(ST_MakeEnvelope(602000, 6643000, 603000, 6644000, 25832)) FROM v;
        """));

    public static Task AddPopulationAsync(this TestDatabase database, int year = Year) => database.ExecuteAsync(Invariant(
        $"""
        INSERT INTO geo.population (code, year, residents)
        SELECT code, {year}, 500 + 37 * code::int FROM geo.area WHERE code ~ '^0[123]0' ON CONFLICT DO NOTHING
        """));

    public static async Task AddTaxonomyAsync(this TestDatabase database)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await TaxonomyStore.SaveAsync(Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json")), connection, default);
    }

    /// <summary>A delivery with two rows per delbydel and category, known by year: a count from 0 (no row) up to, not including, the bound.</summary>
    /// <returns>The delivery's number.</returns>
    public static Task<int> DeliverAsync(this TestDatabase database, string source, string[] categories, int below, int seed, int year = Year) =>
        database.ScalarAsync<int>(Invariant(
            $"""
            SET seed = {0.0001m * seed};
            INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by, first_day,
                last_day, rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents)
            VALUES ('{source}', 'made-up.csv', md5('{source} {seed}'), 1, 1, '', now(), 'test', '{year}-01-01', '{year}-12-31', 0, 0, 0, 0, 0, 0, 0);
            INSERT INTO incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, point)
            SELECT currval('ledger.delivery_delivery_id_seq'), row_number() OVER (ORDER BY code, category, half), '{source}',
                   gen_random_uuid(), category, make_timestamptz({year}, 1, 1, 0, 0, 0, 'Europe/Oslo'), 'year', {year}, n,
                   ST_Translate(ST_Centroid(geom), 9 * (row_number() OVER (ORDER BY code, category, half) % 40), {seed % 50})
            FROM (SELECT code, geom, category, half, floor(random() * {below})::int AS n
                  FROM (SELECT DISTINCT ON (code) code, geom FROM geo.area ORDER BY code, vintage_id DESC) a,
                       unnest(ARRAY['{string.Join("','", categories)}']) AS category, generate_series(1, 2) AS half
                  ORDER BY code, category, half) drawn
            WHERE n > 0;
            {Place}
            SELECT currval('ledger.delivery_delivery_id_seq')::int;
            """));

    /// <summary>A delivery with one single row.</summary>
    /// <param name="delbydel">Null leaves the row unplaced.</param>
    public static Task<int> DeliverOneAsync(this TestDatabase database, string source, string category, string? delbydel, int incidents, int seed) =>
        database.ScalarAsync<int>(Invariant(
            $"""
            INSERT INTO ledger.delivery (source, file_name, sha256, size_bytes, mapping_version, mapping_sha256, imported_at, imported_by, first_day,
                last_day, rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_ignored, rows_merged, incidents)
            VALUES ('{source}', 'made-up.csv', md5('{source} one {seed}'), 1, 1, '', now(), 'test', '{Year}-05-05', '{Year}-05-05', 1, 1, 0, 0, 0, 0, 1);
            INSERT INTO incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, point)
            VALUES (currval('ledger.delivery_delivery_id_seq'), 2, '{source}', gen_random_uuid(), '{category}', '{Year}-05-05 12:00+02', 'day', {Year},
                    {incidents}, (SELECT ST_Centroid(geom) FROM geo.area WHERE code = '{delbydel}' ORDER BY vintage_id DESC LIMIT 1));
            {Place}
            SELECT currval('ledger.delivery_delivery_id_seq')::int;
            """));

    /// <summary>Everything that a year needs: areas, population, police with small counts, waste and fire.</summary>
    public static async Task<TestDatabase> NewCityAsync(this PostgisCluster cluster)
    {
        var database = await cluster.NewDatabaseAsync();
        await database.AddAreasAsync();
        await database.AddPopulationAsync();
        await database.AddTaxonomyAsync();
        await database.DeliverAsync("politi", Police, below: 6, seed: 11);
        await database.DeliverAsync("renovasjon", Waste, below: 5, seed: 12);
        await database.DeliverAsync("brann", Fire, below: 4, seed: 13);
        return database;
    }

    /// <summary>The same, measured and frozen.</summary>
    public static async Task<TestDatabase> NewFrozenCityAsync(this PostgisCluster cluster)
    {
        var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.FreezeAsync();
        return database;
    }

    public static Task<MeasurementReport> MeasureAsync(this TestDatabase database, int year = Year) =>
        new Measurement(database.Owner, TimeProvider.System).RunAsync(year, default);

    /// <summary>Freezes the year first where it goes out by decision.</summary>
    public static async Task<PublishReport> PublishAsync(this TestDatabase database, bool provisional = true, int year = Year)
    {
        if (!provisional)
            await database.FreezeAsync("A correction, for the test's sake.", year);
        return await new Publisher(database.Owner, TimeProvider.System).RunAsync(year, provisional, default);
    }

    public static Task<FreezeReport> FreezeAsync(this TestDatabase database, string? reason = null, int year = Year) =>
        new Freezer(database.Owner, TimeProvider.System, "test").RunAsync(year, reason, default);

    public static Task<VerifyReport> VerifyAsync(this TestDatabase database, int? version = null, int threads = -1) =>
        new Verification(database.Owner, TimeProvider.System, Replacement.RunAsync).RunAsync(Year, version, threads, default);

    /// <summary>Lets a source-year through the coverage gate, as an analyst would.</summary>
    public static Task OverrideAsync(this TestDatabase database, string source, int year = Year) =>
        new CoverageDecisions(database.Owner, TimeProvider.System, "test").DecideAsync(new(source, year, Enters: true, "So little, for the test's sake."), default);

    /// <summary>Rows as texts, columns apart by one space, null as <c>-</c>.</summary>
    public static async Task<List<string>> RowsAsync(this TestDatabase database, string sql, bool asWeb = false)
    {
        await using var command = (asWeb ? database.Web : database.Owner).CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount)
                .Select(at => reader.IsDBNull(at) ? "-" : Convert.ToString(reader.GetValue(at), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    /// <summary>In the vintage of the row's year, by PostGIS alone.</summary>
    private const string Place =
        """
        UPDATE incident.incident i
        SET place_vintage = geo.vintage_for('delbydel', i.occurred_year), place_outcome = (a.code IS NOT NULL)::int, place_method = (a.code IS NOT NULL)::int,
            place_delbydel = a.code
        FROM incident.incident same
        LEFT JOIN geo.area a ON a.vintage_id IN (geo.vintage_for('delbydel', same.occurred_year), geo.vintage_for('sentrum', same.occurred_year))
                            AND ST_Covers(a.geom, same.point)
        WHERE same.delivery_id = i.delivery_id AND same.line = i.line
          AND i.delivery_id = currval('ledger.delivery_delivery_id_seq') AND geo.vintage_for('delbydel', i.occurred_year) IS NOT NULL;
        """;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
