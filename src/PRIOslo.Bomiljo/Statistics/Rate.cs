namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Events per <see cref="Per"/> units of exposure, with a interval.</summary>
/// <param name="Value">Events per <paramref name="Per"/> units.</param>
/// <param name="Low">Lower limit, same unit as <paramref name="Value"/>.</param>
/// <param name="High">Upper limit, same unit as <paramref name="Value"/>.</param>
/// <param name="Per">Units of exposure that the rate is stated for, such as 1000 residents.</param>
public readonly record struct Rate(double Value, double Low, double High, int Per)
{
    /// <summary>
    /// Per · k / E with the limits Per · Low / E and Per · High / E of <see cref="PoissonInterval.Widened"/>; the exposure is taken as
    /// known without error.
    /// </summary>
    /// <param name="count">Observed events k, 0 or more.</param>
    /// <param name="exposure">Residents, dwellings or km² (E), 0 or more.</param>
    /// <param name="per">Units of exposure that the rate is stated for, 1 or more.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <param name="dispersion">φ of the theme, 1 or more; 1 for independent events.</param>
    /// <returns>Null where the exposure is zero: no rate, which is not a rate of zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Rate? For(
        int count, double exposure, int per, double confidence = PoissonInterval.DefaultConfidence, double dispersion = 1)
    {
        if (exposure is not (>= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(exposure), "The exposure is a finite number, 0 or more.");
        ArgumentOutOfRangeException.ThrowIfLessThan(per, 1);
        var interval = PoissonInterval.Widened(count, dispersion, confidence);
        if (exposure == 0)
            return null;

        var scale = per / exposure;
        return new Rate(count * scale, interval.Low * scale, interval.High * scale, per);
    }
}
