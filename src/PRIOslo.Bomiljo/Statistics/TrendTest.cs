using MathNet.Numerics.Distributions;

namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Whether the rate rises or falls over five or more unbroken years, and by how much a year.</summary>
/// <remarks>
/// Score test of a log-linear trend, rate ∝ exp(βt), given the total n: U(β) = Σ t k − n E(t), with variance φ n Var(t), where E and
/// Var are taken under shares pₜ ∝ Eₜ exp(βt) (P. Armitage 1955, Tests for linear trends in proportions and frequencies,
/// Biometrics 11, 375–386; for Poisson counts Breslow and Day 1987, eq. 3.12). z = (|U| − φ/2)/√Var, the half step φ/2 being the
/// continuity correction on the effective counts. The interval inverts the test; the estimate solves U(β) = 0.
/// </remarks>
/// <param name="AnnualRatio">exp(β): each year's rate over the year before's; NaN without events, 0 or infinite where all are in an end year.</param>
/// <param name="Low">Lower limit of the ratio.</param>
/// <param name="High">Upper limit of the ratio.</param>
/// <param name="PValue">Two-sided, above 0 and at most 1.</param>
public readonly record struct TrendTest(double AnnualRatio, double Low, double High, double PValue)
{
    /// <summary>A shorter series has no trend test («for kort serie»).</summary>
    public const int FewestYears = 5;
    private const double SteepestSlope = 50;

    /// <param name="firstYear">The year of the first count.</param>
    /// <param name="unbrokenSince">The first year that is comparable with the last: counts before it are left out.</param>
    /// <param name="counts">Events per year in order, 0 or more.</param>
    /// <param name="exposures">Exposure per year, above 0.</param>
    /// <param name="dispersion">φ of the theme, 1 or more.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    /// <returns>Null where fewer than <see cref="FewestYears"/> unbroken years are left.</returns>
    public static TrendTest? For(
        int firstYear, int unbrokenSince, ReadOnlySpan<int> counts, ReadOnlySpan<double> exposures, double dispersion,
        double confidence = PoissonInterval.DefaultConfidence)
    {
        Dispersion.Check(dispersion);
        if (counts.Length != exposures.Length)
            throw new ArgumentException("One exposure per year.", nameof(exposures));
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), "The confidence lies above 0 and below 1.");
        var skipped = Math.Clamp(unbrokenSince - firstYear, 0, counts.Length);
        var series = new Series(counts[skipped..].ToArray(), exposures[skipped..].ToArray(), dispersion);
        if (series.Years < FewestYears)
            return null;
        if (series.Total == 0)
            return new(double.NaN, 0, double.PositiveInfinity, 1);

        var z = -Normal.InvCDF(0, 1, (1 - confidence) / 2);
        var side = Math.Sign(series.Score(0));
        var p = 2 * Normal.CDF(0, 1, -Math.Max(0, side * series.Deviate(0, side)));
        return new(
            Math.Exp(Solve(series.Score)),
            Math.Exp(Solve(slope => series.Deviate(slope, 1) - z)),
            Math.Exp(Solve(slope => series.Deviate(slope, -1) + z)),
            Math.Clamp(p, double.Epsilon, 1));
    }

    /// <returns>Where a falling function crosses 0; minus or plus infinity where it does not.</returns>
    private static double Solve(Func<double, double> falling)
    {
        double low = -SteepestSlope, high = SteepestSlope;
        if (falling(low) <= 0)
            return double.NegativeInfinity;
        if (falling(high) >= 0)
            return double.PositiveInfinity;
        for (var step = 0; step < 80; step++)
        {
            var middle = (low + high) / 2;
            if (falling(middle) > 0)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    private sealed class Series
    {
        private readonly double[] _exposures;
        private readonly double _dispersion;
        private readonly double _weighted;

        public Series(int[] counts, double[] exposures, double dispersion)
        {
            for (var t = 0; t < counts.Length; t++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(counts[t], nameof(counts));
                if (exposures[t] is not (> 0 and < double.PositiveInfinity))
                    throw new ArgumentOutOfRangeException(nameof(exposures), "An exposure is a finite number above 0.");
                Total += counts[t];
                _weighted += (double)t * counts[t];
            }

            (_exposures, _dispersion) = (exposures, dispersion);
        }

        public int Years => _exposures.Length;

        public double Total { get; }

        public double Score(double slope) => _weighted - (Total * Moments(slope).Mean);

        /// <param name="side">+1 or −1: which way the continuity correction pulls towards 0.</param>
        public double Deviate(double slope, int side)
        {
            var (mean, variance) = Moments(slope);
            return (_weighted - (Total * mean) - (side * _dispersion / 2)) / Math.Sqrt(_dispersion * Total * variance);
        }

        private (double Mean, double Variance) Moments(double slope)
        {
            double sum = 0, first = 0, second = 0;
            var centre = slope > 0 ? Years - 1 : 0;
            for (var t = 0; t < Years; t++)
            {
                var share = _exposures[t] * Math.Exp(slope * (t - centre));
                sum += share;
                first += share * (t - centre);
                second += share * (t - centre) * (t - centre);
            }

            var mean = first / sum;
            return (mean + centre, Math.Max(double.Epsilon, (second / sum) - (mean * mean)));
        }
    }
}
