using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Judges the source-years that a measurement looks back on, by the months and places that the gate asks of the measured year.</summary>
/// <remarks>
/// Nothing but what the measurement's inputs bind is looked at: the deliveries, boundaries, decisions and breaks of the years of the series. Categories are not judged:
/// whether these are comparable is said by a break. A source without a row in a year or the year before is not judged either: it had not begun.
/// </remarks>
internal abstract class EarlierYears
{
    private sealed record Month(string Source, int Year, CategoryMonth Count, long Rows, long Placed);

    /// <param name="firstYear">Of the series.</param>
    /// <param name="year">The measured one, which is not judged here.</param>
    /// <returns>By source and year. Source-years that an analyst leaves out are not among them.</returns>
    public static async Task<IReadOnlyList<IncompleteSourceYear>> JudgeAsync(NpgsqlConnection connection, int firstYear, int year, CancellationToken cancel)
    {
        var months = await SqlRows.ReadAsync<EarlierYears, Month>(connection, [new("first_year", firstYear), new("year", year)],
            row => new(row.GetString(0), row.GetInt32(1), new("", row.GetInt32(2), row.GetInt64(3)), row.GetInt64(4), row.GetInt64(5)), cancel);
        var sources = months.ToLookup(month => month.Source, StringComparer.Ordinal);
        var deleted = await GateStore.ReadDeletedYearsAsync(connection, firstYear, year - 1, cancel);
        var incomplete = new List<IncompleteSourceYear>();
        for (var earlier = firstYear; earlier < year; earlier++)
        {
            if (deleted.TryGetValue(earlier, out var version))
            {
                incomplete.AddRange((await GateStore.ReadVerdictsAsync(connection, earlier, version, cancel)).Select(verdict => CoverageGate.Incomplete(verdict, earlier)).OfType<IncompleteSourceYear>());
                continue;
            }

            var decisions = await GateStore.ReadDecisionsAsync(connection, earlier, cancel);
            var broken = await GateStore.ReadBrokenSourcesAsync(connection, earlier, cancel);
            incomplete.AddRange(sources.Select(source => CoverageGate.Incomplete(
                Of(source, earlier), decisions.GetValueOrDefault(source.Key), broken.Contains(source.Key))).OfType<IncompleteSourceYear>());
        }

        return [.. incomplete.OrderBy(one => one.Source, StringComparer.Ordinal).ThenBy(one => one.Year)];
    }

    private static SourceYear Of(IGrouping<string, Month> source, int year)
    {
        var now = source.Where(month => month.Year == year).ToList();
        return new(source.Key, year, now.Sum(month => month.Rows), now.Sum(month => month.Placed), source.Any(month => month.Placed > 0),
            now.ConvertAll(month => month.Count), [.. source.Where(month => month.Year == year - 1).Select(month => month.Count)]);
    }
}
