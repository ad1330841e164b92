using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Publishing.Visible;

/// <summary>How the classes are computed; the measurement's own parameters.</summary>
/// <param name="Dispersion">φ of the theme, on the ladder of <see cref="VisibleDispersion"/>.</param>
/// <param name="Significance">False discovery rate of a family of tests.</param>
/// <param name="Marked">False for the total, which holds the themes and is in no family.</param>
/// <param name="Seed">Of the simulation.</param>
/// <param name="Draws">Of the simulation, 1 or more.</param>
public sealed record VisibleRules(double Dispersion, double Significance, bool Marked, ulong Seed, int Draws);

/// <summary>What is said beside the figures of one theme: a function of published figures, and of nothing else.</summary>
/// <remarks>
/// Whoever has what is published can compute it again, so it tells nothing more. The measurement's own statistics, which rest on
/// all counts, are not asked: an adjusted p-value, a shrunken rate or a neighbour's z holds the hidden counts in it.
/// </remarks>
public static class VisibleStatistics
{
    private const double Tail = 0.025;

    /// <param name="areas">All levels of one theme.</param>
    /// <param name="bordering">Among ranked delbydeler: who borders on whom, each code with those beside it.</param>
    public static IReadOnlyList<VisibleFigure> Of(
        IReadOnlyList<VisibleArea> areas, IReadOnlyDictionary<string, IReadOnlyList<string>> bordering, VisibleRules rules)
    {
        var figures = new List<VisibleFigure>();
        foreach (var level in areas.GroupBy(area => area.Level))
        {
            var family = level.Select(area => WithInterval(new VisibleFigure(area), rules)).ToList();
            figures.AddRange(WithTrend(WithChange(family, rules), rules));
        }

        return WithComparison(figures, bordering, rules);
    }

    private static VisibleFigure WithInterval(VisibleFigure figure, VisibleRules rules)
    {
        if (!figure.Of.Last.IsShown)
            return figure;
        var rate = Rate.For(figure.Of.Last.Count!.Value, figure.Of.Last.Exposure!.Value, figure.Of.RatePer, dispersion: rules.Dispersion);
        return figure with { RateLow = rate?.Low, RateHigh = rate?.High };
    }

    private static List<VisibleFigure> WithChange(List<VisibleFigure> family, VisibleRules rules)
    {
        var tests = family.ConvertAll(figure => figure.Of is { WhyNoChange: null, Years: [.., { IsShown: true } before, { IsShown: true } after] }
            ? ChangeTest.For(before.Count!.Value, before.Exposure!.Value, after.Count!.Value, after.Exposure!.Value, rules.Dispersion)
            : null);
        var q = Adjusted(family, tests.ConvertAll(test => test?.PValue), rules);
        return [.. family.Select((figure, at) => tests[at] is not { } test
            ? figure with { ChangeClass = figure.Of.Last.Count is null ? null : figure.Of.WhyNoChange }
            : double.IsNaN(q[at]) ? figure // never a ratio without the test's answer
            : figure with
            {
                Change = double.IsFinite(test.RateRatio) ? test.RateRatio : null,
                ChangeClass = q[at] <= rules.Significance ? test.RateRatio > 1 ? "up" : "down" : "no-change",
                ChangeInterpolated = figure.Of.Years.TakeLast(2).Any(year => year.Interpolated),
            })];
    }

    private static List<VisibleFigure> WithTrend(List<VisibleFigure> family, VisibleRules rules)
    {
        var tests = family.ConvertAll(figure => figure.Of.Years.All(year => year.IsShown)
            ? TrendTest.For(0, 0, [.. figure.Of.Years.Select(year => year.Count!.Value)], [.. figure.Of.Years.Select(year => year.Exposure!.Value)], rules.Dispersion)
            : null);
        var q = Adjusted(family, tests.ConvertAll(test => test?.PValue), rules);
        return [.. family.Select((figure, at) => figure with
        {
            TrendClass = tests[at] is { } test
                ? double.IsNaN(q[at]) ? null : q[at] <= rules.Significance ? test.AnnualRatio > 1 ? "rising" : "falling" : "no-trend"
                : figure.Of.Last.IsShown && figure.Of.Years.Count < TrendTest.FewestYears ? "too-short" : null,
            TrendInterpolated = tests[at] is not null && !double.IsNaN(q[at]) && figure.Of.Years.Any(year => year.Interpolated),
        })];
    }

    /// <summary>Benjamini and Hochberg within the family of those that are shown; NaN for what is in no family.</summary>
    private static double[] Adjusted(List<VisibleFigure> family, List<double?> p, VisibleRules rules) =>
        FalseDiscovery.BenjaminiHochberg([.. p.Select((value, at) => rules.Marked && family[at].Of.Ranked ? value ?? double.NaN : double.NaN)]);

    private static List<VisibleFigure> WithComparison(
        List<VisibleFigure> figures, IReadOnlyDictionary<string, IReadOnlyList<string>> bordering, VisibleRules rules)
    {
        var shown = figures.Where(figure => figure.Of is { Level: "delbydel", Ranked: true, Last.IsShown: true }).ToList();
        int[] counts = [.. shown.Select(figure => figure.Of.Last.Count!.Value)];
        if (counts.Sum(count => (long)count) == 0)
            return figures;

        var expected = StandardisedRatio.ExpectedFromCityRate(counts, [.. shown.Select(figure => figure.Of.Last.Exposure!.Value)]);
        var risks = EmpiricalBayes.Global(counts, expected, rules.Dispersion).Areas;
        var place = shown.Select((figure, at) => (figure.Of.Area, at)).ToDictionary(pair => pair.Area, pair => pair.at, StringComparer.Ordinal);
        var beside = shown.ConvertAll(figure => bordering.GetValueOrDefault(figure.Of.Area) ?? []);
        var among = new Neighbours([.. beside.Select(codes => codes.Where(place.ContainsKey).Select(code => place[code]).ToArray())]);
        var spots = HotSpotSimulation.Run(counts, expected, among, rules.Dispersion, rules.Seed, rules.Draws).Areas;
        var giQ = FalseDiscovery.BenjaminiHochberg([.. spots.Select(spot => spot.GiStar.TwoSided)]);
        var lisaQ = FalseDiscovery.BenjaminiHochberg([.. spots.Select(spot => spot.MoranP.TwoSided)]);
        var compared = shown.Select((figure, at) =>
        {
            // A neighbour that is not shown would make this area's class speak of another sum.
            var whole = rules.Marked && beside[at].All(place.ContainsKey);
            return figure with
            {
                RateClass = ClassOf(risks[at]),
                HotspotClass = !whole || double.IsNaN(giQ[at]) ? null
                    : giQ[at] > rules.Significance ? "none" : spots[at].GiStarZ > 0 ? "hot" : "cold",
                Lisa = !whole || double.IsNaN(lisaQ[at]) ? null
                    : lisaQ[at] > rules.Significance ? "none" : NameOf(spots[at].Quadrant),
            };
        }).ToDictionary(figure => figure.Of.Area, StringComparer.Ordinal);
        return figures.ConvertAll(figure => figure.Of.Level == "delbydel" ? compared.GetValueOrDefault(figure.Of.Area, figure) : figure);
    }

    /// <remarks>Where no variance between areas is found, each has the city's rate: a mean beside 1 is rounding then.</remarks>
    private static string ClassOf(GammaPosterior risk) =>
        risk.Variance == 0 ? "near-city" : risk.ProbabilityAbove(1) switch
        {
            >= 1 - Tail => "above-city",
            <= Tail => "below-city",
            _ => "near-city",
        };

    private static string NameOf(LisaClass quadrant) => quadrant switch
    {
        LisaClass.HighHigh => "high-high",
        LisaClass.LowLow => "low-low",
        LisaClass.HighLow => "high-low",
        LisaClass.LowHigh => "low-high",
        _ => "none",
    };
}
