using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Plots;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Checks sites: places them, measures them, and judges them by the rules. Pure, on all processors.</summary>
public static class ScreeningRun
{
    /// <param name="sites">Points and plots.</param>
    /// <param name="layers">What is there.</param>
    /// <param name="rules">The location rules.</param>
    /// <param name="groups">The groups to judge for, where a site does not name its own.</param>
    /// <param name="mayKnowHomes">Whether who asks may know where facilities and municipal flats are.</param>
    /// <param name="cancel">Stops the work.</param>
    public static ScreeningResult Run(
        IReadOnlyList<Site> sites,
        SiteLayers layers,
        RuleFile rules,
        IReadOnlyList<GroupCode> groups,
        bool mayKnowHomes = true,
        CancellationToken cancel = default)
    {
        var measured = Measure(sites, layers, mayKnowHomes, cancel);
        var book = new RuleBook(rules.Rules, [.. groups.Concat(sites.Select(site => site.Group).OfType<GroupCode>()).Distinct().Order()]);
        var result = new ScreeningResult(measured, layers, rules, groups, book);
        ForAll(sites.Count, result.Judge, cancel);
        return result;
    }

    /// <summary>Places and measures sites, those at the same place once; they can be judged again and again.</summary>
    /// <param name="sites">Points and plots.</param>
    /// <param name="layers">What is there.</param>
    /// <param name="mayKnowHomes">Whether who asks may know where facilities and municipal flats are.</param>
    /// <param name="cancel">Stops the work.</param>
    public static MeasuredSites Measure(
        IReadOnlyList<Site> sites, SiteLayers layers, bool mayKnowHomes = true, CancellationToken cancel = default)
    {
        var metrics = SiteMeasurement.NewTable(layers.Metrics, sites.Count);
        var (places, plots) = (new SitePlace[sites.Count], new PlotEstimate?[sites.Count]);
        var first = SamePlace.FirstOfEach(sites);
        ForAll(sites.Count, site =>
        {
            if (first[site] != site)
                return;
            var (reason, delbydel) = layers.Areas.Locate(sites[site].Geometry);
            places[site] = new SitePlace(reason, delbydel);
            plots[site] = Measure(sites[site], layers, places[site], metrics[site]);
            if (!mayKnowHomes)
                Withhold(metrics[site]);
        }, cancel);
        foreach (var site in Enumerable.Range(0, sites.Count).Where(site => first[site] != site))
        {
            metrics.Copy(first[site], site);
            (places[site], plots[site]) = (places[first[site]], plots[first[site]]);
        }

        return new MeasuredSites(sites, metrics, places, plots);
    }

    private static PlotEstimate? Measure(Site site, SiteLayers layers, SitePlace place, MetricValues values)
    {
        if (place.Unknown == UnknownReason.OutsideMunicipality || !SiteMeasurement.TryMeasure(layers.Metrics, site.Geometry, site.Units, site.IsAddress, values))
        {
            values.SetAllUnknown(UnknownReason.OutsideMunicipality);
            return null;
        }

        var figures = place.Delbydel is { } delbydel ? layers.Figures.GetValueOrDefault(delbydel.Code) ?? DelbydelFigures.Unknown : DelbydelFigures.Unknown;
        if (figures.MunicipalShare is { } share)
            values.Set(Metric.MunicipalShareDelbydel, share);
        if (figures.WorstTenthProbability is { } probability)
            values.Set(Metric.WorstTenthProbability, probability);
        var plot = PlotFit.Estimate(site.Geometry, PlotModel.Shipped, StandingBuildings.On(site.Geometry, layers.Metrics.Buildings));
        if (plot is not null)
            values.Set(Metric.PossibleUnits, plot.PossibleUnitsAtMost);
        return plot;
    }

    private static void Withhold(MetricValues values)
    {
        foreach (var metric in MetricDefinition.All.Where(metric => metric.IsSensitive))
            values.SetUnknown(metric.Metric, UnknownReason.Withheld);
    }

    internal static void ForAll(int count, Action<int> act, CancellationToken cancel) =>
        Parallel.ForEach(
            System.Collections.Concurrent.Partitioner.Create(0, Math.Max(1, count), Math.Clamp(count / 64, 1, 1000)),
            new ParallelOptions { CancellationToken = cancel },
            range =>
            {
                for (var i = range.Item1; i < Math.Min(range.Item2, count); i++)
                    act(i);
            });
}
