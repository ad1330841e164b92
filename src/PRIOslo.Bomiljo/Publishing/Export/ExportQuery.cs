using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>Reads the published figures of a year for export.</summary>
public abstract class ExportQuery
{
    /// <exception cref="ProblemException">BOM-603: that year and version is not out.</exception>
    public static async Task<IReadOnlyList<ExportRow>> RunAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        var rows = await SqlRows.ReadAsync<ExportQuery, ExportRow>(connection, [new("year", (short)year), new("version", version)], Row, cancel);
        return rows.Count > 0 ? rows
            : throw new ProblemException(ProblemCode.NotMeasured, $"year {year}, version {version}", "it is not out.", $"Run `bomiljo measure {year}`: it puts it out, or says why it may not.");
    }

    private static ExportRow Row(NpgsqlDataReader row)
    {
        return new(row.GetInt16(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
            row.IsDBNull(6) ? null : row.GetInt32(6), Number(7), Number(8), row.GetInt32(9), Number(10), Number(11), row.GetBoolean(12),
            row.IsDBNull(13) ? null : row.GetFieldValue<Geometry>(13))
        {
            Statistics = ExportStatistics.None with
            {
                Change = Number(14),
                Lisa = Text(15),
                ChangeClass = Text(16),
                TrendClass = Text(17),
                RateClass = Text(18),
                HotspotClass = Text(19),
            },
            Further = [("interpolated", row.GetBoolean(20)), ("change_interpolated", row.GetBoolean(21)), ("trend_interpolated", row.GetBoolean(22))],
        };

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        double? Number(int column) => row.IsDBNull(column) || !double.IsFinite(row.GetDouble(column)) ? null : row.GetDouble(column);
    }
}
