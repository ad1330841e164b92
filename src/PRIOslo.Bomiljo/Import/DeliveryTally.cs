using System.Runtime.InteropServices;
using Npgsql;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Counts a delivery's incidents by category, month and place while they are stored, and writes the counts beside them.</summary>
/// <remarks>The same counts as <see cref="TallyAgain"/> takes from the database, without reading a million rows back.</remarks>
/// <param name="deliveryId">In the ledger.</param>
/// <param name="source">The source's code.</param>
internal sealed class DeliveryTally(int deliveryId, string source)
{
    private const string Columns =
        "delivery_id, source, category, year, month, month_known, vintage_id, outcome, delbydel, position, rows, incidents";

    private static readonly short Fields = (short)Columns.Split(',').Length;
    private readonly Dictionary<Cell, Count> _counts = [];

    /// <param name="Vintage">0 where there are no boundaries yet.</param>
    private readonly record struct Cell(
        string Category, short Year, byte Month, bool MonthKnown, int Vintage, PlacementOutcome Outcome, DelbydelCode Delbydel, PositionKind Position);

    private record struct Count(int Rows, long Incidents);

    public void Add(Incident incident, Vintage? vintage, Placement placement)
    {
        var cell = new Cell(incident.Category, (short)incident.Year, (byte)OsloTime.DayOf(incident.OccurredAt).Month, incident.Precision != "year",
            vintage?.Id ?? 0, placement.Outcome, placement.Delbydel, incident.Position.Kind);
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, cell, out _);
        count.Rows++;
        count.Incidents += incident.Count;
    }

    /// <summary>By COPY, in the connection's transaction.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY incident.tally ({Columns}) FROM STDIN (FORMAT binary)", cancel);
        var rows = new CopyRows(copy);
        rows.Begin();
        foreach (var (cell, count) in _counts)
            Write(rows, cell, count);
        rows.End();
    }

    private void Write(CopyRows rows, Cell cell, Count count)
    {
        rows.StartRow(Fields);
        rows.Int4(deliveryId);
        rows.Text(source);
        rows.Text(cell.Category);
        rows.Int2(cell.Year);
        rows.Int2(cell.Month);
        rows.Bool(cell.MonthKnown);
        if (cell.Vintage == 0)
        {
            rows.Null();
            rows.Null();
            rows.Null();
        }
        else
        {
            rows.Int4(cell.Vintage);
            rows.Int2((short)cell.Outcome);
            rows.Text(cell.Delbydel.IsNone ? null : cell.Delbydel.ToString());
        }

        rows.Text(PositionWriter.NameOf(cell.Position));
        rows.Int4(count.Rows);
        rows.Int8(count.Incidents);
    }
}
