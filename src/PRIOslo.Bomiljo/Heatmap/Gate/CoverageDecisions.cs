using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Puts an analyst's decisions about source-years, and breaks in a series, on record. The latest stands, for what it answered alone.</summary>
/// <param name="database">As owner.</param>
/// <param name="clock">For the time of deciding.</param>
/// <param name="decidedBy">Who decides.</param>
/// <param name="codeChanges">Default: the table of <c>geodata/oslo/code_changes.csv</c>.</param>
public sealed class CoverageDecisions(NpgsqlDataSource database, TimeProvider clock, string decidedBy, CodeChanges? codeChanges = null)
{
    /// <inheritdoc cref="DecideAllAsync(IReadOnlyList{CoverageDecision}, CancellationToken)"/>
    public Task DecideAsync(CoverageDecision decision, CancellationToken cancel) => DecideAllAsync([decision], cancel);

    /// <summary>Puts all of them on record, or none.</summary>
    /// <param name="decisions">One at most about a source-year.</param>
    /// <exception cref="ProblemException">BOM-001 two are about the same source-year; BOM-621 the source has no rows in the year or the year
    /// before; BOM-622 no reason; BOM-628 it is to be counted, and the gate lets it in as it is: no reason is kept in advance; BOM-692
    /// it is to be counted, and rows of it name areas of other boundaries. Of a year whose raw incidents are deleted: BOM-693 it is to be counted,
    /// and was left out; else BOM-606.</exception>
    public async Task DecideAllAsync(IReadOnlyList<CoverageDecision> decisions, CancellationToken cancel)
    {
        if (decisions.GroupBy(decision => (decision.Source, decision.Year)).FirstOrDefault(same => same.Count() > 1) is { Key: var (source, year) })
            throw new ProblemException(ProblemCode.BadArgument, $"«{source}», year {year}", "it is decided twice at once.", "Name it once, under --override or under --leave-out.");
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var decision in decisions)
            await DecideAsync(connection, decision, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task DecideAsync(NpgsqlConnection connection, CoverageDecision decision, CancellationToken cancel)
    {
        var reason = Reason.Demand(decision.Reason);
        await DemandCountableAsync(connection, decision, cancel);
        const string delivered = "SELECT FROM incident.incident WHERE source = @name AND occurred_year IN (@year, @year - 1) "
            + "UNION ALL SELECT FROM heatmap.source_month WHERE source = @name AND year = @year - 1";
        var standing = (await GateStore.ReadDecisionsAsync(connection, decision.Year, cancel)).GetValueOrDefault(decision.Source);
        var firstYear = MeasurementParameters.Load(MeasurementParameters.DefaultPath).FirstYear(decision.Year);
        var source = (await SourceYearQuery.RunAsync(connection, decision.Year, firstYear, codeChanges ?? CodeChanges.Load(CodeChanges.DefaultPath), cancel)).Find(one => one.Source == decision.Source);
        if (source is null && !await ExistsAsync(connection, delivered, decision.Source, decision.Year, cancel))
        {
            throw new ProblemException(ProblemCode.UnknownSourceYear, $"«{decision.Source}», year {decision.Year}", "the source has no rows in the year or those looked back on.",
                "See `bomiljo delivery list` for what is in.");
        }

        var broken = await GateStore.ReadBrokenSourcesAsync(connection, decision.Year, cancel);
        var verdict = source is null ? null : CoverageGate.Judge(source, decision: null, broken.Contains(decision.Source));
        if (decision.Enters && standing is not { Enters: false } && verdict is { Counts: true })
        {
            throw new ProblemException(ProblemCode.NothingForTheGateToOverride, $"«{decision.Source}», year {decision.Year}", "the gate lets it in as it is: there is nothing to override.",
                $"Run `bomiljo measure {decision.Year}` without --override. Decide when the gate refuses, and has said why.");
        }

        if (decision.Enters && verdict?.Findings.FirstOrDefault(finding => finding.Kind == "old-areas") is { Text: var old })
        {
            throw new ProblemException(ProblemCode.OldAreasCannotBeCounted, $"«{decision.Source}», year {decision.Year}",
                $"{old} Counted as it is, the source would give the areas that these became, or came of, too little or nothing, and no reason makes that a figure.", GateReport.OldAreasRemedy(decision.Source));
        }

        string[] answered = [.. (verdict?.Findings ?? []).Where(finding => finding.Refuses).Select(finding => finding.Text)];
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO heatmap.coverage_decision (source, year, enters, reason, decided_at, decided_by, answered, deliveries)
            VALUES (@source, @year, @enters, @reason, @at, @by, to_jsonb(@answered::text[]), @deliveries)
            ON CONFLICT (source, year) DO UPDATE
            SET enters = excluded.enters, reason = excluded.reason, decided_at = excluded.decided_at, decided_by = excluded.decided_by,
                answered = excluded.answered, deliveries = excluded.deliveries
            """, connection)
        {
            Parameters =
            {
                new("source", decision.Source), new("year", (short)decision.Year), new("enters", decision.Enters), new("reason", reason),
                new("at", clock.GetUtcNow()), new("by", decidedBy), new("answered", answered), new("deliveries", source?.Deliveries.ToArray() ?? []),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
        await AuditLog.AppendAsync(connection, AuditActions.CoverageDecision, $"{decision.Source} {decision.Year}", new { decision.Enters, Reason = reason, Answered = answered }, cancel);
    }

    /// <summary>A decision about a year that cannot be measured again would stand without effect on it, and speak to later years of figures that it did not make.</summary>
    private static async Task DemandCountableAsync(NpgsqlConnection connection, CoverageDecision decision, CancellationToken cancel)
    {
        if (!await MeasurementStore.IsIncompleteAsync(connection, decision.Year, cancel))
            return;
        var place = $"«{decision.Source}», year {decision.Year}";
        throw decision.Enters && await TakingBack.IsMissingForGoodAsync(connection, decision.Source, decision.Year, cancel)
            ? new(ProblemCode.LeftOutForGood, place, "raw incidents of the year are deleted, and the figures that are left of it lack the source.", "The year cannot be counted again: the source stays left out of it.")
            : new ProblemException(ProblemCode.IncidentsDeleted, place, "raw incidents of the year have been deleted by a source's retention rule; no decision changes what is left of it.",
                $"If later years are not comparable with it, note it: `bomiljo measure break {decision.Source} {decision.Year + 1} --reason TEXT`.");
    }

    /// <exception cref="ProblemException">BOM-631: none stands.</exception>
    public async Task<CoverageDecision> StandingAsync(string source, int year, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return (await GateStore.ReadDecisionsAsync(connection, year, cancel)).GetValueOrDefault(source)
            ?? throw new ProblemException(ProblemCode.NoSuchDecision, $"«{source}», year {year}", "no decision about it stands.", $"Run `bomiljo measure {year}`: the gate says what it finds.");
    }

    /// <param name="name">A source's or a theme's code; a source's where both have it.</param>
    /// <param name="year">The first year that is not comparable with those before.</param>
    /// <exception cref="ProblemException">BOM-621 neither a source nor a theme; BOM-622 no reason; BOM-630 the year has not begun.</exception>
    public async Task BreakAsync(string name, int year, string reason, CancellationToken cancel)
    {
        reason = Reason.Demand(reason);
        if (year > OsloTime.YearOf(clock.GetUtcNow()))
            throw new ProblemException(ProblemCode.FutureBreak, $"«{name}», year {year}", "the year has not begun: nobody knows yet that it is not comparable.", "Note the break when the year's deliveries are in.");
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var kind = await ExistsAsync(connection, "SELECT FROM ledger.delivery WHERE source = @name", name, year, cancel) ? "source"
            : await ExistsAsync(connection, "SELECT FROM incident.theme WHERE theme = @name", name, year, cancel) ? "theme"
            : throw new ProblemException(ProblemCode.UnknownSourceYear, $"«{name}»", "this is neither a theme nor a source that has delivered.", "See `bomiljo delivery list` for the sources.");
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO heatmap.series_break (kind, name, year, reason, noted_at, noted_by) VALUES (@kind, @name, @year, @reason, @at, @by)
            ON CONFLICT (kind, name, year) DO UPDATE SET reason = excluded.reason, noted_at = excluded.noted_at, noted_by = excluded.noted_by
            """, connection)
        {
            Parameters =
            {
                new("kind", kind), new("name", name), new("year", (short)year), new("reason", reason), new("at", clock.GetUtcNow()), new("by", decidedBy),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
        await AuditLog.AppendAsync(connection, AuditActions.SeriesBreak, $"{kind} {name} {year}", new { Reason = reason }, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string rows, string name, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"SELECT EXISTS ({rows})", connection) { Parameters = { new("name", name), new("year", (short)year) } };
        return await command.ExecuteScalarAsync(cancel) is true;
    }
}

/// <summary>A reason that an analyst writes.</summary>
internal static class Reason
{
    public const int LongestCharacters = 1_000;

    /// <exception cref="ProblemException">BOM-622: empty, or too long. BOM-005: it names somebody's number or address.</exception>
    public static string Demand(string? reason) => reason?.Trim() is { Length: > 0 and <= LongestCharacters } text ? OwnWords.Demand(text, "--reason")
        : throw new ProblemException(ProblemCode.ReasonMissing, "--reason", $"a reason of 1 to {LongestCharacters} characters is needed.", "Say in a sentence why, and name nobody.");
}
