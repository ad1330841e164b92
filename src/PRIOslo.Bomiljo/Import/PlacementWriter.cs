using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Where an incident that is in now lies.</summary>
internal readonly record struct PlacedIncident(int Delivery, int Line, Placement Placement);

/// <summary>Writes placements of incidents that are in, inside the caller's transaction.</summary>
internal static class PlacementWriter
{
    private const int BatchRows = 20_000;

    public static async Task WriteAsync(NpgsqlConnection connection, int vintage, IReadOnlyList<PlacedIncident> incidents, CancellationToken cancel)
    {
        foreach (var batch in incidents.Chunk(BatchRows))
        {
            await using var command = new NpgsqlCommand(SqlFile.For(typeof(PlacementWriter)), connection)
            {
                Parameters =
                {
                    new("vintage", vintage),
                    Column("deliveries", NpgsqlDbType.Integer, row => row.Delivery),
                    Column("lines", NpgsqlDbType.Integer, row => row.Line),
                    Column("outcomes", NpgsqlDbType.Smallint, row => (short)row.Placement.Outcome),
                    Column("methods", NpgsqlDbType.Smallint, row => (short)row.Placement.Method),
                    Column("delbydeler", NpgsqlDbType.Text, row => row.Placement.Delbydel.IsNone ? null : row.Placement.Delbydel.ToString()),
                },
            };
            await command.ExecuteNonQueryAsync(cancel);

            NpgsqlParameter Column<T>(string name, NpgsqlDbType type, Converter<PlacedIncident, T> value) =>
                new(name, NpgsqlDbType.Array | type) { Value = Array.ConvertAll(batch, value) };
        }
    }
}
