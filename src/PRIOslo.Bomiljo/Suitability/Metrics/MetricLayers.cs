namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>The layers that the metrics read; a building layer without shapes counts as missing.</summary>
public sealed class MetricLayers
{
    private readonly ShapeLayer?[] _parts = new ShapeLayer?[LayerPartDefinition.All.Count];

    /// <param name="buildings">Buildings; <see cref="BuildingKinds.BuiltUp"/> is marked on those of a built-up area.</param>
    /// <param name="parts">The parts of the layers that are there; one without shapes says that the layer holds none of the kind.</param>
    /// <param name="coverage">By layer: where it is known to tell anything; a layer not named covers everything.</param>
    public MetricLayers(
        ShapeLayer buildings,
        IReadOnlyDictionary<LayerPart, ShapeLayer>? parts = null,
        IReadOnlyDictionary<string, LayerCoverage>? coverage = null)
    {
        Buildings = buildings;
        Coverages = [.. (coverage ?? new Dictionary<string, LayerCoverage>(StringComparer.Ordinal)).GroupBy(layer => layer.Value, layer => layer.Key)
            .Select(layers => (layers.Key, (IReadOnlyList<string>)[.. layers]))];
        foreach (var (part, layer) in parts ?? new Dictionary<LayerPart, ShapeLayer>())
            _parts[(int)part] = layer;
    }

    public ShapeLayer Buildings { get; }

    /// <summary>The ground; null where the layer is missing.</summary>
    public Terrain? Terrain { get; init; }

    /// <summary>The ways that one may walk to the stops; null where the layer of either is missing.</summary>
    public WalkingNetwork? Walking { get; init; }

    /// <summary>How many dwelling units reach no home (<see cref="UnitsOfBuildings"/>); null where they or the buildings are missing.</summary>
    public int? UnitsWithoutHome { get; init; }

    /// <summary>Where layers are known to tell anything, each with the layers that end so.</summary>
    public IReadOnlyList<(LayerCoverage Coverage, IReadOnlyList<string> Layers)> Coverages { get; }

    /// <summary>The part, or null where its layer is missing.</summary>
    public ShapeLayer? this[LayerPart part] => _parts[(int)part];
}
