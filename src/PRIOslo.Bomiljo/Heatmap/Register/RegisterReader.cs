using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap.Register;

/// <summary>Reads measures, events and notes that are not removed.</summary>
/// <param name="connection">As owner, or in an analyst's name.</param>
public sealed class RegisterReader(NpgsqlConnection connection)
{
    /// <param name="area">A delbydel: its own events, its bydel's and the city's. Null for all.</param>
    public Task<IReadOnlyList<RegisteredEvent>> EventsAsync(string? area, CancellationToken cancel) =>
        SqlRows.ReadAsync<EventQuery, RegisteredEvent>(connection, [Area(area)], EventQuery.Row, cancel);

    /// <param name="area">A delbydel; null for all.</param>
    public Task<IReadOnlyList<AnalystNote>> NotesAsync(string? area, CancellationToken cancel) =>
        SqlRows.ReadAsync<NoteQuery, AnalystNote>(connection, [Area(area)], NoteQuery.Row, cancel);

    private static NpgsqlParameter Area(string? area) => new("area", NpgsqlDbType.Text) { Value = (object?)area ?? DBNull.Value };
}

internal abstract class EventQuery
{
    internal static RegisteredEvent Row(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetFieldValue<DateOnly>(3),
        row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4), row.GetString(5), row.GetBoolean(6), row.GetString(7));
}

internal abstract class NoteQuery
{
    internal static AnalystNote Row(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetString(1), row.GetInt16(2), row.GetString(3), row.GetString(4));
}
