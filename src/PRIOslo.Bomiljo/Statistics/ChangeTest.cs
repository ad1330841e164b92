using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Whether the rate changed from one year to the next, never a bare per cent.</summary>
/// <remarks>
/// Exact conditional test: given n = k₁ + k₂, k₂ is binomial with π = E₂/(E₁ + E₂) under equal rates (J. Przyborowski and
/// H. Wilenski 1940, Biometrika 31, 313–323). Tails by the incomplete beta function, P(X ≥ k) = I(π; k, n − k + 1), into which
/// the effective counts k/φ go; the p-value is twice the smaller tail, at most 1, and so agrees with the Clopper–Pearson
/// interval (M. P. Fay 2010, Biostatistics 11, 373–374, «central»).
/// </remarks>
/// <param name="RateRatio">This year's rate over last year's; infinite from none, NaN where both years have none.</param>
/// <param name="Low">Lower limit of the ratio, 0 or more.</param>
/// <param name="High">Upper limit of the ratio; may be infinite.</param>
/// <param name="PValue">Two-sided, above 0 and at most 1.</param>
public readonly record struct ChangeTest(double RateRatio, double Low, double High, double PValue)
{
    /// <param name="countBefore">Events last year, 0 or more.</param>
    /// <param name="exposureBefore">Exposure last year, 0 or more.</param>
    /// <param name="countAfter">Events this year, 0 or more.</param>
    /// <param name="exposureAfter">Exposure this year, same unit, 0 or more.</param>
    /// <param name="dispersion">φ of the theme, 1 or more.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <returns>Null where a year has no exposure: nothing to compare.</returns>
    public static ChangeTest? For(
        int countBefore, double exposureBefore, int countAfter, double exposureAfter, double dispersion,
        double confidence = PoissonInterval.DefaultConfidence)
    {
        Dispersion.Check(dispersion);
        ArgumentOutOfRangeException.ThrowIfNegative(countBefore);
        ArgumentOutOfRangeException.ThrowIfNegative(countAfter);
        if (exposureBefore is not (>= 0 and < double.PositiveInfinity) || exposureAfter is not (>= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(exposureBefore), "An exposure is a finite number, 0 or more.");
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), "The confidence lies above 0 and below 1.");
        if (exposureBefore == 0 || exposureAfter == 0)
            return null;
        if (countBefore + countAfter == 0)
            return new(double.NaN, 0, double.PositiveInfinity, 1);

        double before = countBefore / dispersion, after = countAfter / dispersion, tail = (1 - confidence) / 2;
        var share = exposureAfter / (exposureBefore + exposureAfter);
        var atLeast = after == 0 ? 1 : SpecialFunctions.BetaRegularized(after, before + 1, share);
        var atMost = before == 0 ? 1 : SpecialFunctions.BetaRegularized(before, after + 1, 1 - share);
        var exposureRatio = exposureBefore / exposureAfter;
        return new(
            countAfter / (double)countBefore * exposureRatio,
            after == 0 ? 0 : Odds(Beta.InvCDF(after, before + 1, tail)) * exposureRatio,
            before == 0 ? double.PositiveInfinity : exposureRatio / Odds(Beta.InvCDF(before, after + 1, tail)),
            Math.Clamp(2 * Math.Min(atLeast, atMost), double.Epsilon, 1));
    }

    private static double Odds(double probability) => probability / (1 - probability);
}
