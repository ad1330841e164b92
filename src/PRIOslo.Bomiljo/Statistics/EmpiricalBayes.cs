namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Which mean the spread inside a neighbourhood is taken about; the packages differ.</summary>
public enum LocalSpread
{
    /// <summary>C(i) = Σⱼ nⱼ (xⱼ − m(j))², each neighbour about its own neighbourhood's mean: spdep's <c>EBlocal</c>, the default.</summary>
    AboutOwnMeans,

    /// <summary>C(i) = Σⱼ nⱼ (xⱼ − m(i))²: Marshall's text, GeoDa, and spdep with <c>geoda = TRUE</c>.</summary>
    AboutCommonMean,
}

/// <summary>Gamma–Poisson shrinkage of rates, for display: never tested on.</summary>
/// <remarks>
/// R. J. Marshall (1991), Mapping disease and mortality rates using empirical Bayes estimators, Applied Statistics 40,
/// 283–294, eqs. 3–6. With counts k, exposures n and raw rates x = k/n: b = Σk / Σn, s² = Σ n(x − b)² / Σn,
/// a = s² − φ b / n̄ (0 where negative), and the estimate is b + (x − b) a / (a + φ b / n). It is the mean of a gamma
/// posterior with the prior mean b and variance a, the count and exposure divided by φ; Marshall's own has φ = 1.
/// </remarks>
public static class EmpiricalBayes
{
    /// <param name="PriorMean">b: the city's rate, events per unit of exposure.</param>
    /// <param name="PriorVariance">a: the variance between areas; 0 puts every area at b.</param>
    /// <param name="Areas">One posterior per area; an area without exposure keeps the prior.</param>
    public sealed record GlobalResult(double PriorMean, double PriorVariance, GammaPosterior[] Areas);

    /// <param name="counts">Events per area, 0 or more.</param>
    /// <param name="exposures">Exposure per area, 0 or more; areas without exposure give nothing to a and b.</param>
    /// <param name="dispersion">φ, 1 or more.</param>
    /// <returns>Without any exposure or event all figures are 0.</returns>
    public static GlobalResult Global(ReadOnlySpan<int> counts, ReadOnlySpan<double> exposures, double dispersion = 1)
    {
        Check(counts, exposures, dispersion);
        double events = 0, exposure = 0, spread = 0;
        var areas = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            if (exposures[i] == 0)
                continue;
            events += counts[i];
            exposure += exposures[i];
            areas++;
        }

        if (events == 0)
            return new(0, 0, new GammaPosterior[counts.Length]);

        var mean = events / exposure;
        for (var i = 0; i < counts.Length; i++)
        {
            if (exposures[i] > 0)
                spread += Squared((counts[i] / exposures[i]) - mean) * exposures[i];
        }

        var variance = Math.Max(0, (spread / exposure) - (dispersion * mean * areas / exposure));
        var posteriors = new GammaPosterior[counts.Length];
        for (var i = 0; i < counts.Length; i++)
            posteriors[i] = Posterior(counts[i], exposures[i], mean, variance, dispersion);
        return new(mean, variance, posteriors);
    }

    /// <summary>The same with b(i) and a(i) from the area and its neighbours (self included, n̄ over the neighbourhood).</summary>
    /// <param name="neighbours">Without the areas themselves.</param>
    /// <param name="spread">Which mean the spread is taken about; the results differ most where events are rare.</param>
    /// <returns>
    /// One estimate per area. An island (no neighbour with exposure) takes its global posterior, where spdep leaves the raw rate;
    /// where the neighbourhood has no variance the estimate is its mean m(i); where it has no event, 0.
    /// </returns>
    /// <inheritdoc cref="Global"/>
    public static GammaPosterior[] Local(
        ReadOnlySpan<int> counts, ReadOnlySpan<double> exposures, Neighbours neighbours,
        LocalSpread spread = LocalSpread.AboutOwnMeans, double dispersion = 1)
    {
        Check(counts, exposures, dispersion);
        if (neighbours.Count != counts.Length)
            throw new ArgumentException("One list of neighbours per area.", nameof(neighbours));

        var global = Global(counts, exposures, dispersion);
        var means = NeighbourhoodRates(counts, exposures, neighbours);
        var result = new GammaPosterior[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            double exposure = 0, squares = 0;
            var areas = 0;
            Add(i, counts, exposures);
            foreach (var j in neighbours.Of(i))
                Add(j, counts, exposures);
            var mean = means[i];
            var island = areas - (exposures[i] > 0 ? 1 : 0) == 0;
            var variance = exposure == 0 ? 0 : Math.Max(0, (squares / exposure) - (dispersion * mean * areas / exposure));
            result[i] = island ? global.Areas[i] : Posterior(counts[i], exposures[i], mean, variance, dispersion);

            void Add(int j, ReadOnlySpan<int> counts, ReadOnlySpan<double> exposures)
            {
                if (exposures[j] == 0)
                    return;
                var about = spread == LocalSpread.AboutCommonMean ? means[i] : means[j];
                squares += exposures[j] * Squared((counts[j] / exposures[j]) - about);
                exposure += exposures[j];
                areas++;
            }
        }

        return result;
    }

    /// <summary>The spatial rate: events over exposure of the area and its neighbours; 0 where there is no exposure.</summary>
    public static double[] NeighbourhoodRates(ReadOnlySpan<int> counts, ReadOnlySpan<double> exposures, Neighbours neighbours)
    {
        var rates = new double[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            double events = exposures[i] > 0 ? counts[i] : 0, exposure = exposures[i];
            foreach (var j in neighbours.Of(i))
            {
                events += exposures[j] > 0 ? counts[j] : 0;
                exposure += exposures[j];
            }

            rates[i] = exposure == 0 ? 0 : events / exposure;
        }

        return rates;
    }

    private static GammaPosterior Posterior(int count, double exposure, double mean, double variance, double dispersion)
    {
        if (variance == 0 || exposure == 0)
            return new(mean, variance);
        var weight = variance / (variance + (dispersion * mean / exposure));
        return new(mean + (weight * ((count / exposure) - mean)), PosteriorVariance());

        // Gamma shape over rate²: the prior's rate is b/a, and the data add n/φ.
        double PosteriorVariance()
        {
            var rate = (mean / variance) + (exposure / dispersion);
            return ((mean * mean / variance) + (count / dispersion)) / (rate * rate);
        }
    }

    private static void Check(ReadOnlySpan<int> counts, ReadOnlySpan<double> exposures, double dispersion)
    {
        Dispersion.Check(dispersion);
        if (counts.Length != exposures.Length)
            throw new ArgumentException("One exposure per area.", nameof(exposures));
        for (var i = 0; i < counts.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(counts[i], nameof(counts));
            if (exposures[i] is not (>= 0 and < double.PositiveInfinity))
                throw new ArgumentOutOfRangeException(nameof(exposures), "An exposure is a finite number, 0 or more.");
        }
    }

    private static double Squared(double value) => value * value;
}
