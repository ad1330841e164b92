using PRIOslo.Bomiljo.Suitability.Layers;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>What to keep in mind about the layers behind an answer: those that are older than <see cref="LayerTerms"/> allows. Pure.</summary>
public static class LayerWarnings
{
    /// <summary>The layers behind some screenings; of delbydelers' own figures the oldest that a site met.</summary>
    /// <returns>One a layer, by its name.</returns>
    public static IReadOnlyList<WarningReport> Of(params IEnumerable<ScreeningResult> screenings) => Of(screenings.SelectMany(result =>
        result.Places.Select(place => place.Delbydel?.Code).Distinct(StringComparer.Ordinal).Select(result.Layers.In)));

    /// <summary>The layers behind one place: see <see cref="SiteLayers.In"/>.</summary>
    /// <returns>One a layer, by its name.</returns>
    public static IReadOnlyList<WarningReport> Of(SiteLayers layers) => Of([layers]);

    private static IReadOnlyList<WarningReport> Of(IEnumerable<SiteLayers> read) =>
    [
        .. read.SelectMany(layers => layers.Outdated(LayerTerms.Shipped)).GroupBy(vintage => vintage.Layer, StringComparer.Ordinal)
            .OrderBy(layer => layer.Key, StringComparer.Ordinal)
            .Select(layer => new WarningReport("layer-outdated", layer.Key, layer.Min(vintage => vintage.Date))),
    ];
}
