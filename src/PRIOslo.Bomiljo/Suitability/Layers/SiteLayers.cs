using Npgsql;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

/// <summary>Everything that a site check reads, in memory.</summary>
/// <param name="Vintages">The layers' vintages; a layer that was never imported is absent.</param>
/// <param name="Areas">Municipality and delbydeler.</param>
/// <param name="Metrics">What the metrics read.</param>
public sealed record SiteLayers(IReadOnlyList<LayerVintage> Vintages, SiteAreas Areas, MetricLayers Metrics)
{
    /// <summary>Reads the vintages in force and their features as of one moment.</summary>
    /// <remarks>The caller's transaction may see what others commit meanwhile: if a layer was imported while its features were
    /// read, all is read again.</remarks>
    public static async Task<SiteLayers> LoadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var vintages = await LayerVintageQuery.RunAsync(connection, cancel);
        while (true)
        {
            var layers = await LoadAsync(connection, vintages, cancel);
            vintages = await LayerVintageQuery.RunAsync(connection, cancel);
            if (layers.AreOf(vintages))
                return layers;
        }
    }

    private static async Task<SiteLayers> LoadAsync(
        NpgsqlConnection connection, IReadOnlyList<LayerVintage> vintages, CancellationToken cancel)
    {
        return new SiteLayers(
            vintages,
            await AreaQuery.RunAsync(connection, vintages, cancel),
            new MetricLayers(
                Find(vintages, LayerNames.Building) is { } building
                    ? await BuildingQuery.RunAsync(connection, building, cancel)
                    : ShapeLayer.Empty,
                await FeaturesAsync(LayerNames.Business),
                await FeaturesAsync(LayerNames.School),
                await FeaturesAsync(LayerNames.Kindergarten)));

        async Task<ShapeLayer> FeaturesAsync(string layer) =>
            Find(vintages, layer) is { } vintage ? await FeatureQuery.RunAsync(connection, vintage, cancel) : ShapeLayer.Empty;
    }

    /// <returns>The layer's vintage, or null where it was never imported.</returns>
    public LayerVintage? Find(string layer) => Find(Vintages, layer);

    private static LayerVintage? Find(IReadOnlyList<LayerVintage> vintages, string layer) =>
        vintages.FirstOrDefault(vintage => vintage.Layer == layer);

    /// <summary>Whether these are still the layers in force.</summary>
    public bool AreOf(IReadOnlyList<LayerVintage> vintages) => Vintages.SequenceEqual(vintages);
}
