using System.Reflection;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Heatmap.SameEvents;
using PRIOslo.Bomiljo.Heatmap.Steps;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>What measuring a year gave.</summary>
/// <param name="Unchanged">True if nothing it rests on has changed since the latest version, which was kept.</param>
public sealed record MeasurementReport(
    int Year, int Version, bool Unchanged, int Areas, int Figures, long Incidents, IReadOnlyList<Coverage> Coverage, IReadOnlyList<ThemeResult> Themes)
{
    /// <summary>What each rule for events that two services tell of found.</summary>
    public IReadOnlyList<SameEventResult> SameEvents { get; init; } = [];
}

/// <summary>The yearly measurement: read → <see cref="Figures"/> → stored under (year, version).</summary>
/// <param name="database">As owner.</param>
/// <param name="clock">For the time of measuring.</param>
/// <param name="parameters">Default: those of <c>importers/measurement.json</c>.</param>
/// <param name="sameEvents">Default: the rules of <c>importers/same-events.json</c> that are switched on.</param>
public sealed class Measurement(
    NpgsqlDataSource database, TimeProvider clock, MeasurementParameters? parameters = null, IReadOnlyList<SameEventRule>? sameEvents = null)
{
    private readonly IReadOnlyList<SameEventRule> _sameEvents = sameEvents ?? SameEventRules.LoadDefault();
    private readonly MeasurementParameters _parameters = parameters ?? MeasurementParameters.Load(MeasurementParameters.DefaultPath);

    /// <summary>The program's version with its commit, kept with each measurement.</summary>
    public static string ProgramVersion { get; } =
        typeof(Measurement).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <inheritdoc cref="RunAsync(int, bool, CancellationToken)"/>
    public Task<MeasurementReport> RunAsync(int year, CancellationToken cancel) => RunAsync(year, interpolate: false, cancel);

    /// <param name="year">A calendar year, Europe/Oslo.</param>
    /// <param name="interpolate">True lets population figures that are missing lie between the known years around them; they are marked.</param>
    /// <remarks>A version that has been published by decision is never overwritten: the next one gets a higher number.</remarks>
    /// <exception cref="ProblemException">BOM-101 the parameters are wrong, BOM-503 no boundaries, BOM-601 no incidents, BOM-602 no
    /// denominator of any theme, BOM-606 raw incidents deleted.</exception>
    public async Task<MeasurementReport> RunAsync(int year, bool interpolate, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var alone = await YearLock.TakeAsync(connection, year, cancel);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);

        var basis = new MeasurementBasis(year, year - _parameters.HistoryYears + 1, interpolate, _parameters.ToJson(), ProgramVersion) { SameEvents = _sameEvents };
        var inputs = await MeasurementStore.ReadInputsAsync(connection, basis, cancel);
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

        var latest = await MeasurementStore.ReadLatestAsync(connection, year, cancel);
        if (latest is not null && latest.Inputs == inputs.Json)
            return await ReportAsync(connection, year, latest.Version, unchanged: true, cancel);

        var data = await MeasurementReader.ReadAsync(connection, basis, cancel);
        var incidents = data.Counts.Where(count => count.Year == year).Sum(count => (long)count.Incidents);
        if (incidents == 0)
            throw new ProblemException(ProblemCode.NothingToMeasure, $"year {year}", "no incident of the year is placed.", "Import its deliveries with `bomiljo import`.");
        var result = Figures.Compute(data, _parameters);
        if (result.Figures.All(figure => figure.Rate is null))
        {
            throw new ProblemException(ProblemCode.NoPopulation, $"year {year}", "there are no population figures for the year, and none are guessed.",
                "Import them with `bomiljo population import FILE`, or let them lie between known years with --interpolate.");
        }

        var version = latest is null ? 1 : latest.Published ? latest.Version + 1 : latest.Version;
        await MeasurementWriter.WriteAsync(connection, new(year, version, clock.GetUtcNow(), ProgramVersion, vintage, inputs.Json), data, result, cancel);
        var report = await ReportAsync(connection, year, version, unchanged: false, cancel);
        await transaction.CommitAsync(cancel);
        // After the commit: the measurement's snapshot is too old to continue a chain that others write to.
        await AuditLog.AppendAsync(connection, AuditActions.Measure, $"year {year}", new { Version = version, VintageId = vintage, report.Areas, Interpolated = interpolate }, cancel);
        return report;
    }

    /// <summary>What is stored of one version.</summary>
    private static async Task<MeasurementReport> ReportAsync(NpgsqlConnection connection, int year, int version, bool unchanged, CancellationToken cancel)
    {
        var (areas, figures, incidents) = await MeasurementStore.ReadSizeAsync(connection, year, version, cancel);
        return new(year, version, unchanged, areas, figures, incidents,
            await CoverageQuery.RunAsync(connection, year, cancel), await ThemeResultQuery.RunAsync(connection, year, version, cancel))
        {
            SameEvents = await MeasurementStore.ReadSameEventsAsync(connection, year, version, cancel),
        };
    }
}
