using System.Data;
using Npgsql;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Import step 4 of 4 (read → normalise → place → store): incidents go in with their placements by binary COPY, and then their counts.</summary>
/// <remarks>Works inside the import's one transaction, so a killed import leaves the database as it was.</remarks>
internal sealed class StoreStep : IAsyncDisposable
{
    private const string Columns =
        "delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, point, area_code, area_kind, "
        + "position, geocode_method, geocode_confidence, place_vintage, place_outcome, place_method, place_delbydel";

    private static readonly short Fields = (short)Columns.Split(',').Length;
    private readonly NpgsqlConnection _connection;
    private readonly int _deliveryId;
    private readonly string _source;
    private readonly NpgsqlRawCopyStream _copy;
    private readonly CopyRows _rows;
    private readonly DeliveryTally _tally;
    private bool _finished;

    private StoreStep(NpgsqlConnection connection, int deliveryId, string source, NpgsqlRawCopyStream copy)
    {
        _connection = connection;
        _deliveryId = deliveryId;
        _source = source;
        _copy = copy;
        _rows = new(copy);
        _tally = new(deliveryId, source);
        _rows.Begin();
    }

    public static async Task<StoreStep> BeginAsync(NpgsqlConnection connection, int deliveryId, string source, CancellationToken cancel) =>
        new(connection, deliveryId, source, await connection.BeginRawBinaryCopyAsync($"COPY incident.incident ({Columns}) FROM STDIN (FORMAT binary)", cancel));

    /// <param name="incident">Accepted.</param>
    /// <param name="vintage">The boundaries that it is placed in; null where none are imported yet.</param>
    /// <param name="placement">Its place in them.</param>
    public void Add(Incident incident, Vintage? vintage, Placement placement)
    {
        _tally.Add(incident, vintage, placement);
        _rows.StartRow(Fields);
        _rows.Int4(_deliveryId);
        _rows.Int4(incident.Line);
        _rows.Text(_source);
        _rows.Uuid(incident.Key);
        _rows.Text(incident.Category);
        _rows.Instant(incident.OccurredAt);
        _rows.Text(incident.Precision);
        _rows.Int2((short)incident.Year);
        _rows.Int4(incident.Count);
        if (incident.Point is var (east, north))
            _rows.Point(east, north);
        else
            _rows.Null();
        _rows.Text(incident.Area.Code);
        _rows.Text(AreaKinds.Texts[(int)incident.Area.Kind]);
        PositionWriter.Write(_rows, incident.Position);
        if (vintage is null)
        {
            _rows.Null();
            _rows.Null();
            _rows.Null();
            _rows.Null();
            return;
        }

        _rows.Int4(vintage.Id);
        _rows.Int2((short)placement.Outcome);
        _rows.Int2((short)placement.Method);
        _rows.Text(placement.Delbydel.IsNone ? null : placement.Delbydel.ToString());
    }

    public async Task FinishAsync(CancellationToken cancel)
    {
        _rows.End();
        _finished = true;
        await _copy.DisposeAsync();
        await _tally.WriteAsync(_connection, cancel);
    }

    /// <summary>Takes back what has been sent, unless all of it has, or the server is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_finished && _connection.State == ConnectionState.Open)
            await _copy.CancelAsync();
    }
}
