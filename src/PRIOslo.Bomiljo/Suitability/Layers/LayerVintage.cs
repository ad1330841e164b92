using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability.Layers;

/// <summary>One import of a layer that is in force.</summary>
/// <param name="VintageId">Key in <c>geo.vintage</c>.</param>
/// <param name="Layer">As <see cref="Metrics.LayerNames"/>.</param>
/// <param name="Year">The year that the layer stands for.</param>
/// <param name="Features">How many features it holds.</param>
/// <param name="ImportedOn">The Europe/Oslo day on which its file came in.</param>
/// <param name="IsApproximate">Built from centre points, for demonstration.</param>
/// <param name="Source">Who made it, as stated on import; empty where not.</param>
/// <param name="DatedOn">The day that it describes; null where not stated.</param>
/// <param name="Coverage">Polygons, EPSG:25832: outside them it says nothing; null where not stated.</param>
public sealed record LayerVintage(
    int VintageId,
    string Layer,
    int Year,
    int Features,
    DateOnly ImportedOn,
    bool IsApproximate,
    string Source = "",
    DateOnly? DatedOn = null,
    Geometry? Coverage = null)
{
    /// <summary>The stated day, else that of the import.</summary>
    public DateOnly Date => DatedOn ?? ImportedOn;
}
