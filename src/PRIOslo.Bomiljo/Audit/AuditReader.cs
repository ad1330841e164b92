using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Audit;

/// <summary>What a check of the whole audit found.</summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Head">The last entry's place: noted outside the database, it proves later that nothing up to it was rewritten.</param>
/// <param name="Findings">Empty for an unbroken chain.</param>
public sealed record AuditReport(long Entries, AuditPlace Head, IReadOnlyList<AuditFinding> Findings);

/// <summary>Reads and checks the audit, as owner.</summary>
public static class AuditReader
{
    /// <summary>Computes every hash anew, here and not in the database, as of one moment.</summary>
    /// <param name="owner">The database, as owner.</param>
    /// <param name="known">A place noted earlier; null for none.</param>
    public static async Task<AuditReport> VerifyAsync(NpgsqlDataSource owner, AuditPlace? known, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var head = await ReadHeadAsync(connection, cancel);
        var chain = new AuditChain(known);
        var entries = 0L;
        await foreach (var entry in ReadAsync(connection, 0, cancel))
        {
            chain.Add(entry);
            entries++;
        }

        return new(entries, chain.Last, chain.Finish(head));
    }

    /// <summary>The latest entries, oldest of them first.</summary>
    /// <param name="last">How many.</param>
    public static async Task<IReadOnlyList<AuditEntry>> ListAsync(NpgsqlDataSource owner, int last, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        var head = await ReadHeadAsync(connection, cancel);
        var entries = new List<AuditEntry>();
        await foreach (var entry in ReadAsync(connection, Math.Max(0, (head?.Seq ?? 0) - last), cancel))
            entries.Add(entry);
        return entries;
    }

    private static async Task<AuditPlace?> ReadHeadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT seq, hash FROM audit.head", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    private static async IAsyncEnumerable<AuditEntry> ReadAsync(
        NpgsqlConnection connection, long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(AuditReader)), connection) { Parameters = { new("after", after) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            yield return new(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3),
                reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetFieldValue<byte[]>(7), reader.GetFieldValue<byte[]>(8));
        }
    }
}
