namespace PRIOslo.Bomiljo.Suitability.Layers;

/// <summary>What is known of a delbydel as a whole.</summary>
/// <param name="MunicipalShare">Municipal dwellings among its dwellings, 0 to 1; null where not known.</param>
/// <param name="WorstTenthProbability">That its index is among the worst tenth, 0 to 1; null where not measured.</param>
public sealed record DelbydelFigures(double? MunicipalShare, double? WorstTenthProbability)
{
    public static DelbydelFigures Unknown { get; } = new(null, null);
}
