using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

/// <summary>What is known of a delbydel as a whole.</summary>
/// <param name="MunicipalShare">Municipal dwellings among its dwellings, 0 to 1; null where not known.</param>
/// <param name="WorstTenthProbability">That its index is among the worst tenth, 0 to 1; null where not measured.</param>
/// <param name="MunicipalYear">The year of the municipal share; null where that is not known.</param>
/// <param name="MeasuredYear">The year of the probability; null where that is not measured.</param>
public sealed record DelbydelFigures(double? MunicipalShare, double? WorstTenthProbability, int? MunicipalYear = null, int? MeasuredYear = null)
{
    public static DelbydelFigures Unknown { get; } = new(null, null);

    /// <returns>The year of the figures that a metric takes from the layer; null where there are none, or the layer is another.</returns>
    public int? YearOf(string layer) => layer switch
    {
        LayerNames.Population => MunicipalYear,
        LayerNames.Index => MeasuredYear,
        _ => null,
    };
}
