namespace PRIOslo.Bomiljo.Statistics;

/// <summary>An area as per cent of the city: observed over expected events, the city being 100.</summary>
/// <remarks>
/// The indirectly standardised ratio 100 · O / E with E = Σ exposure · the city's rate per stratum (N. E. Breslow and N. E. Day
/// 1987, Statistical Methods in Cancer Research II, eq. 2.5); limits from <see cref="PoissonInterval.Widened"/>, E taken as known.
/// </remarks>
/// <param name="PerCent">100 where the area is as the city.</param>
/// <param name="Low">Lower limit, per cent.</param>
/// <param name="High">Upper limit, per cent.</param>
public readonly record struct StandardisedRatio(double PerCent, double Low, double High)
{
    /// <param name="observed">Events in the area, 0 or more.</param>
    /// <param name="expected">Events that the city's rate gives on the area's exposure, 0 or more.</param>
    /// <param name="dispersion">φ of the theme, 1 or more.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <returns>Null where nothing is expected: no exposure, or no event in the whole city.</returns>
    public static StandardisedRatio? For(
        int observed, double expected, double dispersion, double confidence = PoissonInterval.DefaultConfidence)
    {
        if (expected is not (>= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(expected), "The expected count is a finite number, 0 or more.");
        var interval = PoissonInterval.Widened(observed, dispersion, confidence);
        return expected == 0
            ? null
            : new StandardisedRatio(100 * observed / expected, 100 * interval.Low / expected, 100 * interval.High / expected);
    }

    /// <summary>Expected events per area: exposure times the city's rate, so that they sum to the observed ones.</summary>
    /// <param name="counts">Events per area, 0 or more.</param>
    /// <param name="exposures">Exposure per area, 0 or more; an area without exposure expects 0 and its events count in no rate.</param>
    public static double[] ExpectedFromCityRate(ReadOnlySpan<int> counts, ReadOnlySpan<double> exposures)
    {
        if (counts.Length != exposures.Length)
            throw new ArgumentException("One exposure per area.", nameof(exposures));
        double events = 0, exposure = 0;
        for (var area = 0; area < counts.Length; area++)
        {
            if (exposures[area] is not (>= 0 and < double.PositiveInfinity))
                throw new ArgumentOutOfRangeException(nameof(exposures), "An exposure is a finite number, 0 or more.");
            events += exposures[area] > 0 ? counts[area] : 0;
            exposure += exposures[area];
        }

        var expected = new double[counts.Length];
        for (var area = 0; area < counts.Length; area++)
            expected[area] = exposure == 0 ? 0 : exposures[area] * events / exposure;
        return expected;
    }
}
