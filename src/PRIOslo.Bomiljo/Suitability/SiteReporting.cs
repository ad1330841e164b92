using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Overrides;
using PRIOslo.Bomiljo.Suitability.Plots;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using PRIOslo.Bomiljo.Suitability.Sensitivity;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>Puts one site of a screening into words and rounded numbers. Pure.</summary>
public static class SiteReporting
{
    /// <summary>In place of a verdict: the group is placed in existing dwellings, and the site is none.</summary>
    public const string ByAddress = "judged-by-address";

    private static readonly string[] ReportedLayers =
    [
        LayerNames.Building, LayerNames.Business, LayerNames.School, LayerNames.Kindergarten, LayerNames.Delbydel, LayerNames.Municipality,
        .. LayerPartDefinition.All.Select(part => part.Layer).Distinct()
            .Except([LayerNames.Business, LayerNames.School, LayerNames.Kindergarten]),
        LayerNames.Terrain, LayerNames.WalkingWay, LayerNames.Population, LayerNames.Index,
    ];

    /// <param name="result">A screening.</param>
    /// <param name="site">The site's number in it.</param>
    /// <param name="overrides">What people decided; shown beside the computed verdicts, which do not change. Null: nothing is told.</param>
    public static SiteReport Of(ScreeningResult result, int site, SiteOverrides? overrides = null)
    {
        var (values, place) = (result.Metrics[site], result.Places[site]);
        var layers = result.Layers.In(place.Delbydel?.Code);
        var inner = result.Sites[site].Geometry.InteriorPoint;
        var flips = SensitivityRun.FlipsOf(result, site).ToLookup(flip => flip.Group, flip => flip.Flip);
        var warnings = LayerWarnings.Of(layers);
        var outdated = warnings.Where(warning => warning.Kind == WarningReport.LayerOutdated).Select(warning => warning.Subject).ToHashSet(StringComparer.Ordinal);
        return new SiteReport(
            result.Sites[site].Id,
            Round(inner.X, "m"),
            Round(inner.Y, "m"),
            place.Delbydel,
            place.Unknown == UnknownReason.None ? null : place.Unknown,
            [.. result.GroupsOf(site).ToArray().Select(group => Report(result, layers, site, group, flips, overrides))],
            MetricDefinition.All.ToDictionary(metric => metric.Name, metric => Round(values.Told(metric), metric.Unit)),
            [.. ReportedLayers.Select(layer => Report(layer, layers, outdated.Contains(layer)))],
            result.Sites[site].Units,
            result.Plots[site],
            result.Sites[site].IsAddress,
            warnings);
    }

    /// <returns>Metres and counts to a thousandth, shares to a millionth.</returns>
    internal static double? Round(double? value, string unit) => value is { } known ? Round(known, unit) : null;

    internal static double? RoundToTenth(double? value) => value is { } known ? Math.Round(known, 1) : null;

    private static double Round(double value, string unit) => Math.Round(value, unit == "share" ? 6 : 3);

    private static GroupReport Report(
        ScreeningResult result, SiteLayers layers, int site, int group, ILookup<int, VerdictFlip> flips, SiteOverrides? overrides)
    {
        var code = result.Book.Groups[group];
        var (known, deciding) = result.Book.Known(group, result.Outcomes(site));
        return new GroupReport(
            code.ToString(),
            result.Verdict(site, group),
            RoundToTenth(result.Score(site, group)),
            [.. result.Book.RulesOf(group).ToArray().Select(rule => Report(result, layers, site, group, rule))],
            result.IsImpossible(site, group) ? "no-home-fits" : null,
            result.IsNotApplicable(site, group) ? ByAddress : null,
            known,
            deciding,
            [.. result.RuleFile.Notes.Where(note => note.Groups.Contains(code)).Select(note => note.Text)],
            [.. PlotModel.Shipped.Staff.Where(fact => fact.Groups.Contains(code))
                .Select(fact => new StaffReport(fact.Residents, fact.Base, fact.StaffMin, fact.StaffMax))],
            [.. flips[group]],
            overrides?.Find(result.Sites[site].Geometry, code.ToString()));
    }

    private static RuleReport Report(ScreeningResult result, SiteLayers layers, int site, int group, int number)
    {
        var (rule, values) = (result.Book.Rules[number], result.Metrics[site]);
        var why = RuleBook.WhyUnknown(rule, values);
        var missing = why == UnknownReason.LayerMissing ? rule.Metric.Bounding.Prepend(rule.Layer).FirstOrDefault(layer => layers.Find(layer) is null) : null;
        var source = missing is not null ? null : layers.Find(rule.Layer) ?? rule.Metric.Layers.Select(layers.Find).FirstOrDefault(layer => layer is not null);
        return new RuleReport(
            rule.Id,
            rule.Label.Nb,
            rule.Label.En,
            rule.Role,
            result.Outcomes(site)[number],
            rule.Metric.Name,
            why == UnknownReason.None ? Round(values[rule.Metric.Metric], rule.Metric.Unit) : null,
            why == UnknownReason.None ? null : why,
            rule.Threshold?.Comparison,
            rule.Threshold?.Met,
            rule.Threshold?.Partly,
            rule.Metric.Unit,
            rule.RadiusMetres,
            rule.Weight,
            result.Score(site, group) is null ? null : RoundToTenth(result.Book.Points(group, number, result.Outcomes(site))),
            missing ?? source?.Layer ?? rule.Layer,
            source?.Date,
            rule.Basis.Nb,
            rule.Basis.En,
            rule.BasisKind,
            rule.Adoption,
            rule.Reason.Nb,
            rule.Reason.En)
        {
            MeasuredOrMore = why == UnknownReason.None && result.IsOrMore(site, rule),
        };
    }

    private static LayerReport Report(string layer, SiteLayers layers, bool isOutdated) =>
        layers.Find(layer) is { } vintage
            ? new LayerReport(layer, vintage.Year, vintage.Features, vintage.Date, vintage.IsApproximate, vintage.Source, isOutdated)
            {
                UnitsWithoutHome = layer == LayerNames.DwellingUnit ? layers.Metrics.UnitsWithoutHome : null,
            }
            : new LayerReport(layer, null, 0, null, false, "", false);
}
