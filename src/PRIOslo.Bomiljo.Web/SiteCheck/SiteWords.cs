using System.Globalization;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Plots;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Sensitivity;
using PRIOslo.Bomiljo.Web.Language;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.SiteCheck;

/// <summary>Words and icons for what the site check finds; a verdict is never told by colour alone.</summary>
public static class SiteWords
{
    private const int MostDecimals = 4;

    public static string Icon(Verdict verdict) => verdict switch
    {
        Verdict.Suitable => "check-circle",
        Verdict.Inspect => "exclamation-mark-circle",
        Verdict.Unsuitable => "cross-circle",
        _ => "question",
    };

    public static string Icon(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Met => "check-circle",
        RuleOutcome.Partly => "minus-circle",
        RuleOutcome.NotMet => "cross-circle",
        RuleOutcome.Info => "information",
        _ => "question",
    };

    /// <returns>A value with its unit: metres and per cent to a tenth, unless more decimals are asked for.</returns>
    public static string Value(double? value, string unit, int decimals = 1) => (value, unit) switch
    {
        (null, _) => T("ValueUnknown"),
        ({ } share, "share") => Percent(share, decimals),
        ({ } metres, "m") => $"{Math.Round(metres, decimals).ToString("#,0.###", CultureInfo.CurrentCulture)}\u00a0m",
        ({ } dwellings, "dwellings") => T("ValueDwellings", Numbers.Whole(dwellings)),
        ({ } homes, "homes") => T("ValueHomes", Numbers.Measured(homes)),
        ({ } other, _) => $"{Numbers.Measured(other)}\u00a0{unit}",
    };

    /// <returns>«minst 100 m, delvis fra 50 m»; empty for information.</returns>
    public static string Threshold(RuleReport rule)
    {
        if (rule.Threshold is not { } met)
            return "";
        var atLeast = rule.Comparison == Comparison.AtLeast;
        var whole = T($"Threshold{rule.Comparison}", Value(met, rule.Unit));
        return rule.PartlyThreshold is { } partly
            ? T(atLeast ? "ThresholdPartlyFrom" : "ThresholdPartlyTo", whole, Value(partly, rule.Unit))
            : whole;
    }

    /// <returns>«88,7 m – delvis oppfylt», «ingen bygninger innen radien – ikke oppfylt», «kartlaget mangler – ukjent».</returns>
    public static string Why(RuleReport rule) =>
        $"{Measured(rule)} – {Outcome(rule)}".ToLower(CultureInfo.CurrentCulture);

    /// <returns>What was measured, or why it is unknown; with so many decimals that it reads on its own side of each threshold.</returns>
    public static string Measured(RuleReport rule)
    {
        if (rule.Unknown is { } unknown)
            return T($"Unknown{unknown}");
        var decimals = 1;
        while (decimals < MostDecimals && rule.Measured is { } exact && new[] { rule.Threshold, rule.PartlyThreshold }.OfType<double>()
            .Any(limit => exact.CompareTo(limit) != Rounded(exact, rule.Unit, decimals).CompareTo(limit)))
            decimals++;
        return (rule.MeasuredOrMore, rule.Unit) switch
        {
            (false, _) => Value(rule.Measured, rule.Unit, decimals),
            (_, "homes") => T("ValueHomesOrMore", Numbers.Measured(rule.Measured ?? 0)),
            _ => T("ValueOrMore", Value(rule.Measured, rule.Unit, decimals)),
        };
    }

    /// <returns>How the rule came out; a bonus that is not there is no fault.</returns>
    public static string Outcome(RuleReport rule) =>
        T(rule.Role == RuleRole.Bonus && rule.Outcome is not RuleOutcome.Unknown ? $"Bonus{rule.Outcome}" : $"Outcome{rule.Outcome}");

    /// <returns>«12», or «200 eller flere» where counting stopped.</returns>
    public static string Counted(int count, bool orMore) => orMore ? T("OrMore", Numbers.Whole(count)) : Numbers.Whole(count);

    /// <param name="units">Dwelling units that are counted in no building.</param>
    /// <returns>How many they are and why they are not counted.</returns>
    public static string UnitsWithoutHome(int units) =>
        T(units == 1 ? "SiteWarningUnitsWithoutHomeOne" : "SiteWarningUnitsWithoutHome", Numbers.Whole(units), UnitsOfBuildings.ReachMetres);

    /// <returns>Homes of the smallest model.</returns>
    public static string Units(PlotEstimate plot) => Counted(plot.PossibleUnits, plot.PossibleUnitsOrMore);

    /// <returns>Why not one home with its staff base fits.</returns>
    /// <param name="plot">With no possible units.</param>
    /// <param name="model">The assumptions that it was estimated under.</param>
    public static string WhyNoHomeFits(PlotEstimate plot, PlotModel model) => plot switch
    {
        { BuildableSquareMetres: 0 } => T("PlotNoneSetback", Value(model.SetbackMetres, "m")),
        { Modules: 0 } => T("PlotNoneModule", Value(model.SetbackMetres, "m"), Value(model.ModuleWidthMetres, "m"), Value(model.ModuleDepthMetres, "m")),
        { Modules: 1 } => T("PlotNoneOne"),
        _ => T("PlotNoneOutdoors", Numbers.Measured(model.OutdoorSquareMetresPerHome)),
    };

    /// <returns>«Gruppe 4, 5, 6: minst 2 ansatte for 10 beboere», a line for each figure that the documents give.</returns>
    public static IEnumerable<string> Staff(PlotModel model) =>
        model.Staff.GroupBy(fact => (fact.Residents, fact.StaffMin, fact.StaffMax)).Select(facts =>
        {
            var groups = string.Join(", ", facts.SelectMany(fact => fact.Groups));
            return facts.Key.Residents is { } residents
                ? T("PlotStaffFor", groups, facts.Key.StaffMin, residents)
                : T("PlotStaffDay", groups, facts.Key.StaffMin, facts.Key.StaffMax);
        });

    /// <returns>The rules that keep a site from being suitable; empty where none does.</returns>
    public static IEnumerable<RuleReport> Obstacles(GroupReport group) => group.Rules.Where(rule =>
        (rule.Role == RuleRole.Required && rule.Outcome is not RuleOutcome.Met)
        || (rule.Role == RuleRole.WhereKnown && (rule.Outcome is RuleOutcome.Partly or RuleOutcome.NotMet
            || (rule.Outcome == RuleOutcome.Unknown && rule.BasisKind != BasisKind.Assumption))));

    /// <returns>The threshold once it is moved: «minst 75 m».</returns>
    public static string Moved(RuleReport rule, VerdictFlip flip) => T($"Threshold{rule.Comparison}", Value(flip.Threshold, rule.Unit));

    /// <returns>«+25 %», «−25 %».</returns>
    public static string Shift(double factor) => $"{(factor < 1 ? '−' : '+')}{Percent(Math.Abs(factor - 1))}";

    // Norwegian and English both set a space here by SI's rule; a no-break one keeps the two together.
    private static string Percent(double share, int decimals = 1) =>
        $"{Math.Round(share * 100, decimals).ToString("0.####", CultureInfo.CurrentCulture)}\u00a0%";

    // A share is told in per cent, with two places fewer.
    private static double Rounded(double value, string unit, int decimals) => Math.Round(value, unit == "share" ? decimals + 2 : decimals);
}
