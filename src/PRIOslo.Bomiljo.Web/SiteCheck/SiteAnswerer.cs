using System.Globalization;
using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Overrides;
using PRIOslo.Bomiljo.Suitability.Plots;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.SiteCheck;

/// <summary>Answers a site request by way of the site check.</summary>
public sealed class SiteAnswerer(SiteCheckService service, PersonDatabase database)
{
    /// <summary>In place of a project's number: a new one.</summary>
    public const string NewProject = "ny";

    // Beyond these a projected position of UTM zone 32 means nothing.
    private const double LargestEastMetres = 1_000_000;
    private const double LargestNorthMetres = 10_000_000;

    /// <summary>Answers, and puts on record that the person asked: the delbydel and nothing finer.</summary>
    /// <remarks>Both in one transaction: nothing is answered whose record is not stored.</remarks>
    /// <param name="request">The place.</param>
    /// <param name="decides">Whether the person may decide otherwise than the rules.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    public async Task<SiteAnswer> AnswerAsync(SiteRequest request, bool decides, CancellationToken cancel) => request.IsEmpty
        ? SiteAnswer.Nothing
        : await database.ActAsync(async connection =>
        {
            var answer = await AnswerAsync(connection, request, cancel);
            if (answer.Report is { } report)
                await RecordAsync(connection, report, cancel);
            return answer.Report is not null && decides ? answer with { Projects = await SiteProjects.ListAsync(connection, cancel) } : answer;
        }, cancel);

    /// <summary>Answers for a plot, and puts on record that the person asked, as for a point.</summary>
    /// <param name="geoJson">The plot, WGS84 unless it says otherwise.</param>
    /// <param name="plannedUnits">How many homes are planned; empty where not told.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    public async Task<SiteAnswer> AnswerPlotAsync(string? geoJson, string? plannedUnits, CancellationToken cancel)
    {
        if (!SiteRequest.TryUnits(plannedUnits, out var units))
            return SiteAnswer.Nothing with { IsPlot = true, Failure = SiteFailure.BadUnits };
        Geometry plot;
        try
        {
            plot = PlotText.Parse(geoJson ?? "");
        }
        catch (ProblemException problem)
        {
            return SiteAnswer.Nothing with { IsPlot = true, Failure = PlotFailure(problem.Code) };
        }

        return SiteAnswer.Nothing with
        {
            IsPlot = true,
            Plot = PlotText.InDegrees(plot),
            Report = await database.ActAsync(async connection =>
            {
                var report = await service.CheckAsync(connection, plot, cancel, units);
                await RecordAsync(connection, report, cancel);
                return report;
            }, cancel),
        };
    }

    /// <summary>Puts the person's decision about a place on record beside what the rules give there now; the database says who may.</summary>
    /// <exception cref="ProblemException">
    /// BOM-001: the new project has no name. BOM-005: its name or the reason holds personal data. BOM-667, BOM-668: see <see cref="SiteOverrideStore.ToDecide"/>. BOM-715 to BOM-717: see <see cref="SiteOverrideStore.AddAsync"/>. Nothing is stored then.
    /// </exception>
    /// <param name="point">The place.</param>
    /// <param name="units">How many homes are planned there; null: not said.</param>
    /// <param name="decision">What is decided.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    public Task DecideAsync(SitePoint point, int? units, SiteDecision decision, CancellationToken cancel) => database.ActAsync(async connection =>
    {
        var computed = SiteOverrideStore.ToDecide(await service.CheckAsync(connection, point, [decision.Group], cancel, units));
        var project = decision.Project == NewProject
            ? await SiteProjects.AddAsync(connection, decision.NewProject, member: null, cancel)
            : int.TryParse(decision.Project, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return await new SiteOverrideStore(connection).AddAsync(project, point, computed, units, decision.Verdict, decision.Reason, cancel);
    }, cancel);

    private async Task<SiteAnswer> AnswerAsync(NpgsqlConnection connection, SiteRequest request, CancellationToken cancel)
    {
        try
        {
            if (!SiteRequest.TryUnits(request.Units, out var units))
                return SiteAnswer.Nothing with { Failure = SiteFailure.BadUnits };
            if (request.IsSwapped)
                return SiteAnswer.Nothing with { Failure = SiteFailure.SwappedCoordinates };
            if (request.DegreesAsMetres is { } degrees)
                return SiteAnswer.Nothing with { Failure = SiteFailure.DegreesAsMetres, Degrees = degrees, Units = units };
            var point = request.HasAddress ? await SiteCheckService.FindAddressAsync(connection, request.Address!, cancel) : Point(request);
            if (point is null)
                return SiteAnswer.Nothing with { Failure = SiteFailure.BadCoordinates };

            var report = await service.CheckAsync(connection, point, groups: null, cancel, units);
            var (longitude, latitude) = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, 4326).Apply(point.East, point.North);
            return new SiteAnswer(report, SiteFailure.None, longitude, latitude);
        }
        catch (ProblemException problem) when (problem.Code == ProblemCode.AddressNotFound)
        {
            return SiteAnswer.Nothing with { Failure = SiteFailure.AddressNotFound };
        }
        catch (ProblemException problem) when (problem.Code == ProblemCode.OutsideCity)
        {
            return SiteAnswer.Nothing with { Failure = SiteFailure.BadCoordinates };
        }
    }

    private static Task RecordAsync(NpgsqlConnection connection, SiteReport report, CancellationToken cancel) =>
        AuditLog.AppendAsync(connection, AuditActions.SiteLook, report.Delbydel?.Code ?? "", null, cancel);

    private static SiteFailure PlotFailure(ProblemCode code) =>
        code == ProblemCode.PlotSwapped ? SiteFailure.SwappedCoordinates : code == ProblemCode.BadSites ? SiteFailure.PlotShape : code == ProblemCode.UnknownEpsg ? SiteFailure.PlotSystem : SiteFailure.UnreadablePlot;

    private static SitePoint? Point(SiteRequest request)
    {
        if (request.HasMetres)
        {
            return SiteRequest.Number(request.East) is { } east and > 0 and < LargestEastMetres
                && SiteRequest.Number(request.North) is { } north and > 0 and < LargestNorthMetres
                ? new SitePoint("", east, north)
                : null;
        }

        return SiteRequest.Number(request.Longitude) is { } longitude and >= -180 and <= 180
            && SiteRequest.Number(request.Latitude) is { } latitude and >= -85 and <= 85
            ? SitePoint.FromLonLat("", longitude, latitude)
            : null;
    }
}
