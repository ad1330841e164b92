using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Where a site lies.</summary>
/// <param name="Unknown">Why nothing can be said about the place as such; <see cref="UnknownReason.None"/> in the municipality.</param>
/// <param name="Delbydel">Null where the site lies in none.</param>
public readonly record struct SitePlace(UnknownReason Unknown, NamedDelbydel? Delbydel);
