using Npgsql;

namespace PRIOslo.Bomiljo.Database;

/// <summary>Runs the query that lies beside a class and reads all its rows.</summary>
internal static class SqlRows
{
    /// <typeparam name="TQuery">The class whose <c>.sql</c> file is run.</typeparam>
    /// <typeparam name="TRow">What a row becomes.</typeparam>
    public static async Task<IReadOnlyList<TRow>> ReadAsync<TQuery, TRow>(
        NpgsqlConnection connection, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, TRow> row, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For<TQuery>(), connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<TRow>();
        while (await reader.ReadAsync(cancel))
            rows.Add(row(reader));
        return rows;
    }
}
