using System.Globalization;
using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.Web.Language;
using static PRIOslo.Bomiljo.Web.Analysis.AnalysisWords;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.Analysis;

/// <summary>A few figures that belong together, as words.</summary>
/// <param name="Key">For <c>data-facts</c>, the same in every language.</param>
public sealed record FactGroup(string Key, string Title, IReadOnlyList<(string Label, string Value)> Facts);

/// <summary>All that is computed of one delbydel, as words; a dash for what is not defined or not tested.</summary>
public static class AnalysisFacts
{
    public static IReadOnlyList<FactGroup> Of(AnalysisView view)
    {
        var (figure, theme) = (view.Chosen!, view.Theme);
        return
        [
            Group("Level",
                ("Count", Numbers.Whole(figure.Incidents)),
                ("Unit_" + theme.DenominatorUnit, figure.Interpolated ? T("AnalysisInterpolated", Number(figure.Denominator)) : Number(figure.Denominator)),
                ("FactRate", WithInterval(figure.Rate, theme.RatePer)),
                ("FactWeighted", WithInterval(figure.Weighted)),
                ("FactCityPercent", WithInterval(figure.CityPercent)),
                ("FactEb", Rate(figure.RateEb)),
                ("FactEbLocal", Rate(figure.RateEbLocal))),
            Group("Change", [.. Tested(figure.Change, "Change", figure.Incidents), ("FactQStrict", Probability(figure.Change.QStrict))]),
            Group("Trend", [.. Tested(figure.Trend, "Trend", figure.Incidents), ("FactYears", figure.TrendYears is { } years ? Numbers.Whole(years) : Number(null))]),
            Group("Neighbours",
                ("FactGi", Class("Gi", figure.Neighbours.GiClass)),
                ("FactGiZ", Number(figure.Neighbours.GiZ)),
                ("FactGiP", $"{Probability(figure.Neighbours.GiP)} / {Probability(figure.Neighbours.GiQ)}"),
                ("FactLisa", Class("Lisa", figure.Neighbours.Lisa)),
                ("FactMoran", Number(figure.Neighbours.Moran)),
                ("FactLisaP", $"{Probability(figure.Neighbours.LisaP)} / {Probability(figure.Neighbours.LisaQ)}")),
            Group("Alone",
                ("AnalysisFunnel", Class("Funnel", figure.Funnel)),
                ("AnalysisExceedance", Share(figure.Exceedance))),
            Index(view.Index.FirstOrDefault(value => value.Area == figure.Area)),
            Group("Reservations",
                ("AnalysisDominance", Share(figure.Reservations.Dominance)),
                ("AnalysisPublic", Share(figure.Reservations.Public)),
                ("FactPosition", T("FactPositionText", Share(figure.Reservations.Point), Share(figure.Reservations.Street), Share(figure.Reservations.Area))),
                ("FactDispersion", Dispersion(theme)),
                ("FactPlaced", theme.PlacedPercent is { } placed ? T("AnalysisPercent", Numbers.Measured(placed)) : Number(null)),
                ("FactMonths", theme.LeastMonths is { } months ? Numbers.Whole(months) : Number(null))),
        ];
    }

    /// <summary>The dispersion with where it comes from.</summary>
    public static string Dispersion(AnalysisTheme theme) => T("FactDispersion_" + theme.DispersionBasis, Numbers.Measured(theme.Dispersion), theme.FirstYear.ToString(CultureInfo.InvariantCulture));

    private static FactGroup Index(IndexRow? index) => index is null
        ? Group("Index", ("FactIndex", Number(null)))
        : Group("Index",
            ("FactIndex", WithInterval(new(index.Value, index.ValueLow, index.ValueHigh))),
            ("FactRank", T("FactBetween", index.RankLow, index.RankHigh)),
            ("FactRankWeights", T("FactBetween", index.RankWeightsLow, index.RankWeightsHigh)),
            ("FactWorstTenth", index.AmongWorstTenth ? T("FactAmongWorst", Share(index.WorstTenthProbability)) : Share(index.WorstTenthProbability)));

    private static (string, string)[] Tested(TestedRatio tested, string kind, int incidents) =>
    [
        ("FactVerdict", tested.Interpolated ? T("AnalysisInterpolated", Class(kind, tested.Class)) : Class(kind, tested.Class)),
        ("FactRatio", tested.Ratio is { Value: double.PositiveInfinity, Low: { } least } ? T("FactFromZero", Numbers.Whole(incidents), Numbers.Measured(least)) : WithInterval(tested.Ratio)),
        ("FactP", Probability(tested.P)), ("FactQ", Probability(tested.Q)),
    ];

    private static FactGroup Group(string key, params (string Label, string Value)[] facts) =>
        new(key, T("Facts_" + key), [.. facts.Select(fact => (T(fact.Label), fact.Value))]);

    private static string WithInterval(Estimate estimate, int? per = null) => estimate switch
    {
        { Value: null } => Number(null),
        { Value: { } value, Low: { } low, High: { } high } => T("FactInterval", Numbers.Measured(value), Numbers.Measured(low), Numbers.Measured(high)) + Unit(per),
        { Value: { } value } => Numbers.Measured(value) + Unit(per),
    };

    private static string Unit(int? per) => per is { } known ? " " + T("FactPer", Numbers.Whole(known)) : "";
}
