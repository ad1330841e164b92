using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>What to keep in mind about the layers behind an answer: those that are older than <see cref="LayerTerms"/> allows, and dwelling units that reach no home. Pure.</summary>
public static class LayerWarnings
{
    /// <summary>The layers behind some screenings; of delbydelers' own figures the oldest that a site met.</summary>
    /// <returns>One an old layer, by its name; then that of the dwelling units.</returns>
    public static IReadOnlyList<WarningReport> Of(params IEnumerable<ScreeningResult> screenings) => Of([.. screenings.SelectMany(result =>
        result.Places.Select(place => place.Delbydel?.Code).Distinct(StringComparer.Ordinal).Select(result.Layers.In))]);

    /// <summary>The layers behind one place: see <see cref="SiteLayers.In"/>.</summary>
    /// <returns>One an old layer, by its name; then that of the dwelling units.</returns>
    public static IReadOnlyList<WarningReport> Of(SiteLayers layers) => Of((SiteLayers[])[layers]);

    private static IReadOnlyList<WarningReport> Of(IReadOnlyCollection<SiteLayers> read) =>
    [
        .. read.SelectMany(layers => layers.Outdated(LayerTerms.Shipped)).GroupBy(vintage => vintage.Layer, StringComparer.Ordinal)
            .OrderBy(layer => layer.Key, StringComparer.Ordinal)
            .Select(layer => new WarningReport(WarningReport.LayerOutdated, layer.Key, layer.Min(vintage => vintage.Date))),
        .. read.Select(layers => layers.Metrics.UnitsWithoutHome).Where(units => units > 0).Distinct()
            .Select(units => new WarningReport(WarningReport.UnitsWithoutHome, LayerNames.DwellingUnit, null) { Units = units }),
    ];
}
