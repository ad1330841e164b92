using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap;

namespace PRIOslo.Bomiljo.Publishing.Visible;

/// <summary>Reads what is published of a year and of the years that it is comparable with.</summary>
internal sealed class VisibleAreaQuery
{
    public static async Task<List<VisibleArea>> RunAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        var rows = await SqlRows.ReadAsync<VisibleAreaQuery, Row>(connection, [new("year", (short)year), new("version", version)], Read, cancel);
        return [.. rows.GroupBy(row => (row.Level, row.Area, row.Theme)).Select(cell => AreaOf([.. cell]))];
    }

    private sealed record Row(string Level, string Area, string Theme, int RatePer, string? WhyNoChange, int Years, int? Back, VisibleYear Earlier, VisibleYear Own);

    private static VisibleArea AreaOf(List<Row> rows)
    {
        var cell = rows[0];
        var years = new VisibleYear[Math.Max(1, cell.Years)];
        foreach (var row in rows.Where(row => row.Back is not null))
            years[^(row.Back!.Value + 1)] = row.Earlier;
        years[^1] = cell.Own;
        return new(cell.Level, cell.Area, cell.Theme, !new MeasuredArea(cell.Level, cell.Area, "", "").IsSpecial, cell.RatePer, years, cell.WhyNoChange);
    }

    private static Row Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetInt16(5),
        row.GetFieldValue<int?>(6), new(row.GetFieldValue<int?>(7), row.GetFieldValue<double?>(8), row.GetBoolean(9)),
        new(row.GetFieldValue<int?>(10), row.GetFieldValue<double?>(11), row.GetBoolean(12)));
}
