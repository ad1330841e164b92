namespace PRIOslo.Bomiljo.Statistics;

/// <summary>The distribution of a count with mean μ and variance φμ: Poisson at φ = 1, else negative binomial.</summary>
/// <remarks>
/// The negative binomial of size μ/(φ − 1) («NB1», A. C. Cameron and P. K. Trivedi 1998, Regression Analysis of Count Data, section 3.3),
/// by the recursions p(k+1)/p(k) = μ/(k+1), and (k + size)/(k+1) · (1 − 1/φ).
/// </remarks>
public sealed class CountDistribution
{
    private const double Negligible = 1e-18;
    private const double LeastOverdispersion = 1e-9;

    /// <param name="mean">μ, 0 or more.</param>
    /// <param name="dispersion">φ, 1 or more.</param>
    public CountDistribution(double mean, double dispersion)
    {
        Dispersion.Check(dispersion);
        if (mean is not (>= 0 and < int.MaxValue / 4.0))
            throw new ArgumentOutOfRangeException(nameof(mean), "The mean is a number of events, 0 or more.");
        var over = dispersion - 1;
        var size = over < LeastOverdispersion ? double.PositiveInfinity : mean / over;
        var mode = mean == 0 ? 0 : double.IsInfinity(size) ? (int)mean : (int)Math.Max(0, (size - 1) * over);

        var below = Walk(mode, -1);
        var above = Walk(mode, +1);
        First = mode - below.Count;
        below.Reverse();
        Probabilities = [.. below, 1, .. above];
        var sum = Probabilities.Sum();
        for (var i = 0; i < Probabilities.Length; i++)
            Probabilities[i] /= sum;

        List<double> Walk(int from, int step)
        {
            var terms = new List<double>();
            var term = 1.0;
            for (var k = from; ; k += step)
            {
                term = step > 0 ? term * Ratio(k) : k == 0 ? 0 : term / Ratio(k - 1);
                if (term < Negligible)
                    return terms;
                terms.Add(term);
            }
        }

        double Ratio(int k) => double.IsInfinity(size) ? mean / (k + 1.0) : (k + size) / (k + 1.0) * (over / dispersion);
    }

    /// <summary>The smallest count with more than a negligible probability.</summary>
    public int First { get; }

    /// <summary>P(First), P(First + 1), …; they sum to 1.</summary>
    public double[] Probabilities { get; }

    /// <summary>
    /// The count at which the distribution function reaches a probability, interpolated between whole counts: with r the smallest
    /// count of P(X ≤ r) ≥ p, it is r − (P(X ≤ r) − p) / P(X = r).
    /// </summary>
    /// <remarks>D. J. Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24, appendix A.1.1.</remarks>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <returns>May lie as low as −1 below the smallest count.</returns>
    public double InterpolatedQuantile(double probability)
    {
        if (probability is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), "The probability lies above 0 and below 1.");
        var cumulative = 0.0;
        var place = 0;
        for (; place < Probabilities.Length - 1; place++)
        {
            if (cumulative + Probabilities[place] >= probability)
                break;
            cumulative += Probabilities[place];
        }

        return First + place - ((cumulative + Probabilities[place] - probability) / Probabilities[place]);
    }
}
