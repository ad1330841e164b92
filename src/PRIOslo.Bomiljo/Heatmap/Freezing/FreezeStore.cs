using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap.Freezing;

/// <summary>A frozen version.</summary>
/// <param name="Reason">Why it corrects an earlier one; null for the first.</param>
/// <param name="Inputs">What the measurement rests on, as JSON.</param>
/// <param name="ProgramVersion">Of the program that measured.</param>
public sealed record FrozenVersion(int Year, int Version, DateTimeOffset FrozenAt, string FrozenBy, string? Reason, string Sha256, string Inputs, string ProgramVersion);

/// <summary>Reads and writes <c>heatmap.frozen</c>.</summary>
internal static class FreezeStore
{
    /// <returns>In the order of versions: the last is the current one.</returns>
    public static async Task<IReadOnlyList<FrozenVersion>> ListAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT year, version, frozen_at, frozen_by, reason, sha256, inputs::text, program_version FROM heatmap.frozen WHERE year = @year ORDER BY version", connection)
        {
            Parameters = { new("year", (short)year) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var versions = new List<FrozenVersion>();
        while (await reader.ReadAsync(cancel))
        {
            versions.Add(new(reader.GetInt16(0), reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7)));
        }

        return versions;
    }

    /// <returns>The hash.</returns>
    public static async Task<string> AddAsync(
        NpgsqlConnection connection, int year, int version, string? reason, DateTimeOffset now, string by, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(FreezeStore)), connection)
        {
            Parameters =
            {
                new("year", year), new("version", version), new("now", now), new("by", by),
                new("reason", NpgsqlDbType.Text) { Value = (object?)reason ?? DBNull.Value },
            },
        };
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }
}
