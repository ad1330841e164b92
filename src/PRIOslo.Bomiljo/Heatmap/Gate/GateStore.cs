using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Reads decisions and breaks, and writes the gate's verdicts of a measurement.</summary>
internal static class GateStore
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<Dictionary<string, CoverageDecision>> ReadDecisionsAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT source, enters, reason, answered::text, deliveries FROM heatmap.coverage_decision WHERE year = @year", connection)
        {
            Parameters = { new("year", (short)year) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var decisions = new Dictionary<string, CoverageDecision>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
        {
            decisions.Add(reader.GetString(0), new(reader.GetString(0), year, reader.GetBoolean(1), reader.GetString(2))
            {
                Answered = reader.IsDBNull(3) ? null : JsonSerializer.Deserialize<List<string>>(reader.GetString(3)),
                Deliveries = reader.IsDBNull(4) ? null : reader.GetFieldValue<int[]>(4),
            });
        }

        return decisions;
    }

    /// <summary>The sources with a break in the year: their own, or, of those with rows in it, one of each of their themes.</summary>
    public static async Task<HashSet<string>> ReadBrokenSourcesAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT i.source
            FROM (SELECT DISTINCT source, category FROM incident.counted WHERE year = @year) i
            JOIN incident.category c USING (category)
            GROUP BY i.source
            HAVING bool_and(EXISTS (SELECT FROM heatmap.series_break b
                                    WHERE b.year = @year AND (b.kind, b.name) IN (('source', i.source), ('theme', c.theme))))
            UNION SELECT name FROM heatmap.series_break WHERE year = @year AND kind = 'source'
            """, connection)
        {
            Parameters = { new("year", (short)year) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var sources = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
            sources.Add(reader.GetString(0));
        return sources;
    }

    public static async Task<IReadOnlyList<GateVerdict>> ReadVerdictsAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT source, outcome, reason, findings::text FROM heatmap.gate WHERE year = @year AND version = @version ORDER BY source", connection)
        {
            Parameters = { new("year", (short)year), new("version", version) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var verdicts = new List<GateVerdict>();
        while (await reader.ReadAsync(cancel))
        {
            verdicts.Add(new(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2),
                JsonSerializer.Deserialize<List<GateFinding>>(reader.GetString(3), Format)!));
        }

        return verdicts;
    }

    public static async Task<IReadOnlyList<IncompleteSourceYear>> ReadIncompleteAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT source, source_year, outcome, findings::text FROM heatmap.incomplete_source WHERE year = @year AND version = @version ORDER BY source, source_year", connection)
        {
            Parameters = { new("year", (short)year), new("version", version) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var incomplete = new List<IncompleteSourceYear>();
        while (await reader.ReadAsync(cancel))
            incomplete.Add(new(reader.GetString(0), reader.GetInt16(1), reader.GetString(2), JsonSerializer.Deserialize<List<GateFinding>>(reader.GetString(3), Format)!));
        return incomplete;
    }

    /// <summary>Writes under a measurement that stands there already.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, int year, int version, GateReport gate, CancellationToken cancel)
    {
        var months = gate.Sources.SelectMany(source => source.Counts.Select(count => (source.Source, Count: count))).ToList();
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO heatmap.gate (year, version, source, outcome, reason, findings)
            SELECT @year, @version, * FROM unnest(@sources::text[], @outcomes::text[], @reasons::text[], @findings::jsonb[]);
            INSERT INTO heatmap.source_month (year, version, source, category, month, incidents)
            SELECT @year, @version, * FROM unnest(@month_sources::text[], @categories::text[], @months::smallint[], @incidents::bigint[]);
            INSERT INTO heatmap.incomplete_source (year, version, source, source_year, outcome, findings)
            SELECT @year, @version, * FROM unnest(@lacking_sources::text[], @lacking_years::smallint[], @lacking_outcomes::text[], @lacking::jsonb[]);
            """, connection)
        {
            Parameters =
            {
                new("year", (short)year), new("version", version),
                new("sources", gate.Verdicts.Select(verdict => verdict.Source).ToArray()),
                new("outcomes", gate.Verdicts.Select(verdict => verdict.Outcome).ToArray()),
                new("reasons", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = gate.Verdicts.Select(verdict => verdict.Reason).ToArray() },
                new("findings", NpgsqlDbType.Array | NpgsqlDbType.Jsonb) { Value = gate.Verdicts.Select(verdict => JsonSerializer.Serialize(verdict.Findings, Format)).ToArray() },
                new("lacking_sources", gate.Incomplete.Select(one => one.Source).ToArray()),
                new("lacking_years", gate.Incomplete.Select(one => (short)one.Year).ToArray()),
                new("lacking_outcomes", gate.Incomplete.Select(one => one.Outcome).ToArray()),
                new("lacking", NpgsqlDbType.Array | NpgsqlDbType.Jsonb) { Value = gate.Incomplete.Select(one => JsonSerializer.Serialize(one.Findings, Format)).ToArray() },
                new("month_sources", months.ConvertAll(month => month.Source).ToArray()),
                new("categories", months.ConvertAll(month => month.Count.Category).ToArray()),
                new("months", months.ConvertAll(month => (short)month.Count.Month).ToArray()),
                new("incidents", months.ConvertAll(month => month.Count.Incidents).ToArray()),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
