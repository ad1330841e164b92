using System.Data;
using System.Text.Json;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap.Freezing;

/// <summary>What verifying a frozen version showed.</summary>
/// <param name="IsCurrent">True for the year's latest frozen version.</param>
/// <param name="SealHolds">True if nothing of what was frozen has changed since, to the last bit.</param>
/// <param name="Recomputed">True if it was measured again from its inputs.</param>
/// <param name="NotRecomputed">Why not; null where it was.</param>
/// <param name="PutBack">Inputs that have changed since, and were taken as they were bound: <c>population</c>, <c>decisions</c>, <c>breaks</c>, <c>boundaries</c>,
/// <c>taxonomy</c>, <c>code_changes</c>.</param>
/// <param name="SameBits">True if the figures of the recomputation are the kept ones to the last bit; null without one.</param>
/// <param name="Differences">What differs, by table, area, theme and column; never a value. Empty if all is well.</param>
public sealed record VerifyReport(
    int Year, int Version, bool IsCurrent, string? Reason, string Sha256, bool SealHolds, bool Recomputed, string? NotRecomputed, IReadOnlyList<string> PutBack, bool? SameBits,
    IReadOnlyList<string> Differences)
{
    public bool Holds => SealHolds && Differences.Count == 0;
}

/// <summary>Checks a frozen version: against its seal, and by measuring it again from its inputs, in a transaction that is rolled back.</summary>
/// <param name="database">As owner.</param>
/// <param name="clock">For the measurement.</param>
/// <param name="placeAnew">Places incidents in the bound boundaries where others have come since.</param>
public sealed class Verification(NpgsqlDataSource database, TimeProvider clock, PlaceAnew placeAnew)
{
    private const int Scratch = int.MaxValue;

    /// <param name="version">Null for the latest frozen one.</param>
    /// <param name="threads">Of the recomputation, whose bits do not depend on it; −1 for all processors.</param>
    /// <exception cref="ProblemException">BOM-624: no such frozen version.</exception>
    public async Task<VerifyReport> RunAsync(int year, int? version, int threads, CancellationToken cancel)
    {
        try
        {
            return await RunAsync(year, version, threads, placementHeld: false, cancel);
        }
        catch (PostgresException changed) when (changed.SqlState == PostgresErrorCodes.SerializationFailure)
        {
            // Somebody has changed what it was about to put back: once more, while incidents and boundaries stay as they are.
            return await RunAsync(year, version, threads, placementHeld: true, cancel);
        }
    }

    private async Task<VerifyReport> RunAsync(int year, int? version, int threads, bool placementHeld, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var alone = await YearLock.TakeAsync(connection, year, cancel);
        await using var placement = placementHeld ? await PlacementLock.HoldAsync(connection, cancel) : null;
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var all = await FreezeStore.ListAsync(connection, year, cancel);
        var frozen = all.LastOrDefault(one => version is null || one.Version == version)
            ?? throw new ProblemException(ProblemCode.NotFrozen, version is null ? $"year {year}" : $"year {year}, version {version}", "it is not frozen.", $"Run `bomiljo measure freeze {year}`.");
        var seal = await ReadSealAsync(connection, frozen, cancel);
        var differences = seal.Broken.ConvertAll(name => $"{name}: is not what was frozen");

        var (bound, restored, hindrance) = await PutBackAsync(connection, frozen, seal.Columns.Keys, cancel);
        bool? sameBits = null;
        if (bound is not null && hindrance is null)
        {
            try
            {
                await new Measurement(database, clock, bound.Parameters, bound.SameEvents, restored.CodeChanges).MeasureAgainAsync(connection, year, bound.Interpolate, Scratch, threads, cancel);
            }
            catch (ProblemException refused)
            {
                hindrance = $"it cannot be measured again as things are ({refused.Message}); the frozen figures stay, and their seal was checked";
                // The inputs are those that were bound, so that the same program refuses only what has been tampered with.
                if (frozen.ProgramVersion == Measurement.ProgramVersion)
                    differences.Add($"raw incidents: measuring again was refused ({refused.Code})");
            }
        }

        if (bound is not null && hindrance is null)
        {
            var same = true;
            foreach (var table in await MeasuredTables.ListAsync(connection, cancel))
            {
                if (!seal.Columns.TryGetValue(table.Name, out var columns))
                    continue;
                var kept = await MeasuredTables.ReadAsync(connection, table, year, frozen.Version, cancel);
                differences.AddRange(RowDifference.Of(table, columns, kept, await MeasuredTables.ReadAsync(connection, table, year, Scratch, cancel), ref same));
            }

            sameBits = same;
        }

        await transaction.RollbackAsync(cancel);
        return new(year, frozen.Version, frozen == all[^1], frozen.Reason, frozen.Sha256, seal.Broken.Count == 0, hindrance is null, hindrance, hindrance is null ? restored.PutBack : [], sameBits, differences);
    }

    /// <summary>Puts back the inputs that have changed since and are bound with the year, and leaves out what was delivered later.</summary>
    private async Task<(BoundParameters? Bound, BoundInputs Restored, string? Hindrance)> PutBackAsync(
        NpgsqlConnection connection, FrozenVersion frozen, IEnumerable<string> tables, CancellationToken cancel)
    {
        if (BoundParameters.Of(frozen.Inputs) is not { } bound)
            return (null, new([], null, null), "its parameters are of another version of the program; their seal was checked");
        var basis = MeasurementBasis.For(frozen.Year, bound.Parameters, bound.SameEvents, bound.Interpolate, CodeChanges.Load(CodeChanges.DefaultPath));
        var difference = InputDifference.Of(frozen.Inputs, (await MeasurementStore.ReadInputsAsync(connection, basis, cancel)).Json);
        var restored = await BoundInputs.RestoreAsync(connection, frozen, difference.Keys, tables, placeAnew, cancel);
        if (restored.PutBack.Count > 0)
        {
            basis = basis with { CodeChanges = restored.CodeChanges ?? basis.CodeChanges, Categories = restored.Categories };
            difference = InputDifference.Of(frozen.Inputs, (await MeasurementStore.ReadInputsAsync(connection, basis, cancel)).Json);
        }

        if (await HindranceAsync(connection, frozen.Year, difference, cancel) is { } hindrance)
            return (bound, restored, hindrance);
        await LeaveOutAsync(connection, difference.NewDeliveries, cancel);
        return (bound, restored, frozen.ProgramVersion == Measurement.ProgramVersion ? null : await OfAnotherProgramAsync(connection, frozen, basis, knowsIncompleteSources: tables.Contains("incomplete_source", StringComparer.Ordinal), cancel));
    }

    /// <returns>What programs before this one computed otherwise; null where this year has none of it.</returns>
    private static async Task<string?> OfAnotherProgramAsync(
        NpgsqlConnection connection, FrozenVersion frozen, MeasurementBasis basis, bool knowsIncompleteSources, CancellationToken cancel)
    {
        if (Restatement.Restates(basis.CodeChanges, basis.FirstYear, basis.Year))
            return "another version of the program shared out the earlier years of areas that were split or merged; the frozen figures stay, and their seal was checked";
        if (!knowsIncompleteSources && await IsAnySourceIncompleteAsync(connection, frozen, basis, cancel))
            return "another version of the program tested changes from and to source-years that lack months or places; the frozen figures stay, and their seal was checked";
        return (await IncompleteAreas.ReadAsync(connection, basis.FirstYear, basis.Year, basis.CodeChanges, cancel)).Count > 0
            ? "another version of the program compared years whose rows name areas from before; the frozen figures stay, and their seal was checked" : null;
    }

    private static async Task<bool> IsAnySourceIncompleteAsync(NpgsqlConnection connection, FrozenVersion frozen, MeasurementBasis basis, CancellationToken cancel) =>
        (await EarlierYears.JudgeAsync(connection, basis.FirstYear, basis.Year, cancel)).Count > 0
        || (await GateStore.ReadVerdictsAsync(connection, frozen.Year, frozen.Version, cancel)).Any(verdict => CoverageGate.Incomplete(verdict, frozen.Year) is not null);

    /// <returns>Why the inputs are not there any more; null where they are.</returns>
    private static async Task<string?> HindranceAsync(NpgsqlConnection connection, int year, InputDifference difference, CancellationToken cancel)
    {
        if (await MeasurementStore.IsIncompleteAsync(connection, year, cancel))
            return "raw incidents of the year have been deleted by a source's retention rule; what was made of them is kept, and its seal was checked";
        if (difference.GoneDeliveries.Count > 0)
            return $"a delivery behind it has been withdrawn or replaced ({string.Join(", ", difference.GoneDeliveries)}); the frozen figures stay, and their seal was checked";
        return difference.HasOnlyMore ? null : $"what it rests on has changed since ({string.Join(", ", difference.Keys)}); the frozen figures stay, and their seal was checked";
    }

    /// <summary>In a transaction that is rolled back: nothing is lost.</summary>
    private static async Task LeaveOutAsync(NpgsqlConnection connection, IReadOnlyList<int> deliveries, CancellationToken cancel)
    {
        if (deliveries.Count == 0)
            return;
        await using var command = new NpgsqlCommand(
            """
            DELETE FROM incident.incident WHERE delivery_id = ANY (@deliveries);
            UPDATE ledger.delivery SET withdrawn_at = now() WHERE delivery_id = ANY (@deliveries);
            """, connection)
        {
            Parameters = { new("deliveries", deliveries.ToArray()) },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<Seal> ReadSealAsync(NpgsqlConnection connection, FrozenVersion frozen, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For<Verification>(), connection)
        {
            Parameters = { new("year", frozen.Year), new("version", frozen.Version) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var (bound, now) = (JsonDocument.Parse(reader.GetString(0)).RootElement, JsonDocument.Parse(reader.GetString(1)).RootElement);
        var broken = bound.EnumerateObject()
            .Where(table => !now.TryGetProperty(table.Name, out var found) || !JsonElement.DeepEquals(table.Value, found))
            .Select(table => table.Name).ToList();
        if (!reader.GetBoolean(2))
            broken.Insert(0, "frozen");
        return new(broken, bound.EnumerateObject().ToDictionary(table => table.Name,
            table => (IReadOnlyList<string>)[.. table.Value.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)], StringComparer.Ordinal));
    }

    /// <param name="Broken">Tables that are not what was frozen.</param>
    /// <param name="Columns">Per table, the columns that were there when it was frozen.</param>
    private sealed record Seal(List<string> Broken, IReadOnlyDictionary<string, IReadOnlyList<string>> Columns);
}
