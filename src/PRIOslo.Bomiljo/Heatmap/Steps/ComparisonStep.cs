using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>How an area stands against the others of its theme and year.</summary>
/// <param name="CityPercent">Observed over expected events; the ranked areas together are 100.</param>
/// <param name="RateEb">Rate shrunken towards the city's, for display; null above the level of delbydeler, as what follows.</param>
/// <param name="RateEbLocal">Rate shrunken towards the neighbourhood's, for display.</param>
/// <param name="Risk">Posterior of the relative risk, 1 being the city.</param>
/// <param name="Exceedance">Posterior probability that the rate is more than twice the city's (or the multiple that the parameters name).</param>
/// <param name="Funnel">Which limits the area's per cent lies beyond.</param>
public sealed record Comparison(
    StandardisedRatio CityPercent, double? RateEb, double? RateEbLocal, GammaPosterior? Risk, double? Exceedance, string? Funnel, SpotResult? Spot);

/// <summary>Whether an area lies in a cluster, with adjusted p-values (q) within theme and year; q and classes are absent for the total.</summary>
/// <param name="GiClass"><c>hot</c>, <c>cold</c> or <c>none</c>.</param>
/// <param name="Lisa"><c>high-high</c>, <c>low-low</c>, <c>high-low</c>, <c>low-high</c> or <c>none</c>.</param>
public sealed record SpotResult(double? GiZ, double? GiP, double? GiQ, string? GiClass, double? Moran, double? LisaP, double? LisaQ, string? Lisa);

/// <summary>The areas that are ranked, together.</summary>
/// <param name="Areas">How many have a denominator.</param>
/// <param name="Rate">Per <see cref="ThemeParameters.RatePer"/>; null without areas.</param>
/// <param name="Moran">Global Moran's I of observed less expected events, standardised.</param>
/// <param name="MoranP">Two-sided, by simulation.</param>
/// <param name="EbVariance">Between areas, of relative risks.</param>
public sealed record CityComparison(int Areas, double? Rate, double? Moran, double? MoranP, double? EbVariance);

/// <summary>Step 7: area as per cent of the city, shrinkage, hot spots, exceedance and funnel limits for one theme.</summary>
/// <remarks>Tests run on counts against expected counts, never on shrunken rates.</remarks>
internal static class ComparisonStep
{
    public static List<Figure> Add(
        List<Figure> figures, int year, MeasurementParameters parameters, Lazy<Neighbours> neighbours, double dispersion, int threads, out CityComparison city)
    {
        var ranked = figures.Where(figure => figure.Area is { Level: Level.Delbydel, IsSpecial: false }).ToList();
        int[] kept = [.. Enumerable.Range(0, ranked.Count).Where(at => ranked[at].Denominator is not null)];
        int[] counts = [.. kept.Select(at => ranked[at].Incidents)];
        double[] exposures = [.. kept.Select(at => ranked[at].Denominator!.Value)];
        var (events, exposure) = (counts.Sum(count => (long)count), exposures.Sum());
        if (kept.Length == 0 || events == 0)
        {
            city = new(kept.Length, kept.Length == 0 ? null : 0, null, null, null);
            return figures;
        }

        var theme = parameters.Of(figures[0].Theme);
        var among = AreaNeighbours.Among(neighbours.Value, kept);
        var expected = StandardisedRatio.ExpectedFromCityRate(counts, exposures);
        var risks = EmpiricalBayes.Global(counts, expected, dispersion);
        var local = EmpiricalBayes.Local(counts, exposures, among, dispersion: dispersion);
        var (spots, moranP, moran) = Spots(counts, expected, among, dispersion, year, parameters, theme.Theme, threads);
        city = new(kept.Length, theme.RatePer * events / exposure, Known(moran), Known(moranP.TwoSided), risks.PriorVariance);

        var compared = new Dictionary<string, Comparison>(StringComparer.Ordinal);
        for (var at = 0; at < kept.Length; at++)
        {
            compared[ranked[kept[at]].Area.Code] = new(
                StandardisedRatio.For(counts[at], expected[at], dispersion)!.Value,
                risks.Areas[at].Mean * theme.RatePer * events / exposure,
                local[at].Mean * theme.RatePer,
                risks.Areas[at],
                risks.Areas[at].ProbabilityAbove(parameters.ExceedanceRatio),
                FunnelOf(counts[at], expected[at], dispersion),
                spots[at]);
        }

        return figures.ConvertAll(figure => figure.Area.Level switch
        {
            Level.Delbydel when compared.TryGetValue(figure.Area.Code, out var own) => figure with { Comparison = own },
            Level.Bydel when !figure.Area.IsSpecial && figure.Denominator is { } denominator => figure with
            {
                Comparison = new(StandardisedRatio.For(figure.Incidents, denominator * events / exposure, dispersion)!.Value, null, null, null, null, null, null),
            },
            _ => figure,
        });
    }

    private static (SpotResult[] Areas, SimulatedP GlobalP, double GlobalI) Spots(
        int[] counts, double[] expected, Neighbours neighbours, double dispersion, int year, MeasurementParameters parameters, string theme, int threads)
    {
        var (spots, globalP, globalI) = HotSpotSimulation.Run(counts, expected, neighbours, dispersion, parameters.SeedOf(year, theme), parameters.Draws, threads);
        var marked = theme != Taxonomy.Total;
        var giQ = FalseDiscovery.BenjaminiHochberg([.. spots.Select(spot => marked ? spot.GiStar.TwoSided : double.NaN)]);
        var moranQ = FalseDiscovery.BenjaminiHochberg([.. spots.Select(spot => marked ? spot.MoranP.TwoSided : double.NaN)]);
        return ([.. spots.Select((spot, at) => new SpotResult(
            Known(spot.GiStarZ), Known(spot.GiStar.TwoSided), Known(giQ[at]),
            double.IsNaN(giQ[at]) ? null : giQ[at] > parameters.Significance ? "none" : spot.GiStarZ > 0 ? "hot" : "cold",
            Known(spot.Moran), Known(spot.MoranP.TwoSided), Known(moranQ[at]),
            double.IsNaN(moranQ[at]) ? null : moranQ[at] > parameters.Significance ? "none" : NameOf(spot.Quadrant)))], globalP, globalI);
    }

    private static string FunnelOf(int observed, double expected, double dispersion)
    {
        var perCent = 100 * observed / expected;
        var (inner, outer) = (FunnelLimits.For(expected, dispersion, FunnelLimits.Inner), FunnelLimits.For(expected, dispersion, FunnelLimits.Outer));
        return perCent > outer.High ? "above-99.8" : perCent > inner.High ? "above-95"
            : perCent < outer.Low ? "below-99.8" : perCent < inner.Low ? "below-95" : "inside";
    }

    private static string NameOf(LisaClass quadrant) => quadrant switch
    {
        LisaClass.HighHigh => "high-high",
        LisaClass.LowLow => "low-low",
        LisaClass.HighLow => "high-low",
        LisaClass.LowHigh => "low-high",
        _ => "none",
    };

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
