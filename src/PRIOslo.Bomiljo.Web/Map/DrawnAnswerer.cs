using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Drawn;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Map;

/// <summary>What the page for an area of one's own drawing shows of a request.</summary>
/// <param name="Report">Null where the request is not taken.</param>
/// <param name="Refused">Why not; null where it is taken.</param>
public sealed record DrawnOutcome(DrawnReport? Report, ProblemException? Refused);

/// <summary>Asks for the figures of a drawn area in the name of whoever is on the page.</summary>
public sealed class DrawnAnswerer(PersonDatabase database)
{
    /// <param name="year">A year that is shown.</param>
    /// <param name="polygon">GeoJSON, WGS84 unless it says otherwise.</param>
    /// <param name="dryRun">Only looks at what the area holds: nothing is answered and nothing used up.</param>
    /// <param name="cancel">Gives it up, with nothing used up.</param>
    public async Task<DrawnOutcome> AnswerAsync(int year, string? polygon, bool dryRun, CancellationToken cancel)
    {
        try
        {
            var area = DrawnAreas.Parse(polygon ?? "");
            return new(await database.ActAsync(connection => DrawnAreas.AskAsync(connection, year, area, dryRun, cancel), cancel), null);
        }
        catch (ProblemException problem) when (IsTold(problem.Code))
        {
            return new(null, problem);
        }
    }

    /// <summary>What the page has words for; everything else is a failure of the page.</summary>
    private static bool IsTold(ProblemCode code) =>
        new[]
        {
            ProblemCode.BadGeodata, ProblemCode.UnknownEpsg, ProblemCode.NotMeasured, ProblemCode.DrawnOutside, ProblemCode.DrawnTooSmall, ProblemCode.DrawnCutBefore,
            ProblemCode.DrawnOtherVersion, ProblemCode.DrawnInvalid, ProblemCode.DrawnTooMany, ProblemCode.DrawnBusy,
        }.Contains(code);
}
