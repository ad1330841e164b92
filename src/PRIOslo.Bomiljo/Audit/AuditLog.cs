using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace PRIOslo.Bomiljo.Audit;

/// <summary>Writes the audit.</summary>
public static class AuditLog
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Appends an entry in the connection's own transaction, if it has one.</summary>
    /// <param name="connection">A person's, or the owner's; the database itself tells who acts.</param>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="subject">What it was done to, by id or name; at most 300 characters.</param>
    /// <param name="detail">An object of counts, ids and hashes; never a row's value. Null for none.</param>
    /// <returns>The entry's number.</returns>
    public static async Task<long> AppendAsync(NpgsqlConnection connection, string action, string subject, object? detail, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT audit.append($1, $2, $3)", connection)
        {
            Parameters =
            {
                new() { Value = action, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = subject.Length > 300 ? subject[..300] : subject, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = detail is null ? "{}" : JsonSerializer.Serialize(detail, Format), NpgsqlDbType = NpgsqlDbType.Jsonb },
            },
        };
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
