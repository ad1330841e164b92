using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Publishing.Drawn;

/// <summary>Rates and the total of a drawn area: functions of what is answered and published, so they tell nothing more.</summary>
public static class DrawnFigures
{
    /// <param name="residents">Estimated, of the area; 0 or more.</param>
    /// <param name="bases">Of the published themes, the total among them.</param>
    /// <param name="sameEvents">Whether the year's total leaves out what two sources tell: then it is no sum of themes.</param>
    public static IReadOnlyList<DrawnFigure> Of(IReadOnlyList<DrawnAnswer> answers, double residents, IReadOnlyList<DrawnBasis> bases, bool sameEvents)
    {
        if (answers.Count == 0)
            return [];
        var reason = sameEvents ? "same-events" : answers.Any(answer => answer.Incidents is null) ? "theme-hidden" : "";
        var total = new DrawnAnswer(Taxonomy.Total, reason.Length == 0 ? answers.Sum(answer => answer.Incidents) : null, reason);
        return [.. answers.Append(total).Select(answer => FigureOf(answer, residents, bases.FirstOrDefault(basis => basis.Theme == answer.Theme)))];
    }

    private static DrawnFigure FigureOf(DrawnAnswer answer, double residents, DrawnBasis? basis) =>
        answer.Incidents is { } incidents && basis is { Unit: "residents" } && Rate.For(incidents, residents, basis.RatePer, dispersion: basis.Dispersion) is { } rate
            ? new(answer.Theme, incidents, "", rate.Value, rate.Low, rate.High, rate.Per)
            : new(answer.Theme, answer.Incidents, answer.Reason, null, null, null, null);
}
