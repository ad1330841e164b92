using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Takes back a decision about a source-year, or a break in a series. Both are kept in <c>heatmap.taken_back</c> with the reason.</summary>
/// <remarks>A frozen version keeps those that it was measured with, and is verified with them; only what is measured from then on goes without.</remarks>
/// <param name="database">As owner.</param>
/// <param name="clock">For the time of taking back.</param>
/// <param name="takenBackBy">Who does.</param>
public sealed class TakingBack(NpgsqlDataSource database, TimeProvider clock, string takenBackBy)
{
    /// <summary>The kind of what is taken back that is a decision.</summary>
    private const string Decision = "decision";

    /// <param name="source">A source's code.</param>
    /// <param name="year">The year that the decision is about.</param>
    /// <exception cref="ProblemException">BOM-622 no reason; BOM-631 there is none; BOM-693 the source is left out of a year that cannot be counted again.</exception>
    public Task DecisionAsync(string source, int year, string reason, CancellationToken cancel) => RunAsync(source, year, isBreak: false, reason, cancel);

    /// <param name="name">A source's or a theme's code; a source's where both have a break.</param>
    /// <param name="year">The break's year.</param>
    /// <exception cref="ProblemException">BOM-622 no reason; BOM-631 there is none.</exception>
    public Task BreakAsync(string name, int year, string reason, CancellationToken cancel) => RunAsync(name, year, isBreak: true, reason, cancel);

    /// <param name="Kind"><c>decision</c>, or of a break <c>source</c> or <c>theme</c>.</param>
    /// <param name="Enters">Of a decision: whether it counts the source; else null.</param>
    private sealed record Standing(string Kind, bool? Enters);

    /// <summary>What stands about some sources in a year, to be put back by <see cref="UndoAsync"/>.</summary>
    /// <param name="year">The year that the decisions are about.</param>
    /// <param name="sources">That are about to be decided.</param>
    public async Task<DecisionsBefore> BeforeAsync(int year, IReadOnlyList<string> sources, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(jsonb_agg(to_jsonb(d)), '[]')::text FROM heatmap.coverage_decision d WHERE year = @year AND source = ANY (@sources)", connection)
        {
            Parameters = { new("year", (short)year), new("sources", sources.ToArray()) },
        };
        return new(year, sources, (string)(await command.ExecuteScalarAsync(cancel))!);
    }

    /// <summary>Takes back what was decided since, all of it or nothing, and puts back what stood before, as it was.</summary>
    /// <remarks>For a measurement that was refused with it: what is frozen does not rest on it.</remarks>
    /// <param name="before">As read before the decisions.</param>
    /// <param name="why">Kept with each of them.</param>
    public async Task UndoAsync(DecisionsBefore before, string why, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var source in before.Sources)
        {
            await MoveAsync(connection, source, before.Year, isBreak: false, why, cancel);
            await AuditLog.AppendAsync(connection, AuditActions.CoverageDecisionTakenBack, $"{source} {before.Year}", new { Reason = why }, cancel);
        }

        await using var command = new NpgsqlCommand(
            "INSERT INTO heatmap.coverage_decision SELECT * FROM jsonb_populate_recordset(NULL::heatmap.coverage_decision, @stood::jsonb)", connection)
        {
            Parameters = { new("stood", before.Stood) },
        };
        await command.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task RunAsync(string name, int year, bool isBreak, string reason, CancellationToken cancel)
    {
        reason = Reason.Demand(reason);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var place = $"«{name}», year {year}";
        if (await MoveAsync(connection, name, year, isBreak, reason, cancel) is not { } gone)
        {
            throw new ProblemException(ProblemCode.NoSuchDecision, place, isBreak ? "no such break is noted." : "no decision about it stands.",
                isBreak ? "Name the source or theme and the year as they were noted." : "Name the source and the year as they were decided.");
        }

        if (gone is { Kind: Decision, Enters: false } && await IsMissingForGoodAsync(connection, name, year, cancel))
        {
            throw new ProblemException(ProblemCode.LeftOutForGood, place, "raw incidents of the year are deleted, and the figures that are left of it lack the source.",
                "The decision stands: without it these figures would read as if the source had told of nothing.");
        }

        await AuditLog.AppendAsync(connection, isBreak ? AuditActions.SeriesBreakTakenBack : AuditActions.CoverageDecisionTakenBack, isBreak ? $"{gone.Kind} {name} {year}" : $"{name} {year}", new { Reason = reason }, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <returns>Null where there is nothing to take back.</returns>
    private async Task<Standing?> MoveAsync(NpgsqlConnection connection, string name, int year, bool isBreak, string reason, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For<TakingBack>(), connection)
        {
            Parameters =
            {
                new("is_break", isBreak), new("name", name), new("year", (short)year), new("why", reason), new("at", clock.GetUtcNow()), new("by", takenBackBy),
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new Standing(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetBoolean(1)) : null;
    }

    /// <returns>True where later years are compared with figures of the year that lack the source, because it cannot be counted again.</returns>
    internal static async Task<bool> IsMissingForGoodAsync(NpgsqlConnection connection, string source, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT EXISTS (SELECT FROM ledger.retention WHERE year = @year)
               AND EXISTS (SELECT FROM heatmap.gate WHERE year = @year AND source = @source AND outcome = 'left-out' AND reason IS NOT NULL
                             AND version = (SELECT max(version) FROM heatmap.measurement WHERE year = @year))
            """, connection)
        {
            Parameters = { new("source", source), new("year", year) },
        };
        return await command.ExecuteScalarAsync(cancel) is true;
    }
}

/// <summary>The decisions about some sources in a year as they stood at a moment.</summary>
/// <param name="Stood">Their rows, a JSON array.</param>
public sealed record DecisionsBefore(int Year, IReadOnlyList<string> Sources, string Stood);
