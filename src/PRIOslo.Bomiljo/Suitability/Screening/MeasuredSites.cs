using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Plots;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Sites, placed and measured, before any rule.</summary>
/// <param name="Sites">The sites.</param>
/// <param name="Metrics">One row a site.</param>
/// <param name="Places">One a site.</param>
/// <param name="Plots">What each plot is estimated to hold; null for points.</param>
public sealed record MeasuredSites(
    IReadOnlyList<Site> Sites, MetricTable Metrics, IReadOnlyList<SitePlace> Places, IReadOnlyList<PlotEstimate?> Plots);
