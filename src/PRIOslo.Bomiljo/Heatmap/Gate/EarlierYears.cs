using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Judges the source-years that a measurement looks back on, by the months and places that the gate asks of the measured year.</summary>
/// <remarks>
/// Nothing but what the measurement's inputs bind is looked at: the deliveries, boundaries, decisions and breaks of the years of the series, the same before and after
/// raw incidents are deleted. Categories are not judged: whether these are comparable is said by a break. A source without a row in a year and the year before is judged
/// where it has rows in earlier years of the series and comes back; else it had not begun, or is gone.
/// </remarks>
internal abstract class EarlierYears
{
    private sealed record Month(string Source, int Year, CategoryMonth Count, long Rows, long Placed, bool IsProtected);

    /// <param name="firstYear">Of the series.</param>
    /// <param name="year">The measured one, which is not judged here.</param>
    /// <returns>By source and year. Source-years that an analyst leaves out are not among them.</returns>
    public static async Task<IReadOnlyList<IncompleteSourceYear>> JudgeAsync(NpgsqlConnection connection, int firstYear, int year, CancellationToken cancel)
    {
        var months = await SqlRows.ReadAsync<EarlierYears, Month>(connection, [new("first_year", firstYear), new("year", year)],
            row => new(row.GetString(0), row.GetInt32(1), new("", row.GetInt32(2), row.GetInt64(3)), row.GetInt64(4), row.GetInt64(5), row.GetBoolean(6)), cancel);
        var sources = months.ToLookup(month => month.Source, StringComparer.Ordinal);
        var incomplete = new List<IncompleteSourceYear>();
        for (var earlier = firstYear; earlier < year; earlier++)
        {
            var decisions = await GateStore.ReadDecisionsAsync(connection, earlier, cancel);
            var broken = await GateStore.ReadBrokenSourcesAsync(connection, earlier, cancel);
            incomplete.AddRange(sources.Select(source => CoverageGate.Incomplete(
                Of(source, earlier), decisions.GetValueOrDefault(source.Key), broken.Contains(source.Key), Nearest(source, earlier))).OfType<IncompleteSourceYear>());
        }

        return [.. incomplete.OrderBy(one => one.Source, StringComparer.Ordinal).ThenBy(one => one.Year)];
    }

    private static SourceYear Of(IGrouping<string, Month> source, int year)
    {
        var now = source.Where(month => month.Year == year).ToList();
        return new(source.Key, year, now.Sum(month => month.Rows), now.Sum(month => month.Placed), source.Any(month => month.Placed > 0),
            now.ConvertAll(month => month.Count), [.. source.Where(month => month.Year == year - 1).Select(month => month.Count)])
        {
            TellsOfProtected = now.Exists(month => month.IsProtected),
        };
    }

    /// <returns>The nearest year with rows, the earlier of two equally near; null where the source has rows in the year itself, or has none before or none after it.</returns>
    private static YearCount? Nearest(IGrouping<string, Month> source, int year)
    {
        var told = source.GroupBy(month => month.Year, month => month.Count.Incidents).Select(one => new YearCount(one.Key, one.Sum())).ToList();
        return told.Exists(one => one.Year < year) && told.Exists(one => one.Year > year) && !told.Exists(one => one.Year == year)
            ? told.OrderBy(one => Math.Abs(one.Year - year)).ThenBy(one => one.Year).First()
            : null;
    }
}
