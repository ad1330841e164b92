using System.Reflection;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>What measuring a year gave.</summary>
/// <param name="Gate">The coverage gate's verdict per source.</param>
/// <param name="Unchanged">True if nothing it rests on has changed since the latest version, which was kept.</param>
public sealed record MeasurementReport(int Year, int Version, bool Unchanged, int Areas, int Figures, long Incidents, IReadOnlyList<Coverage> Coverage,
    IReadOnlyList<GateVerdict> Gate);

/// <summary>The yearly measurement: counts → rates → stored under (year, version).</summary>
/// <param name="database">As owner.</param>
/// <param name="clock">For the time of measuring.</param>
public sealed class Measurement(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>The program's version with its commit, kept with each measurement.</summary>
    public static string ProgramVersion { get; } =
        typeof(Measurement).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <param name="year">A calendar year, Europe/Oslo.</param>
    /// <remarks>A version that is frozen, or has been published by decision, is never overwritten: the next one gets a higher number.</remarks>
    /// <exception cref="ProblemException">BOM-503 no boundaries, BOM-601 no incidents, BOM-602 no population, BOM-606 raw
    /// incidents deleted, BOM-620 a source is not complete enough.</exception>
    public async Task<MeasurementReport> RunAsync(int year, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var alone = await YearLock.TakeAsync(connection, year, cancel);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);

        var measured = await ComputeAsync(connection, year, cancel);
        var latest = await MeasurementStore.ReadLatestAsync(connection, year, cancel);
        if (latest is not null && latest.Inputs == measured.Inputs.Json)
            return measured.Report with { Version = latest.Version, Unchanged = true };

        var version = latest is null ? 1 : latest.Fixed ? latest.Version + 1 : latest.Version;
        await WriteAsync(connection, year, version, measured, cancel);
        await transaction.CommitAsync(cancel);
        // After the commit: the measurement's snapshot is too old to continue a chain that others write to.
        await AuditLog.AppendAsync(connection, AuditActions.Measure, $"year {year}",
            new { Version = version, measured.Inputs.VintageId, measured.Report.Areas }, cancel);
        return measured.Report with { Version = version };
    }

    /// <summary>Measures into a version of its own, in the connection's transaction, for a comparison that rolls it back.</summary>
    /// <param name="version">One that is not there.</param>
    internal async Task MeasureAgainAsync(NpgsqlConnection connection, int year, int version, CancellationToken cancel) =>
        await WriteAsync(connection, year, version, await ComputeAsync(connection, year, cancel), cancel);

    private static async Task<Measured> ComputeAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        var inputs = await MeasurementStore.ReadInputsAsync(connection, year, ProgramVersion, cancel);
        if (inputs.VintageId is not { } vintage)
        {
            throw new ProblemException(ProblemCode.MissingLayer, $"year {year}", "no delbydel boundaries are imported.",
                "Import them with `bomiljo geodata import FILE --layer delbydel`.");
        }

        if (await MeasurementStore.IsIncompleteAsync(connection, year, cancel))
        {
            throw new ProblemException(ProblemCode.IncidentsDeleted, $"year {year}",
                "raw incidents of the year have been deleted by a source's retention rule; measured again, it would count too few.",
                "The published version stands.");
        }

        var areas = await AreaQuery.RunAsync(connection, year, BydelNames(), cancel);
        var gate = await GateReport.DemandAsync(connection, year, cancel);
        var counts = await IncidentCountQuery.RunAsync(connection, year, gate.LeftOut, cancel);
        var coverage = await CoverageQuery.RunAsync(connection, year, cancel);
        var residents = await PopulationQuery.RunAsync(connection, year, cancel);
        if (counts.Count == 0)
            throw new ProblemException(ProblemCode.NothingToMeasure, $"year {year}", "no incident of the year is placed.", "Import its deliveries with `bomiljo import`.");
        if (residents.Count == 0)
        {
            throw new ProblemException(ProblemCode.NoPopulation, $"year {year}", "there are no population figures for the year, and none are guessed.",
                "Import them with `bomiljo population import FILE`.");
        }

        var themes = await MeasurementStore.ReadThemesAsync(connection, year, gate.LeftOut, cancel);
        var figures = Figures.Compute(areas, themes, counts, residents);
        var report = new MeasurementReport(year, 0, false, areas.Count, figures.Count, counts.Sum(count => (long)count.Incidents), coverage, gate.Verdicts);
        return new(inputs, vintage, areas, figures, coverage, gate, report);
    }

    private async Task WriteAsync(NpgsqlConnection connection, int year, int version, Measured measured, CancellationToken cancel)
    {
        var head = new MeasurementHead(year, version, clock.GetUtcNow(), ProgramVersion, measured.VintageId, measured.Inputs.Json);
        await MeasurementStore.WriteAsync(connection, head, measured.Areas, measured.Figures, measured.Coverage, cancel);
        await GateStore.WriteAsync(connection, year, version, measured.Gate, cancel);
    }

    private static Dictionary<string, string> BydelNames() => AreaRegister.Load(AreaRegister.DefaultPath)
        .GroupBy(area => area.Code.Bydel)
        .ToDictionary(group => group.Key.ToString(), group => group.First().BydelName, StringComparer.Ordinal);

    private sealed record Measured(
        MeasurementInputs Inputs, int VintageId, IReadOnlyList<MeasuredArea> Areas, IReadOnlyList<Figure> Figures,
        IReadOnlyList<Coverage> Coverage, GateReport Gate, MeasurementReport Report);
}
