using MathNet.Numerics;

namespace PRIOslo.Bomiljo.Statistics;

/// <summary>What is believed of one area's rate or relative risk: a gamma distribution given by its moments.</summary>
/// <param name="Mean">Same unit as the rate, 0 or more.</param>
/// <param name="Variance">0 where the rate is taken as known (no variance between areas).</param>
public readonly record struct GammaPosterior(double Mean, double Variance)
{
    /// <summary>Mean² / variance; infinite for a known rate.</summary>
    public double Shape => Mean * Mean / Variance;

    /// <summary>The mean of the rate's logarithm, ψ(shape) + log scale; the mean must be above 0.</summary>
    public double MeanLog => Variance == 0 ? Math.Log(Mean) : SpecialFunctions.DiGamma(Shape) + Math.Log(Variance / Mean);

    /// <summary>P(rate &gt; threshold), 0–1: for «more than twice the city's rate», twice the prior mean.</summary>
    /// <param name="threshold">Same unit as <see cref="Mean"/>, 0 or more.</param>
    public double ProbabilityAbove(double threshold)
    {
        if (threshold is not >= 0)
            throw new ArgumentOutOfRangeException(nameof(threshold), "The threshold is 0 or more.");
        if (Variance == 0)
            return Mean > threshold ? 1 : 0;
        return threshold == 0 ? 1 : SpecialFunctions.GammaUpperRegularized(Shape, threshold * Mean / Variance);
    }

    /// <param name="probability">Above 0 and below 1.</param>
    public double Quantile(double probability)
    {
        if (probability is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), "The probability lies above 0 and below 1.");
        return Variance == 0 ? Mean : SpecialFunctions.GammaLowerRegularizedInv(Shape, probability) * Variance / Mean;
    }
}
