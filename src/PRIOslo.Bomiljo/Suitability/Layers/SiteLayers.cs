using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

/// <summary>Everything that a site check reads, in memory.</summary>
/// <param name="Vintages">The layers' vintages; a layer that was never imported, or applies from a later year only, is absent.</param>
/// <param name="Areas">Municipality and delbydeler.</param>
/// <param name="Metrics">What the metrics read.</param>
public sealed record SiteLayers(IReadOnlyList<LayerVintage> Vintages, SiteAreas Areas, MetricLayers Metrics)
{
    /// <summary>By delbydel code.</summary>
    public IReadOnlyDictionary<string, DelbydelFigures> Figures { get; init; } = new Dictionary<string, DelbydelFigures>(StringComparer.Ordinal);

    /// <summary>The Europe/Oslo day on which the layers are used; null leaves their age alone.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>What a check in the delbydel reads: the layers, and the delbydel's own figures where it has any.</summary>
    /// <param name="delbydel">Its code; null for a place in none.</param>
    public SiteLayers In(string? delbydel)
    {
        var figures = delbydel is null ? null : Figures.GetValueOrDefault(delbydel);
        return figures is null ? this : this with
        {
            Vintages = [.. Vintages, .. new[] { LayerNames.Population, LayerNames.Index }.Select(layer => OfYear(layer, figures.YearOf(layer))).OfType<LayerVintage>()],
        };
    }

    /// <summary>The layers that are older than <see cref="LayerTerms"/> allows.</summary>
    public IEnumerable<LayerVintage> Outdated(LayerTerms terms) =>
        Today is { } today ? Vintages.Where(vintage => terms.IsOutdated(vintage.Layer, vintage.Date, today)) : [];

    /// <summary>Figures of a year describe it to its last day.</summary>
    private LayerVintage? OfYear(string layer, int? year) => year is { } known
        ? new LayerVintage(0, layer, known, Figures.Values.Count(figures => figures.YearOf(layer) is not null), new DateOnly(known, 12, 31), IsApproximate: false)
        : null;

    /// <summary>Reads the vintages in force and their features as of one moment.</summary>
    /// <remarks>The caller's transaction may see what others commit meanwhile: if a layer was imported while its features were
    /// read, all is read again.</remarks>
    /// <param name="connection">Open, in the name of somebody who may check sites.</param>
    /// <param name="year">The Europe/Oslo year.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<SiteLayers> LoadAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        var vintages = await LayerVintageQuery.RunAsync(connection, year, cancel);
        while (true)
        {
            var layers = await LoadAsync(connection, vintages, cancel);
            vintages = await LayerVintageQuery.RunAsync(connection, year, cancel);
            if (layers.AreOf(vintages))
                return layers;
        }
    }

    /// <returns>The layer's vintage, or null where none applies.</returns>
    public LayerVintage? Find(string layer) => Vintages.FirstOrDefault(vintage => vintage.Layer == layer);

    /// <summary>Whether these are still the layers in force.</summary>
    public bool AreOf(IReadOnlyList<LayerVintage> vintages) =>
        Vintages.Select(vintage => vintage.VintageId).SequenceEqual(vintages.Select(vintage => vintage.VintageId));

    /// <summary>Whether a check comes out the same with the other ones: the same layers, figures and day.</summary>
    public bool TellTheSameAs(SiteLayers other) => Today == other.Today && AreOf(other.Vintages)
        && Figures.Count == other.Figures.Count && Figures.All(figure => other.Figures.GetValueOrDefault(figure.Key) == figure.Value);

    private static async Task<SiteLayers> LoadAsync(
        NpgsqlConnection connection, IReadOnlyList<LayerVintage> vintages, CancellationToken cancel)
    {
        var areas = await AreaQuery.RunAsync(connection, vintages, cancel);
        var parts = new Dictionary<LayerPart, ShapeLayer>();
        foreach (var vintage in vintages.Where(vintage => LayerPartDefinition.All.Any(part => part.Layer == vintage.Layer)))
        {
            foreach (var (part, shapes) in await FeatureQuery.RunAsync(connection, vintage, cancel))
                parts[part] = shapes;
        }

        var (buildings, withoutHome) = vintages.FirstOrDefault(vintage => vintage.Layer == LayerNames.Building) is { } building
            ? await BuildingQuery.RunAsync(connection, building, parts.GetValueOrDefault(LayerPart.DwellingUnit), parts.GetValueOrDefault(LayerPart.NumberedUnit), cancel)
            : (ShapeLayer.Empty, null);
        if (MarkaOf(areas) is { } marka)
            parts[LayerPart.Marka] = marka;
        var terrain = vintages.FirstOrDefault(vintage => vintage.Layer == LayerNames.Terrain) is { } heights
            ? new Terrain(await TerrainStore.ReadAsync(connection, heights.VintageId, cancel))
            : null;
        var walking = vintages.FirstOrDefault(vintage => vintage.Layer == LayerNames.WalkingWay) is { } ways && parts.GetValueOrDefault(LayerPart.Transit) is { } stops
            ? new WalkingNetwork(await WalkingWayQuery.RunAsync(connection, ways, cancel), stops)
            : null;
        var places = new SiteAreas(areas);
        return new SiteLayers(vintages, places, new MetricLayers(buildings, parts, CoverageOf(vintages, places.City(), EmptyAreas.Of(areas, buildings))) { Terrain = terrain, Walking = walking, UnitsWithoutHome = withoutHome });
    }

    private static ShapeLayer? MarkaOf(IReadOnlyList<LayerArea> areas)
    {
        var shapes = new ShapeArraysBuilder();
        return areas.Any(area => area.Layer == LayerNames.Marka && shapes.TryAdd(area.Polygon)) ? ShapeLayer.OfFeatures(shapes.Build()) : null;
    }

    /// <summary>By layer: the stated coverage, else the city; buildings without a stated one say nothing of a delbydel in which they have none.</summary>
    /// <param name="vintages">The layers.</param>
    /// <param name="city">From <see cref="SiteAreas.City"/>; null: what is not stated covers everything.</param>
    /// <param name="empty">From <see cref="EmptyAreas"/>.</param>
    public static IReadOnlyDictionary<string, LayerCoverage> CoverageOf(IReadOnlyList<LayerVintage> vintages, Geometry? city, MultiPolygon empty)
    {
        var coverage = new Dictionary<string, LayerCoverage>(StringComparer.Ordinal);
        var within = city is null ? null : LayerCoverage.Within(city);
        foreach (var vintage in vintages)
        {
            if (vintage.Coverage is { } stated)
                coverage[vintage.Layer] = LayerCoverage.Within(stated);
            else if (within is not null)
                coverage[vintage.Layer] = vintage.Layer == LayerNames.Building && !empty.IsEmpty ? within.But(empty) : within;
        }

        return coverage;
    }
}
