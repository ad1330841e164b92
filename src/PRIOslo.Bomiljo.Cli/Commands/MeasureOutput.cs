using System.Globalization;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Heatmap.Gate;
using PRIOslo.Bomiljo.Heatmap.SameEvents;
using PRIOslo.Bomiljo.Heatmap.Steps;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Publishing;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary>What a measurement says, as text and as JSON. Counts of themes and areas only, never an area's figure.</summary>
internal static class MeasureOutput
{
    /// <param name="measured">Null where the year was published only.</param>
    public static object Json(MeasurementReport? measured, PublishReport published) => new
    {
        published.Year,
        published.Version,
        measured?.Unchanged,
        measured?.Areas,
        measured?.Incidents,
        measured?.Coverage,
        measured?.Gate,
        measured?.IncompleteSources,
        Themes = measured?.Themes.Select(theme => new
        {
            theme.Theme,
            Denominator = DenominatorUnits.NameOf(theme.Parameters.Denominator),
            theme.Parameters.RatePer,
            theme.WithoutRate,
            Dispersion = new
            {
                theme.Dispersion.Value,
                Basis = theme.Dispersion.Basis.ToString().ToLowerInvariant(),
                WithoutFarthest = theme.Dispersion.Estimate is { } estimate && double.IsFinite(estimate.WithoutFarthest) ? estimate.WithoutFarthest : (double?)null,
            },
            SeriesFrom = theme.FirstYear,
            AreasTested = theme.City.Areas,
            Moran = new { I = theme.City.Moran, P = theme.City.MoranP },
            theme.HotSpots,
            theme.ColdSpots,
            theme.ChangesUp,
            theme.ChangesDown,
            theme.PlacedPercent,
            theme.LeastMonths,
            theme.IndexWeight,
        }),
        SameEvents = measured?.SameEvents.Select(rule => new { rule.Rule, rule.First, rule.Second, rule.Pairs, ShareOfTotal = ShareOf(rule, measured) }),
        published.Cells,
        published.Suppressed,
        published.Provisional,
        published.StillShown,
    };

    public static void Print(MeasurementReport measured, PublishReport published)
    {
        Output.Line($"{measured.Year}, version {measured.Version}: {measured.Incidents} incidents in {measured.Areas} areas{(measured.Unchanged ? "; nothing had changed" : "")}.");
        foreach (var source in measured.Coverage)
            Output.Line($"  {source.Source,-12} placed {source.Placed}, unplaced {source.Unplaced}, outside {source.Outside}; {source.Months} of 12 months");
        foreach (var verdict in measured.Gate.Where(verdict => verdict.Outcome != GateVerdict.Entered))
            Output.Line($"  {verdict.Source,-12} {verdict.Outcome}: {string.Join(' ', verdict.Findings.Select(finding => finding.Text).Append(verdict.Reason ?? ""))}".TrimEnd());
        foreach (var source in measured.IncompleteSources)
            Output.Line($"  {source.Source,-12} {source.Year} {Line(source)}");
        foreach (var theme in measured.Themes)
            Output.Line(Line(theme));
        foreach (var rule in measured.SameEvents)
        {
            Output.Line(string.Create(CultureInfo.InvariantCulture,
                $"  same event, {rule.Rule}: {rule.Pairs} pairs among {rule.First} and {rule.Second} reports; the total leaves out {ShareOf(rule, measured):0.00 %} of all incidents."));
        }

        Print(published);
    }

    private static double ShareOf(SameEventResult rule, MeasurementReport measured) => measured.Incidents == 0 ? 0 : (double)rule.Pairs / measured.Incidents;

    public static void Print(PublishReport published)
    {
        Output.Line($"  out {(published.Provisional ? "as provisional" : "as published")}: {published.Cells} cells, {published.Suppressed} of them suppressed.");
        if (published.StillShown is { } decided)
            Output.Line($"  version {decided}, which is out by decision, stays what is shown until `bomiljo measure publish {published.Year} --reason TEXT`.");
    }

    private static string Line(IncompleteSourceYear source) =>
        $"{(source.Outcome == GateVerdict.Overridden ? "is counted by decision" : "lacks months or places, and no decision answers it")}; no change or trend of its themes is tested from or to it: "
        + string.Join(' ', source.Findings.Select(finding => finding.Text));

    /// <returns>What the dispersion is without the area that lies farthest off, where that one area does more than half of it.</returns>
    private static string Farthest(ThemeResult theme) => theme.Dispersion.Estimate is { WithoutFarthest: var without } && without < theme.Dispersion.Value / 2
        ? string.Create(CultureInfo.InvariantCulture, $", {without:0.00} without the one area that is farthest off") : "";

    private static string Line(ThemeResult theme)
    {
        if (theme.WithoutRate is { } why)
            return $"  {theme.Theme,-12} no rates: {why}";
        var basis = theme.Dispersion.Basis switch
        {
            DispersionBasis.Years => $"from {theme.FirstYear} on",
            DispersionBasis.Months => "at least, from one year's months",
            _ => "assumed",
        };
        var moran = theme.City is { Moran: { } value, MoranP: { } p } ? string.Create(CultureInfo.InvariantCulture, $"; Moran's I {value:0.00}, p {p:0.0000}") : "";
        var marks = theme.Theme == Taxonomy.Total ? "areas are not marked in total, only theme by theme"
            : string.Create(CultureInfo.InvariantCulture, $"spots: {theme.HotSpots} hot, {theme.ColdSpots} cold; since last year: {theme.ChangesUp} up, {theme.ChangesDown} down");
        return string.Create(CultureInfo.InvariantCulture,
            $"  {theme.Theme,-12} dispersion {theme.Dispersion.Value:0.00} {basis}{Farthest(theme)}{moran}; {marks}");
    }
}
