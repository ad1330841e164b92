namespace PRIOslo.Bomiljo.Statistics;

/// <summary>The band of observed over expected (city = 100) that an area of this size stays in by chance.</summary>
/// <remarks>
/// D. J. Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24, 1185–1202: the
/// interpolated quantiles of the count at the city's rate, here of variance φ times the mean.
/// </remarks>
/// <param name="Low">Per cent of the city, 0 or more.</param>
/// <param name="High">Per cent of the city.</param>
public readonly record struct FunnelLimits(double Low, double High)
{
    /// <summary>Warning: about two standard deviations.</summary>
    public const double Inner = 0.95;

    /// <summary>Alarm: about three standard deviations.</summary>
    public const double Outer = 0.998;

    /// <param name="expected">Expected events, above 0.</param>
    /// <param name="dispersion">φ of the theme, 1 or more.</param>
    /// <param name="coverage">Share of areas inside by chance: <see cref="Inner"/> or <see cref="Outer"/>.</param>
    public static FunnelLimits For(double expected, double dispersion, double coverage)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expected);
        var counts = new CountDistribution(expected, dispersion);
        return new(
            100 * Math.Max(0, counts.InterpolatedQuantile((1 - coverage) / 2)) / expected,
            100 * counts.InterpolatedQuantile((1 + coverage) / 2) / expected);
    }
}
