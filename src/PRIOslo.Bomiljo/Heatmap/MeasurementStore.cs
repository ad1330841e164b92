using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap.SameEvents;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>What a measurement rests on, by hash; two equal texts mean the same figures.</summary>
internal sealed record MeasurementInputs(int? VintageId, string Json);

/// <summary>What is asked for.</summary>
/// <param name="FirstYear">The first of the years looked back on.</param>
/// <param name="Parameters">As JSON.</param>
internal sealed record MeasurementBasis(int Year, int FirstYear, bool Interpolate, string Parameters, string ProgramVersion)
{
    /// <summary>The rules that are switched on.</summary>
    public IReadOnlyList<SameEventRule> SameEvents { get; init; } = [];

    public required CodeChanges CodeChanges { get; init; }

    /// <summary>The categories that the taxonomy's hash is of; null for all.</summary>
    public string[]? Categories { get; init; }

    public static MeasurementBasis For(int year, MeasurementParameters parameters, IReadOnlyList<SameEventRule> sameEvents, bool interpolate, CodeChanges changes) =>
        new(year, parameters.FirstYear(year), interpolate, parameters.ToJson(), Measurement.ProgramVersion) { SameEvents = sameEvents, CodeChanges = changes };
}

/// <param name="Fixed">True if it is frozen, or published by decision: it may not change.</param>
/// <param name="IsOut">True if it is published, by decision or as provisional.</param>
internal sealed record LatestMeasurement(int Version, string Inputs, bool Fixed, bool IsOut);

/// <summary>Reads what a measurement rests on, and what earlier ones there are.</summary>
internal static class MeasurementStore
{
    public static async Task<MeasurementInputs> ReadInputsAsync(NpgsqlConnection connection, MeasurementBasis basis, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(MeasurementStore)), connection)
        {
            Parameters =
            {
                new("year", basis.Year), new("first_year", basis.FirstYear), new("interpolate", basis.Interpolate),
                new("parameters", basis.Parameters), new("same_events", SameEventRules.ToJson(basis.SameEvents)), new("program_version", basis.ProgramVersion),
                new("code_changes", basis.CodeChanges.Sha256),
                new("categories", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)basis.Categories ?? DBNull.Value },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new(reader.IsDBNull(0) ? null : reader.GetInt32(0), reader.GetString(1));
    }

    /// <summary>True if a retention rule has deleted incidents of the year.</summary>
    public static async Task<bool> IsIncompleteAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM ledger.retention WHERE year = @year)", connection)
        {
            Parameters = { new("year", (short)year) },
        };
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    /// <summary>Themes with at least one incident in the year, by code; a theme that nobody delivered has no zeros.</summary>
    /// <param name="leftOut">Sources that are not counted.</param>
    public static async Task<List<string>> ReadThemesAsync(NpgsqlConnection connection, int year, string[] leftOut, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT DISTINCT c.theme FROM incident.counted n JOIN incident.category c USING (category) WHERE n.year = @year AND n.source <> ALL (@left_out) ORDER BY 1", connection)
        {
            Parameters = { new("year", (short)year), new("left_out", leftOut) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var themes = new List<string>();
        while (await reader.ReadAsync(cancel))
            themes.Add(reader.GetString(0));
        return themes;
    }

    public static async Task<LatestMeasurement?> ReadLatestAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT m.version, m.inputs::text,
                   coalesce(NOT r.provisional, false) OR EXISTS (SELECT FROM heatmap.frozen f WHERE (f.year, f.version) = (m.year, m.version)),
                   r.year IS NOT NULL
            FROM heatmap.measurement m LEFT JOIN published.release r USING (year, version)
            WHERE m.year = @year ORDER BY m.version DESC LIMIT 1
            """, connection)
        {
            Parameters = { new("year", (short)year) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new(reader.GetInt32(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3)) : null;
    }

    /// <returns>How many areas and figures one version has, and the sum of the themes' incidents.</returns>
    public static async Task<(int Areas, int Figures, long Incidents)> ReadSizeAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT count(DISTINCT (level, area))::int, count(*)::int, coalesce(sum(incidents) FILTER (WHERE level = 'by' AND theme <> 'total'), 0)
            FROM heatmap.figure WHERE year = @year AND version = @version
            """, connection)
        {
            Parameters = { new("year", (short)year), new("version", version) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt64(2));
    }

    /// <returns>What each rule for events that two services tell of found.</returns>
    public static async Task<List<SameEventResult>> ReadSameEventsAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT rule, first, second, pairs FROM heatmap.same_event WHERE year = @year AND version = @version ORDER BY rule", connection)
        {
            Parameters = { new("year", (short)year), new("version", version) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rules = new List<SameEventResult>();
        while (await reader.ReadAsync(cancel))
            rules.Add(new(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3)));
        return rules;
    }
}
