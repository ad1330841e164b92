using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>Takes one layer in as a new vintage, in one transaction; an older import of the same layer and year is superseded.</summary>
/// <param name="database">As owner.</param>
/// <param name="clock">For the vintage's time and its default year.</param>
/// <param name="placeAnew">Called in the transaction when a layer that decides placement has been imported.</param>
public sealed class GeodataImport(NpgsqlDataSource database, TimeProvider clock, Func<NpgsqlConnection, string, CancellationToken, Task> placeAnew)
{
    /// <param name="path">GeoJSON, Kartverket's CSV of addresses or dwelling units, or any format that GDAL reads.</param>
    /// <param name="layer">One of <see cref="Layers.All"/>.</param>
    /// <param name="epsg">The file's system; null takes what the file says.</param>
    /// <param name="vintageYear">From which year it applies; null takes this year.</param>
    /// <param name="codeField">The property that holds the code; null tries the usual names.</param>
    /// <param name="nameField">The property that holds the name; null tries the usual names.</param>
    /// <param name="cancel">Stops before anything is stored.</param>
    /// <param name="origin">Where the layer comes from; null where not stated.</param>
    /// <exception cref="ProblemException">BOM-001 to BOM-003, BOM-303, BOM-501, BOM-502, BOM-504; nothing is stored then.</exception>
    public async Task<GeodataReport> RunAsync(
        string path, string layer, int? epsg, int? vintageYear, string? codeField, string? nameField, CancellationToken cancel,
        LayerOrigin? origin = null)
    {
        if (!Layers.All.Contains(layer))
            throw new ProblemException(ProblemCode.BadArgument, "--layer", $"there is no layer «{layer}».", $"Use one of {string.Join(", ", Layers.All)}.");
        if (vintageYear > OsloTime.YearOf(clock.GetUtcNow()) + 1)
        {
            throw new ProblemException(ProblemCode.BadArgument, "--vintage", "a layer may apply from next year at the latest.",
                "Give the year from which it applies.");
        }

        var started = Stopwatch.GetTimestamp();
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var isTable = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        if (layer == "address" && isTable)
            return await RunAddressesAsync(path, name, vintageYear, origin ?? LayerOrigin.NotStated, cancel);
        if (layer == Layers.Terrain)
            return await RunTerrainAsync(path, name, epsg, vintageYear, origin ?? LayerOrigin.NotStated, cancel);
        var isBounded = origin?.Coverage is null;
        var content = layer == Layers.DwellingUnit && isTable && !GeodataFile.IsTableOfShapes(path)
            ? await ReadUnitsAsync(path, name, isBounded, cancel)
            : await ReadAsync(path, name, layer, epsg, codeField, nameField, isBounded, cancel);
        var (_, sha256, features, _, topology) = content;
        if (features == 0)
            throw new ProblemException(ProblemCode.BadGeodata, name, $"no feature of it can be used for the layer {layer}.", "Check the file, --layer and --code.");
        var year = vintageYear ?? OsloTime.YearOf(clock.GetUtcNow());
        var isReadAtOnce = year > OsloTime.YearOf(clock.GetUtcNow()) && await VintageStore.RetiresApproximateAsync(database, layer, cancel);
        await StoreAsync(new NewVintage(layer, year, name, sha256, clock.GetUtcNow(), Approximate: false, features, topology, origin ?? LayerOrigin.NotStated), content.Rows, cancel);
        return new(layer, year, features, topology.Repaired, topology.Dropped, topology.Overlaps, topology.Gaps,
            Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3))
        {
            Notices = [.. FeatureKinds.Notices(layer, content.Rows), .. Waiting(layer, year), .. isReadAtOnce ? AtOnce(layer, year) : []],
        };
    }

    /// <summary>Stores areas built from centre points, marked as approximate.</summary>
    public async Task<GeodataReport> StoreApproximateAsync(string sourceName, string sha256, int year, IReadOnlyList<AreaRow> areas, MultiPolygon outline, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var now = clock.GetUtcNow();
        await StoreAsync(new("municipality", year, sourceName, sha256, now, Approximate: true, 1, Topology.None, LayerOrigin.NotStated), new LayerRows(layer: "municipality", [new("0301", "Oslo", "", outline)]), cancel);
        await StoreAsync(new("delbydel", year, sourceName, sha256, now, Approximate: true, areas.Count, Topology.None, LayerOrigin.NotStated), new LayerRows(layer: "delbydel", areas), cancel);
        return new("delbydel", year, areas.Count, 0, 0, Topology.None.Overlaps, Topology.None.Gaps, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3));
    }

    private async Task<(LayerRows Rows, string Sha256, int Features, string Name, Topology Topology)> ReadAsync(
        string path, string name, string layer, int? epsg, string? codeField, string? nameField, bool isBounded, CancellationToken cancel)
    {
        var (features, sha256) = await GeodataFile.ReadAsync(path, epsg, cancel);
        LayerPlausibility.Demand(features, name);
        if (isBounded && Layers.Others.Contains(layer))
        {
            LayerPlausibility.DemandInCity(
                features.Select(feature => feature.Geometry).OfType<Geometry>().Select(shape => shape.EnvelopeInternal), await KnownExtent.ReadAsync(database, cancel), name);
        }

        var (rows, topology) = LayerReading.Read(layer, features, codeField, nameField, name);
        return (rows, sha256, rows.Count, name, topology);
    }

    /// <summary>Kartverket's CSV of dwelling units: of each place no more than its number of units is held in memory.</summary>
    private async Task<(LayerRows Rows, string Sha256, int Features, string Name, Topology Topology)> ReadUnitsAsync(
        string path, string name, bool isBounded, CancellationToken cancel)
    {
        var sha256 = await GeodataFile.HashAsync(path, name, cancel);
        var (read, dropped) = (0, 0);
        var rows = DwellingUnits.Count(Usable(), name);
        LayerPlausibility.Demand(read - dropped, read, name, $"the column {KartverketCsv.Epsg}");
        if (isBounded && rows.Count > 0)
            LayerPlausibility.DemandInCity(rows.Select(row => row.Geometry.EnvelopeInternal), await KnownExtent.ReadAsync(database, cancel), name);
        return (new LayerRows(Layers.DwellingUnit, features: rows), sha256, rows.Count, name, Topology.None with { Dropped = dropped });

        IEnumerable<DwellingUnit> Usable()
        {
            foreach (var unit in DwellingUnits.Read(path, name))
            {
                cancel.ThrowIfCancellationRequested();
                read++;
                if (unit is null)
                    dropped++;
                else
                    yield return unit;
            }
        }
    }

    /// <summary>Kartverket's CSV goes from the file into the table row by row: the nation's has more rows than memory should hold.</summary>
    private async Task<GeodataReport> RunAddressesAsync(
        string path, string name, int? vintageYear, LayerOrigin origin, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var sha256 = await GeodataFile.HashAsync(path, name, cancel);
        var now = clock.GetUtcNow();
        var year = vintageYear ?? OsloTime.YearOf(now);
        var known = origin.Coverage is null ? await KnownExtent.ReadAsync(database, cancel) : null;
        var (features, dropped, isInCity) = (0, 0, known is null);
        await StoreAsync(new NewVintage("address", year, name, sha256, now, Approximate: false, 0, Topology.None, origin), async (connection, vintage) =>
        {
            features = await LayerRows.CopyAddressesAsync(connection, vintage, Usable(), cancel);
            if (features == 0)
                throw new ProblemException(ProblemCode.BadGeodata, name, "no address of it can be used.", "Fetch the address register from Kartverket as CSV (matrikkelen adresse).");
            if (!isInCity)
                throw LayerPlausibility.NotInCity(name);
            await VintageStore.CountAsync(connection, vintage, features, dropped, cancel);
            return features;
        }, cancel);
        return new("address", year, features, 0, dropped, Topology.None.Overlaps, Topology.None.Gaps, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3));

        IEnumerable<AddressRow> Usable()
        {
            foreach (var row in AddressRegister.Read(path, name))
            {
                if (row is null)
                {
                    dropped++;
                    continue;
                }

                isInCity |= known?.Contains(row.Point.Coordinate) ?? false;
                yield return row;
            }
        }
    }

    /// <summary>A height model counts its cells with a height; where its coverage is not stated, it is the grid.</summary>
    private async Task<GeodataReport> RunTerrainAsync(
        string path, string name, int? epsg, int? vintageYear, LayerOrigin origin, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var (grid, sha256) = await TerrainFile.ReadAsync(path, epsg, cancel);
        var cells = grid.Decimetres.Count(height => height != HeightGrid.NoHeight);
        if (cells == 0)
            throw new ProblemException(ProblemCode.BadGeodata, name, "it holds no height.", "Fetch it again, or give the file's own system with --epsg.");
        if (origin.Coverage is null)
            LayerPlausibility.DemandInCity([grid.Extent.EnvelopeInternal], await KnownExtent.ReadAsync(database, cancel), name);
        var year = vintageYear ?? OsloTime.YearOf(clock.GetUtcNow());
        var covered = origin with { Coverage = origin.Coverage ?? new MultiPolygon([grid.Extent]) };
        await StoreAsync(new NewVintage(Layers.Terrain, year, name, sha256, clock.GetUtcNow(), Approximate: false, cells, Topology.None, covered), async (connection, vintage) =>
        {
            await TerrainStore.AddAsync(connection, vintage, grid, cancel);
            return cells;
        }, cancel);
        return new(Layers.Terrain, year, cells, 0, 0, Topology.None.Overlaps, Topology.None.Gaps, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3))
        {
            Notices = [.. Waiting(Layers.Terrain, year)],
        };
    }

    /// <summary>Areas are read from the import on where there are no earlier ones, addresses always.</summary>
    private IEnumerable<string> Waiting(string layer, int year) => year > OsloTime.YearOf(clock.GetUtcNow()) && layer != "address" && !Layers.Areas.Contains(layer)
        ? [string.Create(CultureInfo.InvariantCulture, $"The layer {layer} applies from {year}: until then the site check reads the one before, and takes it for missing where there is none.")]
        : [];

    private static IEnumerable<string> AtOnce(string layer, int year) =>
        [string.Create(CultureInfo.InvariantCulture, $"The layer {layer} applies from {year}, but is read at once: it puts the approximate map out of use, in every year.")];

    private Task StoreAsync(NewVintage vintage, LayerRows rows, CancellationToken cancel) =>
        StoreAsync(vintage, async (connection, id) =>
        {
            await rows.CopyAsync(connection, id, cancel);
            return vintage.Features;
        }, cancel);

    private async Task StoreAsync(NewVintage vintage, Func<NpgsqlConnection, int, Task<int>> copyAsync, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await PlacementLock.TakeAsync(connection, cancel);
        var id = await VintageStore.AddAsync(connection, vintage, cancel);
        var features = await copyAsync(connection, id);
        if (vintage.Layer == "address")
            await VintageStore.AddStreetsAsync(connection, id, cancel);
        if (Layers.DecidesPlacement(vintage.Layer))
            await placeAnew(connection, vintage.Layer, cancel);
        await AuditLog.AppendAsync(connection, AuditActions.GeodataImport, $"{vintage.Layer} {vintage.Year}",
            new { VintageId = id, vintage.Sha256, Features = features, vintage.Approximate }, cancel);
        await transaction.CommitAsync(cancel);
    }
}

/// <summary>What an import of a layer did. Overlaps and gaps count what is larger than 1 m².</summary>
public sealed record GeodataReport(
    string Layer, int Vintage, int Features, int Repaired, int Dropped, OverlapCount Overlaps, GapCount Gaps, double Seconds)
{
    /// <summary>What whoever imports the layer had better know.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}

public sealed record OverlapCount(int Pairs, [property: System.Text.Json.Serialization.JsonPropertyName("area_m2")] double AreaM2);

public sealed record GapCount(int Count, [property: System.Text.Json.Serialization.JsonPropertyName("area_m2")] double AreaM2);

internal sealed record Topology(int Repaired, int Dropped, OverlapCount Overlaps, GapCount Gaps)
{
    public static Topology None { get; } = new(0, 0, new(0, 0), new(0, 0));
}
