using MathNet.Numerics.Distributions;

namespace PRIOslo.Bomiljo.Statistics;

/// <summary>A statistic with its mean and variance under no association, and what follows from them.</summary>
/// <param name="Value">The statistic; NaN for an island.</param>
/// <param name="Expected">Its mean under the null hypothesis.</param>
/// <param name="Variance">Its variance under the null hypothesis.</param>
public readonly record struct Deviate(double Value, double Expected, double Variance)
{
    internal static readonly Deviate Undefined = new(double.NaN, double.NaN, double.NaN);

    /// <summary>(Value − Expected) / √Variance; NaN where the values do not vary.</summary>
    public double Z => (Value - Expected) / Math.Sqrt(Variance);

    /// <summary>P(Z ≥ z) by the normal distribution: spdep's default for the global statistics.</summary>
    public double PGreater => Normal.CDF(0, 1, -Z);

    /// <summary>2 P(Z ≥ |z|) by the normal distribution: spdep's default for the local ones.</summary>
    public double PTwoSided => 2 * Normal.CDF(0, 1, -Math.Abs(Z));
}
