using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>An area with code, name and bydel (two digits, empty where it has no meaning).</summary>
public sealed record AreaRow(string Code, string Name, string Bydel, MultiPolygon Polygon);

internal sealed record BuildingRow(string Kind, string Type, int Dwellings, Geometry Geometry);

internal sealed record FeatureRow(string Code, string Name, string Kind, int? Homes, Geometry Geometry);

/// <summary>The rows of one layer, ready for the table that holds it.</summary>
internal sealed class LayerRows(
    string layer,
    IReadOnlyList<AreaRow>? areas = null,
    IReadOnlyList<BuildingRow>? buildings = null,
    IReadOnlyList<AddressRow>? addresses = null,
    IReadOnlyList<FeatureRow>? features = null)
{
    public int Count => areas?.Count ?? buildings?.Count ?? addresses?.Count ?? features?.Count ?? 0;

    /// <summary>Features that tell no known kind.</summary>
    public int Untold => features?.Count(feature => feature.Kind.Length == 0) ?? 0;

    /// <summary>Writes them by binary COPY, inside the caller's transaction.</summary>
    public Task CopyAsync(NpgsqlConnection connection, int vintage, CancellationToken cancel) => layer switch
    {
        _ when areas is not null => CopyAsync(connection, vintage, "geo.area (vintage_id, code, name, bydel, geom)", areas, numbered: false,
            (writer, row) => WriteTexts(writer, row.Polygon, row.Code, row.Name, row.Bydel), cancel),
        _ when buildings is not null => CopyAsync(connection, vintage, "geo.building (vintage_id, feature_no, dwellings, kind, type_code, geom)", buildings, numbered: true,
            (writer, row) =>
            {
                writer.Write(row.Dwellings, NpgsqlDbType.Integer);
                WriteTexts(writer, row.Geometry, row.Kind, row.Type);
            }, cancel),
        _ when addresses is not null => CopyAddressesAsync(connection, vintage, addresses, cancel),
        _ => CopyAsync(connection, vintage, "geo.feature (vintage_id, feature_no, homes, code, name, kind, geom)", features ?? [], numbered: true,
            (writer, row) =>
            {
                if (row.Homes is { } homes)
                    writer.Write(homes, NpgsqlDbType.Integer);
                else
                    writer.WriteNull();
                WriteTexts(writer, row.Geometry, row.Code, row.Name, row.Kind);
            }, cancel),
    };

    /// <summary>Writes addresses as they come.</summary>
    /// <returns>How many.</returns>
    public static Task<int> CopyAddressesAsync(NpgsqlConnection connection, int vintage, IEnumerable<AddressRow> addresses, CancellationToken cancel) =>
        CopyAsync(connection, vintage, "geo.address (vintage_id, feature_no, number, street, letter, postcode, place, geom)", addresses, numbered: true,
            (writer, row) =>
            {
                writer.Write(row.Number, NpgsqlDbType.Integer);
                WriteTexts(writer, row.Point, row.Street, row.Letter, row.Postcode, row.Place);
            }, cancel);

    private static async Task<int> CopyAsync<T>(
        NpgsqlConnection connection, int vintage, string table, IEnumerable<T> rows, bool numbered, Action<NpgsqlBinaryImporter, T> write, CancellationToken cancel)
    {
        var count = 0;
        await using var writer = await connection.BeginBinaryImportAsync($"COPY {table} FROM STDIN (FORMAT binary)", cancel);
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            writer.StartRow();
            writer.Write(vintage, NpgsqlDbType.Integer);
            if (numbered)
                writer.Write(count + 1, NpgsqlDbType.Integer);
            write(writer, row);
            count++;
        }

        await writer.CompleteAsync(cancel);
        return count;
    }

    private static void WriteTexts(NpgsqlBinaryImporter writer, Geometry geometry, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            writer.Write(text, NpgsqlDbType.Text);
        geometry.SRID = CoordinateTransform.StorageEpsg;
        writer.Write(geometry, NpgsqlDbType.Geometry);
    }
}
