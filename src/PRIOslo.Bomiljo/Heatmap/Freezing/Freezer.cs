using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap.Freezing;

/// <summary>What freezing a year gave.</summary>
/// <param name="Sha256">The one hash that binds inputs, parameters, program version and every figure.</param>
/// <param name="AlreadyFrozen">True if the version was frozen before; nothing was changed then.</param>
public sealed record FreezeReport(int Year, int Version, string Sha256, string? Reason, bool AlreadyFrozen)
{
    /// <returns>True if this reason was given, and is not the one that is kept with the version.</returns>
    public bool Drops(string? given) => given is not null && given.Trim() != Reason;
}

/// <summary>Freezes the latest measurement of a year: from then on the database refuses to change it. A correction is a new version.</summary>
/// <param name="database">As owner.</param>
/// <param name="clock">For the time of freezing.</param>
/// <param name="frozenBy">Who freezes.</param>
public sealed class Freezer(NpgsqlDataSource database, TimeProvider clock, string frozenBy)
{
    /// <remarks>Waits for imports that are under way, and keeps others from beginning until it is done: what one of them has brought
    /// into the year is either measured or the freeze is refused.</remarks>
    /// <param name="year">A measured year.</param>
    /// <param name="reason">Why the version corrects an earlier frozen one; needed only then.</param>
    /// <exception cref="ProblemException">BOM-603 not measured; BOM-622 a correction without its reason; BOM-623 what it rests on has changed since.</exception>
    public async Task<FreezeReport> RunAsync(int year, string? reason, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var alone = await YearLock.TakeAsync(connection, year, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await PlacementLock.TakeAsync(connection, cancel);
        var latest = await MeasurementStore.ReadLatestAsync(connection, year, cancel)
            ?? throw new ProblemException(ProblemCode.NotMeasured, $"year {year}", "the year has not been measured.", $"Run `bomiljo measure {year}`.");
        var frozen = await FreezeStore.ListAsync(connection, year, cancel);
        if (frozen.FirstOrDefault(one => one.Version == latest.Version) is { } before)
            return new(year, before.Version, before.Sha256, before.Reason, AlreadyFrozen: true);

        var stated = frozen.Count == 0 ? null : reason is null ? throw CorrectionWithoutReason(year, latest.Version, frozen[^1].Version) : Reason.Demand(reason);
        var bound = BoundParameters.Of(latest.Inputs)
            ?? throw new ProblemException(ProblemCode.MeasurementOutdated, $"year {year}, version {latest.Version}", "another version of the program measured it.", $"Run `bomiljo measure {year}` first.");
        var now = await MeasurementStore.ReadInputsAsync(connection, MeasurementBasis.For(year, bound.Parameters, bound.SameEvents, bound.Interpolate, CodeChanges.Load(CodeChanges.DefaultPath)), cancel);
        if (InputDifference.Of(latest.Inputs, now.Json) is { IsNone: false } changed)
        {
            throw new ProblemException(ProblemCode.MeasurementOutdated, $"year {year}, version {latest.Version}",
                $"what it rests on has changed since it was measured: {string.Join(", ", changed.Keys)}.", $"Run `bomiljo measure {year}` first.");
        }

        var hash = await FreezeStore.AddAsync(connection, year, latest.Version, stated, clock.GetUtcNow(), frozenBy, cancel);
        await AuditLog.AppendAsync(connection, AuditActions.Freeze, $"year {year}", new { latest.Version, Sha256 = hash, Reason = stated }, cancel);
        await transaction.CommitAsync(cancel);
        return new(year, latest.Version, hash, stated, AlreadyFrozen: false);
    }

    private static ProblemException CorrectionWithoutReason(int year, int version, int frozen) => new(
        ProblemCode.ReasonMissing, $"year {year}, version {version}", $"version {frozen} is frozen; a later one needs a reason.",
        "Add --reason TEXT: it is kept with the version and published, word for word.");
}
