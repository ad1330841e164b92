using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Incidents of a part of the day, week or year.</summary>
/// <param name="Kind"><c>hour</c> (0–23), <c>weekday</c> (1–7 from Monday) or <c>month</c> (1–12), Europe/Oslo.</param>
public sealed record TimeCount(string Delbydel, string Theme, string Kind, int Slot, int Incidents);

/// <summary>Counts placed incidents per delbydel, theme and hour, weekday and month.</summary>
internal sealed class TimeCountQuery
{
    public static Task<IReadOnlyList<TimeCount>> RunAsync(NpgsqlConnection connection, int year, CancellationToken cancel) =>
        SqlRows.ReadAsync<TimeCountQuery, TimeCount>(connection, [new("year", year)],
            row => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4)), cancel);
}
