using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Finds a source whose numbers begin anew, every January or with a new system: its rows would pass for those that are in, and
/// a whole year would be left out as duplicates.</summary>
internal sealed class ReusedIds
{
    /// <summary>A source may correct a date; it hardly moves one further.</summary>
    private const int FarDays = 31;

    /// <summary>Fewer rows than this, or less than half of those that are in, are corrected dates more likely than numbers begun anew.</summary>
    private const int FewestRefused = 10;

    private const int MostKept = 20_000;
    private readonly Dictionary<Guid, DateOnly> _days = [];
    private int _every = 1;
    private int _seen;

    /// <summary>Notes a row whose key an earlier delivery brought; of many, evenly spread ones.</summary>
    public void Add(Guid key, DateTimeOffset occurredAt)
    {
        if (_seen++ % _every == 0)
            _days[key] = OsloTime.DayOf(occurredAt);
        if (_days.Count < MostKept)
            return;
        foreach (var half in _days.Keys.Where((_, at) => at % 2 == 1).ToList())
            _days.Remove(half);
        _every *= 2;
    }

    /// <param name="connection">In the import's transaction.</param>
    /// <param name="source">The source's code.</param>
    /// <param name="onlyYears">True where the mapping keeps no more of a time than its year.</param>
    /// <returns>How many of the rows looked at lie more than a month from the date under which they are in, or in another year where only years are known.</returns>
    public async Task<(int LookedAt, int FarFromStored)> CountAsync(NpgsqlConnection connection, string source, bool onlyYears, CancellationToken cancel)
    {
        if (_days.Count == 0)
            return default;
        await using var command = new NpgsqlCommand(
            """
            SELECT i.source_key, (i.occurred_at AT TIME ZONE 'Europe/Oslo')::date, i.precision = 'year'
            FROM incident.incident i JOIN ledger.delivery d USING (delivery_id)
            WHERE d.source = @source AND d.withdrawn_at IS NULL AND i.source_key = ANY (@keys)
            """, connection)
        {
            Parameters = { new("source", source), new("keys", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = _days.Keys.ToArray() } },
        };
        var far = 0;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (day, stored) = (_days[reader.GetGuid(0)], reader.GetFieldValue<DateOnly>(1));
            far += (onlyYears || reader.GetBoolean(2) ? day.Year != stored.Year : Math.Abs(stored.DayNumber - day.DayNumber) > FarDays) ? 1 : 0;
        }

        return (_days.Count, far);
    }

    /// <param name="alreadyIn">Rows of the file that are in.</param>
    /// <param name="counted">As <see cref="CountAsync"/> returns it.</param>
    /// <param name="file">In messages.</param>
    /// <param name="options">A dry run, and one that asks for new rows only, is warned where another is refused.</param>
    /// <param name="column">The id's.</param>
    /// <returns>Null where all have the date under which they are in.</returns>
    /// <exception cref="ProblemException">BOM-319.</exception>
    public static ImportWarning? Judge(int alreadyIn, (int LookedAt, int FarFromStored) counted, string file, ImportOptions options, string column)
    {
        var (lookedAt, far) = counted;
        if (far == 0)
            return null;
        var rows = (int)Math.Round((double)alreadyIn * far / lookedAt);
        var what = $"{(lookedAt < alreadyIn ? "about " : "")}{Counted.Of(rows, "row")} (column {column}) {(rows == 1 ? "has a number that is" : "have numbers that are")} in already under a date more than a month away";
        const string remedy = "If the source's numbers begin anew, ask it for numbers that hold the year, or leave id out of the mapping";
        if (far >= FewestRefused && 2 * far >= lookedAt && options is { DryRun: false, Beside: false })
        {
            throw new ProblemException(ProblemCode.ReusedIds, file, $"{what}; nothing was stored.",
                $"{remedy}, withdraw the source's deliveries and import them again; add --beside if they are the same incidents after all.");
        }

        return new("ids-reused", $"{char.ToUpperInvariant(what[0])}{what[1..]}; they are left out as duplicates. {remedy}.") { Observed = rows };
    }
}
