using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>What a measurement rests on, by hash; two equal texts mean the same figures.</summary>
internal sealed record MeasurementInputs(int? VintageId, string Json);

/// <param name="Fixed">True if it is frozen, or published by decision: it may not change.</param>
internal sealed record LatestMeasurement(int Version, string Inputs, bool Fixed);

internal sealed record MeasurementHead(int Year, int Version, DateTimeOffset MeasuredAt, string ProgramVersion, int VintageId, string Inputs);

/// <summary>Reads and writes <c>heatmap.*</c>.</summary>
internal static class MeasurementStore
{
    public static async Task<MeasurementInputs> ReadInputsAsync(NpgsqlConnection connection, int year, string programVersion, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(MeasurementStore)), connection)
        {
            Parameters = { new("year", year), new("program_version", programVersion) },
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
    public static async Task<List<string>> ReadThemesAsync(NpgsqlConnection connection, int year, string[] leftOut, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT DISTINCT c.theme FROM incident.incident i JOIN incident.category c USING (category) WHERE i.occurred_year = @year AND i.source <> ALL (@left_out) ORDER BY 1", connection)
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
                   coalesce(NOT r.provisional, false) OR EXISTS (SELECT FROM heatmap.frozen f WHERE (f.year, f.version) = (m.year, m.version))
            FROM heatmap.measurement m LEFT JOIN published.release r USING (year, version)
            WHERE m.year = @year ORDER BY m.version DESC LIMIT 1
            """, connection)
        {
            Parameters = { new("year", (short)year) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new(reader.GetInt32(0), reader.GetString(1), reader.GetBoolean(2)) : null;
    }

    public static async Task WriteAsync(
        NpgsqlConnection connection, MeasurementHead head, IReadOnlyList<MeasuredArea> areas, IReadOnlyList<Figure> figures, IReadOnlyList<Coverage> coverage, CancellationToken cancel)
    {
        await using (var command = new NpgsqlCommand(
            """
            DELETE FROM published.release WHERE year = @year AND version = @version;
            DELETE FROM heatmap.measurement WHERE year = @year AND version = @version;
            INSERT INTO heatmap.measurement (year, version, measured_at, program_version, vintage_id, inputs)
            VALUES (@year, @version, @at, @program, @vintage, @inputs::jsonb);
            INSERT INTO heatmap.area (year, version, level, area, area_name, parent)
            SELECT @year, @version, * FROM unnest(@levels::text[], @codes::text[], @names::text[], @parents::text[]);
            """, connection)
        {
            Parameters =
            {
                new("year", (short)head.Year), new("version", head.Version), new("at", head.MeasuredAt), new("program", head.ProgramVersion),
                new("vintage", head.VintageId), new("inputs", head.Inputs),
                new("levels", areas.Select(area => area.Level).ToArray()), new("codes", areas.Select(area => area.Code).ToArray()),
                new("names", areas.Select(area => area.Name).ToArray()), new("parents", areas.Select(area => area.Parent).ToArray()),
            },
        })
        {
            await command.ExecuteNonQueryAsync(cancel);
        }

        await using (var writer = await connection.BeginBinaryImportAsync(
            "COPY heatmap.figure (year, version, level, area, theme, incidents, denominator, rate_per, rate, rate_low, rate_high) FROM STDIN (FORMAT binary)", cancel))
        {
            foreach (var figure in figures)
            {
                await writer.StartRowAsync(cancel);
                await writer.WriteAsync((short)head.Year, NpgsqlDbType.Smallint, cancel);
                await writer.WriteAsync(head.Version, NpgsqlDbType.Integer, cancel);
                await writer.WriteAsync(figure.Area.Level, NpgsqlDbType.Text, cancel);
                await writer.WriteAsync(figure.Area.Code, NpgsqlDbType.Text, cancel);
                await writer.WriteAsync(figure.Theme, NpgsqlDbType.Text, cancel);
                await writer.WriteAsync(figure.Incidents, NpgsqlDbType.Integer, cancel);
                await WriteAsync(writer, figure.Denominator, cancel);
                await writer.WriteAsync(Figures.RatePer, NpgsqlDbType.Integer, cancel);
                await WriteAsync(writer, figure.Rate?.Value, cancel);
                await WriteAsync(writer, figure.Rate?.Low, cancel);
                await WriteAsync(writer, figure.Rate?.High, cancel);
            }

            await writer.CompleteAsync(cancel);
        }

        foreach (var row in coverage)
        {
            await using var command = new NpgsqlCommand(
                "INSERT INTO heatmap.coverage (year, version, source, themes, placed, unplaced, outside, months) VALUES (@year, @version, @source, @themes, @placed, @unplaced, @outside, @months)", connection)
            {
                Parameters =
                {
                    new("year", (short)head.Year), new("version", head.Version), new("source", row.Source), new("themes", row.Themes.ToArray()), new("placed", row.Placed),
                    new("unplaced", row.Unplaced), new("outside", row.Outside), new("months", row.Months),
                },
            };
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static Task WriteAsync(NpgsqlBinaryImporter writer, double? value, CancellationToken cancel) =>
        value is { } known ? writer.WriteAsync(known, NpgsqlDbType.Double, cancel) : writer.WriteNullAsync(cancel);
}
