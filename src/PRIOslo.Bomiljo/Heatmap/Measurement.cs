using System.Reflection;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap.Gate;
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

    /// <summary>The coverage gate's verdict per source.</summary>
    public IReadOnlyList<GateVerdict> Gate { get; init; } = [];

    /// <summary>Source-years of the series that lack months or places: no change or trend is tested from or to them.</summary>
    public IReadOnlyList<IncompleteSourceYear> IncompleteSources { get; init; } = [];
}

/// <summary>Whether new figures may go out after those that are out under the same version. Throws where they may not: then these figures and the
/// release stay as they were.</summary>
/// <param name="connection">In the measurement's transaction, which holds the new figures.</param>
public delegate Task MayFollow(NpgsqlConnection connection, int year, int version, CancellationToken cancel);

/// <summary>The yearly measurement: read → <see cref="Figures"/> → stored under (year, version).</summary>
/// <param name="database">As owner.</param>
/// <param name="clock">For the time of measuring.</param>
/// <param name="parameters">Default: those of <c>importers/measurement.json</c>.</param>
/// <param name="sameEvents">Default: the rules of <c>importers/same-events.json</c> that are switched on.</param>
/// <param name="codeChanges">Default: the table of <c>geodata/oslo/code_changes.csv</c>.</param>
public sealed class Measurement(
    NpgsqlDataSource database, TimeProvider clock, MeasurementParameters? parameters = null, IReadOnlyList<SameEventRule>? sameEvents = null, CodeChanges? codeChanges = null)
{
    private readonly IReadOnlyList<SameEventRule> _sameEvents = sameEvents ?? SameEventRules.LoadDefault();
    private readonly CodeChanges _codeChanges = codeChanges ?? CodeChanges.Load(CodeChanges.DefaultPath);
    private readonly MeasurementParameters _parameters = parameters ?? MeasurementParameters.Load(MeasurementParameters.DefaultPath);

    /// <summary>The program's version with its commit, kept with each measurement.</summary>
    public static string ProgramVersion { get; } =
        typeof(Measurement).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <inheritdoc cref="RunAsync(int, bool, MayFollow, bool, CancellationToken)"/>
    public Task<MeasurementReport> RunAsync(int year, CancellationToken cancel) => RunAsync(year, interpolate: false, mayFollow: null, elseNextVersion: false, cancel);

    /// <param name="year">A calendar year, Europe/Oslo.</param>
    /// <param name="interpolate">True lets population figures that are missing lie between the known years around them; they are marked.</param>
    /// <param name="mayFollow">Asked where the version that would be overwritten is out, and always where the figures are not to be kept else; null asks nobody.</param>
    /// <param name="elseNextVersion">Where the new figures may not follow beside earlier releases (BOM-640): true keeps them for the house, as the next
    /// version; false refuses.</param>
    /// <remarks>A version that is frozen, or has been published by decision, is never overwritten: the next one gets a higher number.</remarks>
    /// <exception cref="ProblemException">BOM-101 the parameters are wrong, BOM-503 no boundaries, BOM-601 no incidents, BOM-602 no
    /// denominator of any theme, BOM-606 raw incidents deleted, BOM-620 a source is not complete enough; what <paramref name="mayFollow"/> throws.</exception>
    public async Task<MeasurementReport> RunAsync(int year, bool interpolate, MayFollow? mayFollow, bool elseNextVersion, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var alone = await YearLock.TakeAsync(connection, year, cancel);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);

        var basis = MeasurementBasis.For(year, _parameters, _sameEvents, interpolate, _codeChanges);
        var inputs = await ReadInputsAsync(connection, basis, cancel);
        var latest = await MeasurementStore.ReadLatestAsync(connection, year, cancel);
        if (latest is not null && latest.Inputs == inputs.Json)
            return await ReportAsync(connection, year, latest.Version, unchanged: true, cancel);

        var version = latest is null ? 1 : latest.Fixed ? latest.Version + 1 : latest.Version;
        await transaction.SaveAsync("unmeasured", cancel);
        await MeasureAsync(connection, basis, inputs, version, threads: -1, cancel);
        if (mayFollow is not null && (!elseNextVersion || latest is { IsOut: true } && version == latest.Version))
        {
            try
            {
                await mayFollow(connection, year, version, cancel);
            }
            catch (ProblemException refused) when (elseNextVersion && refused.Code == ProblemCode.NotSafeBesideEarlier)
            {
                await transaction.RollbackAsync("unmeasured", cancel);
                await MeasureAsync(connection, basis, inputs, ++version, threads: -1, cancel);
            }
        }

        var report = await ReportAsync(connection, year, version, unchanged: false, cancel);
        await transaction.CommitAsync(cancel);
        // After the commit: the measurement's snapshot is too old to continue a chain that others write to.
        await AuditLog.AppendAsync(connection, AuditActions.Measure, $"year {year}", new { Version = version, inputs.VintageId, report.Areas, Interpolated = interpolate }, cancel);
        return report;
    }

    /// <summary>Measures into a version of its own, in the connection's transaction, for a comparison that rolls it back.</summary>
    /// <param name="version">One that is not there.</param>
    /// <param name="threads">−1 for all processors.</param>
    internal async Task MeasureAgainAsync(NpgsqlConnection connection, int year, bool interpolate, int version, int threads, CancellationToken cancel)
    {
        var basis = MeasurementBasis.For(year, _parameters, _sameEvents, interpolate, _codeChanges);
        await MeasureAsync(connection, basis, await ReadInputsAsync(connection, basis, cancel), version, threads, cancel);
    }

    /// <returns>With a vintage.</returns>
    private static async Task<MeasurementInputs> ReadInputsAsync(NpgsqlConnection connection, MeasurementBasis basis, CancellationToken cancel)
    {
        var year = basis.Year;
        var inputs = await MeasurementStore.ReadInputsAsync(connection, basis, cancel);
        if (inputs.VintageId is null)
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

        return inputs;
    }

    private async Task MeasureAsync(NpgsqlConnection connection, MeasurementBasis basis, MeasurementInputs inputs, int version, int threads, CancellationToken cancel)
    {
        var year = basis.Year;
        var gate = await GateReport.DemandAsync(connection, basis.FirstYear, year, basis.CodeChanges, cancel);
        var data = await MeasurementReader.ReadAsync(connection, basis, gate, cancel);
        if (data.Counts.All(count => count.Year != year))
            throw new ProblemException(ProblemCode.NothingToMeasure, $"year {year}", "no incident of the year is placed.", "Import its deliveries with `bomiljo import`.");
        var result = Figures.Compute(data, _parameters, threads);
        if (result.Figures.All(figure => figure.Rate is null))
        {
            throw new ProblemException(ProblemCode.NoPopulation, $"year {year}", "there are no population figures for the year, and none are guessed.",
                "Import them with `bomiljo population import FILE`"
                + (basis.Interpolate ? "; --interpolate reaches no further than the known years." : ", or let them lie between known years with --interpolate."));
        }

        var head = new MeasurementHead(year, version, clock.GetUtcNow(), ProgramVersion, inputs.VintageId!.Value, inputs.Json, basis.FirstYear, basis.Interpolate, basis.CodeChanges.Text);
        await MeasurementWriter.WriteAsync(connection, head, data, result, cancel);
        await GateStore.WriteAsync(connection, year, version, gate, cancel);
    }

    /// <summary>What is stored of one version.</summary>
    private static async Task<MeasurementReport> ReportAsync(NpgsqlConnection connection, int year, int version, bool unchanged, CancellationToken cancel)
    {
        var (areas, figures, incidents) = await MeasurementStore.ReadSizeAsync(connection, year, version, cancel);
        return new(year, version, unchanged, areas, figures, incidents,
            await CoverageQuery.RunAsync(connection, year, cancel), await ThemeResultQuery.RunAsync(connection, year, version, cancel))
        {
            SameEvents = await MeasurementStore.ReadSameEventsAsync(connection, year, version, cancel),
            Gate = await GateStore.ReadVerdictsAsync(connection, year, version, cancel),
            IncompleteSources = await GateStore.ReadIncompleteAsync(connection, year, version, cancel),
        };
    }
}
