using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>Reads a year for export: the published figures, or with <c>--internal</c> the true ones.</summary>
public static class ExportQuery
{
    /// <exception cref="ProblemException">BOM-603: the year is not measured.</exception>
    public static async Task<IReadOnlyList<ExportRow>> RunAsync(NpgsqlDataSource database, int year, bool internally, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(SqlFile.For(typeof(ExportQuery)));
        command.Parameters.Add(new("year", (short)year));
        command.Parameters.Add(new("internal", internally));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<ExportRow>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(new(reader.GetInt16(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.IsDBNull(6) ? null : reader.GetInt32(6), Number(7), Number(8), reader.GetInt32(9), Number(10), Number(11), reader.GetBoolean(12),
                reader.IsDBNull(13) ? null : reader.GetFieldValue<Geometry>(13))
            {
                Statistics = new(Number(14), Number(15), Number(16), Number(17), Number(18), Number(19), Number(20), Text(21), Number(22), Text(23), Text(24), Text(25), Text(26)),
            });
        }

        return rows.Count > 0
            ? rows
            : throw new ProblemException(ProblemCode.NotMeasured, $"year {year}", "no figures of the year are out.",
                $"Run `bomiljo measure {year}`: it puts them out, or says why it may not.");

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        double? Number(int column) => reader.IsDBNull(column) || !double.IsFinite(reader.GetDouble(column)) ? null : reader.GetDouble(column);
    }
}
