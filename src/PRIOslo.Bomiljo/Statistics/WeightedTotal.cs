using MathNet.Numerics;

namespace PRIOslo.Bomiljo.Statistics;

/// <summary>A severity-weighted total Σ wⱼ kⱼ with an interval for its mean.</summary>
/// <remarks>
/// The total is compound Poisson. Gamma limits of M. P. Fay and E. J. Feuer (1997), Confidence intervals for directly standardized
/// rates, Statistics in Medicine 16, 791–801, eqs. 5–6, with y = Σ wk, v = φ Σ w²k and w* = φ max w:
/// Low = (v/2y) χ²(α/2; 2y²/v), High = ((v + w*²)/2(y + w*)) χ²(1 − α/2; 2(y + w*)²/(v + w*²)).
/// With all weights 1 they are those of <see cref="PoissonInterval.Exact"/>, widened.
/// </remarks>
/// <param name="Value">The total in units of the weights.</param>
/// <param name="Low">Lower limit, same unit, 0 or more.</param>
/// <param name="High">Upper limit, same unit.</param>
public readonly record struct WeightedTotal(double Value, double Low, double High)
{
    /// <param name="counts">Events per category, 0 or more.</param>
    /// <param name="weights">Severity per event of each category, 0 or more and not all 0.</param>
    /// <param name="dispersion">φ of the theme, 1 or more.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    public static WeightedTotal For(
        ReadOnlySpan<int> counts, ReadOnlySpan<double> weights, double dispersion, double confidence = PoissonInterval.DefaultConfidence)
    {
        Dispersion.Check(dispersion);
        if (counts.Length != weights.Length)
            throw new ArgumentException("One weight per category.", nameof(weights));
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), "The confidence lies above 0 and below 1.");

        double total = 0, variance = 0, largest = 0;
        for (var category = 0; category < counts.Length; category++)
        {
            var weight = weights[category];
            ArgumentOutOfRangeException.ThrowIfNegative(counts[category], nameof(counts));
            if (weight is not (>= 0 and < double.PositiveInfinity))
                throw new ArgumentOutOfRangeException(nameof(weights), "A weight is a finite number, 0 or more.");
            total += weight * counts[category];
            variance += dispersion * weight * weight * counts[category];
            largest = Math.Max(largest, dispersion * weight);
        }

        if (largest == 0)
            throw new ArgumentOutOfRangeException(nameof(weights), "At least one weight is above 0.");
        var tail = (1 - confidence) / 2;
        return new(
            total,
            total == 0 ? 0 : Quantile(total, variance, tail),
            Quantile(total + largest, variance + (largest * largest), 1 - tail));
    }

    /// <summary>The quantile of a gamma distribution with the mean and variance given.</summary>
    private static double Quantile(double mean, double variance, double probability) =>
        variance / mean * SpecialFunctions.GammaLowerRegularizedInv(mean * mean / variance, probability);
}
