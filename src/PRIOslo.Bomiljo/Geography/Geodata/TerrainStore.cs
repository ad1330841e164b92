using Npgsql;
using NpgsqlTypes;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>Height models in the database.</summary>
public static class TerrainStore
{
    /// <summary>Stores a model as the content of a vintage.</summary>
    internal static async Task AddAsync(NpgsqlConnection connection, int vintage, HeightGrid grid, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO geo.terrain (vintage_id, west, north, cell_metres, columns, rows) VALUES (@vintage, @west, @north, @cell, @columns, @rows)", connection)
        {
            Parameters =
            {
                new("vintage", vintage), new("west", grid.West), new("north", grid.North), new("cell", grid.CellMetres),
                new("columns", grid.Columns), new("rows", grid.Rows),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
        await using var writer = await connection.BeginBinaryImportAsync("COPY geo.terrain_strip (vintage_id, strip_no, heights) FROM STDIN (FORMAT binary)", cancel);
        for (var strip = 0; strip < grid.Strips; strip++)
        {
            await writer.StartRowAsync(cancel);
            await writer.WriteAsync(vintage, NpgsqlDbType.Integer, cancel);
            await writer.WriteAsync(strip, NpgsqlDbType.Integer, cancel);
            await writer.WriteAsync(grid.Encode(strip), NpgsqlDbType.Bytea, cancel);
        }

        await writer.CompleteAsync(cancel);
    }

    /// <summary>Reads the model of a vintage of the layer terrain.</summary>
    public static async Task<HeightGrid> ReadAsync(NpgsqlConnection connection, int vintage, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT west, north, cell_metres, columns, rows, strip_no, heights
            FROM geo.terrain JOIN geo.terrain_strip USING (vintage_id) WHERE vintage_id = @vintage
            """, connection)
        {
            Parameters = { new("vintage", vintage) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        HeightGrid? grid = null;
        while (await reader.ReadAsync(cancel))
        {
            grid ??= new HeightGrid(reader.GetDouble(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetInt32(3), reader.GetInt32(4),
                new short[reader.GetInt32(3) * reader.GetInt32(4)]);
            grid.Decode(reader.GetInt32(5), (byte[])reader[6]);
        }

        return grid ?? throw new InvalidOperationException($"Vintage {vintage} of the layer terrain has no strips.");
    }
}
