using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Attack;
using PRIOslo.Bomiljo.Publishing.Bands;
using PRIOslo.Bomiljo.Publishing.Suppression;
using PRIOslo.Bomiljo.Publishing.Visible;

namespace PRIOslo.Bomiljo.Publishing;

/// <summary>What went out.</summary>
/// <param name="Cells">Areas × themes over all levels.</param>
/// <param name="Suppressed">How many of them are not shown.</param>
/// <param name="Provisional">True until an analyst decides to publish.</param>
/// <param name="StillShown">The earlier version that is out by decision and stays what is shown; null where this one is.</param>
public sealed record PublishReport(int Year, int Version, int Cells, int Suppressed, bool Provisional, int? StillShown = null);

/// <summary>The only door out: a measurement goes to the published tables with small protected counts and what would give them back left out.</summary>
/// <param name="database">As owner.</param>
/// <param name="clock">For the time of publishing.</param>
public sealed class Publisher(NpgsqlDataSource database, TimeProvider clock)
{
    /// <param name="year">A measured year; its latest version goes out, unless it is out by decision: then it stays as it is.</param>
    /// <param name="provisional">False marks the version as decided: it is never overwritten after that.</param>
    /// <exception cref="ProblemException">BOM-603 not measured; BOM-604 one of the last checks could open a hidden cell, BOM-635 and
    /// BOM-636 one of them could not be carried out, BOM-674 what is kept contradicts itself, BOM-640 no plan is safe beside the earlier releases
    /// of the year: nothing is published; BOM-624 to be published by decision, and not frozen.</exception>
    public async Task<PublishReport> RunAsync(int year, bool provisional, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var alone = await YearLock.TakeAsync(connection, year, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var version = await PublishingStore.ReadLatestVersionAsync(connection, year, cancel)
            ?? throw new ProblemException(ProblemCode.NotMeasured, $"year {year}", "the year has not been measured.", $"Run `bomiljo measure {year}`.");
        if (await PublishingStore.ReadDecidedAsync(connection, year, version, cancel) is { } decided)
            return decided;
        if (!provisional && !await PublishingStore.IsFrozenAsync(connection, year, version, cancel))
        {
            throw new ProblemException(ProblemCode.NotFrozen, $"year {year}, version {version}", "only a frozen measurement is published by decision.",
                $"Run `bomiljo measure freeze {year}`.");
        }

        var (cells, protectedThemes, earlier, plan) = await PlanAsync(connection, year, version, cancel);
        var report = new PublishReport(year, version, cells.Count(cell => !cell.Key.IsToldTwice), plan.Hidden.Count, provisional,
            provisional ? await PublishingStore.ReadLastDecidedAsync(connection, year, cancel) : null);
        var now = clock.GetUtcNow();
        await PublishingStore.WriteAsync(connection, report, plan, now, cancel);
        await VisibleFigures.AddAsync(connection, year, version, MeasurementParameters.Load(MeasurementParameters.DefaultPath), cancel);
        await PublishedBands.AddAsync(connection, year, version, cancel);
        var release = EarlierRelease.Of(cells, protectedThemes, plan);
        // One without a protected cell is read as none.
        if (earlier.Count == 0 || !await KeptReleases.IsLatestUnderAsync(connection, year, protectedThemes, cancel) || !release.Cells.ToHashSet().SetEquals(earlier[^1].Cells))
            await KeptReleases.AddAsync(connection, report, now, protectedThemes, release, cancel);
        await AuditLog.AppendAsync(connection, AuditActions.Publish, $"year {year}",
            new { report.Version, report.Provisional, report.Suppressed }, cancel);
        await transaction.CommitAsync(cancel);
        return report;
    }

    /// <summary>Whether a version may go out beside all that has been out of the year; writes nothing.</summary>
    /// <param name="connection">In the transaction that holds its figures.</param>
    /// <exception cref="ProblemException">BOM-604, BOM-635, BOM-636, BOM-640, BOM-674: it may not.</exception>
    public static async Task DemandSafeAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel) =>
        _ = await PlanAsync(connection, year, version, cancel);

    /// <summary>As <see cref="DemandSafeAsync(NpgsqlConnection, int, int, CancellationToken)"/>, of the latest version of a year if it is measured.</summary>
    public async Task DemandSafeAsync(int year, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        if (await PublishingStore.ReadLatestVersionAsync(connection, year, cancel) is { } version)
            await DemandSafeAsync(connection, year, version, cancel);
    }

    private static async Task<(IReadOnlyList<Cell> Cells, HashSet<string> ProtectedThemes, List<EarlierRelease> Earlier, SuppressionPlan Plan)> PlanAsync(
        NpgsqlConnection connection, int year, int version, CancellationToken cancel)
    {
        var protectedThemes = await PublishingStore.ReadProtectedThemesAsync(connection, cancel);
        var cells = await CellQuery.RunAsync(connection, year, version, cancel);
        var earlier = await KeptReleases.ReadAsync(connection, year, protectedThemes, cancel);

        var plan = SuppressionPlanner.Plan(cells, protectedThemes, earlier);
        var answers = await AnsweredAreaQuery.RunAsync(connection, year, protectedThemes, cancel);
        var opened = SuppressionAudit.Open(cells, protectedThemes, plan.Hidden, earlier).Select(cell => cell.Key)
            .Union((await new IntegerAttack([.. earlier, EarlierRelease.Of(cells, protectedThemes, plan)], answers).RunAsync(cancel)).Select(cell => cell.Key)).Count();
        if (opened > 0)
        {
            throw new ProblemException(ProblemCode.NotProtected, $"year {year}", $"{opened} hidden cells could be worked out from the others; nothing was published.",
                "Report this as an error of the program.");
        }

        return (cells, protectedThemes, earlier, plan);
    }
}
