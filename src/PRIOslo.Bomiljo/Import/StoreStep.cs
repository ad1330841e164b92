using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Import step 4 of 4 (read → normalise → place → store): incidents and placements go in by binary COPY.</summary>
/// <remarks>Works inside the import's one transaction, so a killed import leaves the database as it was.</remarks>
internal sealed class StoreStep : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly int _deliveryId;
    private readonly string _source;
    private readonly NpgsqlBinaryImporter _incidents;
    private readonly List<PlacementRow> _placements = [];

    private StoreStep(NpgsqlConnection connection, int deliveryId, string source, NpgsqlBinaryImporter incidents)
    {
        _connection = connection;
        _deliveryId = deliveryId;
        _source = source;
        _incidents = incidents;
    }

    public static async Task<StoreStep> BeginAsync(NpgsqlConnection connection, int deliveryId, string source, CancellationToken cancel) =>
        new(connection, deliveryId, source, await connection.BeginBinaryImportAsync(
            """
            COPY incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year,
                                    incidents, point, area_code, area_kind, position, geocode_method, geocode_confidence) FROM STDIN (FORMAT binary)
            """, cancel));

    public void Add(Incident incident, Vintage? vintage, Placement placement)
    {
        _incidents.StartRow();
        _incidents.Write(_deliveryId, NpgsqlDbType.Integer);
        _incidents.Write(incident.Line, NpgsqlDbType.Integer);
        _incidents.Write(_source, NpgsqlDbType.Text);
        _incidents.Write(incident.Key, NpgsqlDbType.Uuid);
        _incidents.Write(incident.Category, NpgsqlDbType.Text);
        _incidents.Write(incident.OccurredAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        _incidents.Write(incident.Precision, NpgsqlDbType.Text);
        _incidents.Write((short)incident.Year, NpgsqlDbType.Smallint);
        _incidents.Write(incident.Count, NpgsqlDbType.Integer);
        if (incident.Point is { } point)
            _incidents.Write(new Point(point.East, point.North) { SRID = CoordinateTransform.StorageEpsg }, NpgsqlDbType.Geometry);
        else
            _incidents.WriteNull();
        if (incident.Area.IsNone)
            _incidents.WriteNull();
        else
            _incidents.Write(incident.Area.Code!, NpgsqlDbType.Text);
        _incidents.Write(AreaKinds.Texts[(int)incident.Area.Kind], NpgsqlDbType.Text);
        PositionWriter.Write(_incidents, incident.Position);
        if (vintage is not null)
            _placements.Add(new(vintage.Id, incident.Line, placement));
    }

    public async Task FinishAsync(CancellationToken cancel)
    {
        await _incidents.CompleteAsync(cancel);
        await _incidents.DisposeAsync();
        await PlacementWriter.WriteAsync(_connection, _placements.Select(row => (row.Vintage, _deliveryId, row.Line, row.Placement)), cancel);
    }

    public ValueTask DisposeAsync() => _incidents.DisposeAsync();

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct PlacementRow(int Vintage, int Line, Placement Placement);
}
