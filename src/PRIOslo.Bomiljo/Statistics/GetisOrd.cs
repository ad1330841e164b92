namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Getis–Ord statistics: whether high values, or low ones, lie together.</summary>
/// <remarks>
/// J. K. Ord and A. Getis (1995), Local spatial autocorrelation statistics, Geographical Analysis 27, 286–306, eqs. 7 and 14;
/// global G: A. Getis and J. K. Ord (1992), Geographical Analysis 24, 189–206. Default: spdep's <c>localG</c> and
/// <c>globalG.test</c> with binary weights, the area's own weight in Gi* being 1. Row-standardised weights give the same z, for they
/// scale the sum and its standard deviation alike; PySAL's esda keeps the variance of binary weights there and prints
/// z √((N/m − 1)/(N − 1)) instead, m being the members of the sum and N = n (Gi*) or n − 1 (Gi).
/// </remarks>
public static class GetisOrd
{
    /// <summary>
    /// G = Σᵢⱼ wᵢⱼ xᵢ xⱼ / Σᵢ≠ⱼ xᵢ xⱼ, with the mean and variance under randomisation (1992, eqs. 4–6, the coefficient of S₀² in B₁
    /// being 6 as in the 1993 correction).
    /// </summary>
    /// <param name="values">One per area, finite, 0 or more.</param>
    /// <param name="neighbours">Without the areas themselves.</param>
    /// <returns>NaN where fewer than four areas have neighbours, or fewer than two values are above 0.</returns>
    public static Deviate Global(ReadOnlySpan<double> values, Neighbours neighbours)
    {
        var constants = new WeightConstants(values, neighbours);
        double n = constants.Areas, s0 = constants.S0, s1 = constants.S1, s2 = constants.S2;
        double sum = 0, squares = 0, cubes = 0, fourths = 0, products = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var x = values[i];
            if (x < 0)
                throw new ArgumentOutOfRangeException(nameof(values), "The global G takes values of 0 or more.");
            products += x * neighbours.Lag(i, values);
            if (neighbours.IsIsland(i))
                continue;
            sum += x;
            squares += x * x;
            cubes += x * x * x;
            fourths += x * x * x * x;
        }

        var pairs = (sum * sum) - squares;
        if (n < 4 || pairs <= 0)
            return Deviate.Undefined;
        var b0 = (((n * n) - (3 * n) + 3) * s1) - (n * s2) + (3 * s0 * s0);
        var b1 = -((((n * n) - n) * s1) - (2 * n * s2) + (6 * s0 * s0));
        var b2 = -((2 * n * s1) - ((n + 3) * s2) + (6 * s0 * s0));
        var b3 = (4 * (n - 1) * s1) - (2 * (n + 1) * s2) + (8 * s0 * s0);
        var b4 = s1 - s2 + (s0 * s0);
        var expected = s0 / (n * (n - 1));
        var moments = (b0 * squares * squares) + (b1 * fourths) + (b2 * sum * sum * squares) + (b3 * sum * cubes) + (b4 * sum * sum * sum * sum);
        return new(
            products / pairs,
            expected,
            (moments / (pairs * pairs * n * (n - 1) * (n - 2) * (n - 3))) - (expected * expected));
    }

    /// <summary>Gi: the sum over the neighbours alone, mean and variance over all others.</summary>
    /// <inheritdoc cref="GiStar"/>
    public static Deviate[] Gi(ReadOnlySpan<double> values, Neighbours neighbours)
    {
        _ = new WeightConstants(values, neighbours);
        double n = values.Length, sum = 0, squares = 0;
        foreach (var x in values)
        {
            sum += x;
            squares += x * x;
        }

        var result = new Deviate[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var mean = (sum - values[i]) / (n - 1);
            var variance = ((squares - (values[i] * values[i])) / (n - 1)) - (mean * mean);
            result[i] = Sum(neighbours.Lag(i, values), neighbours.Of(i).Length, n - 1, mean, variance);
        }

        return result;
    }

    /// <summary>Gi*: the sum over the area and its neighbours, mean and variance over all areas.</summary>
    /// <param name="values">One per area, finite.</param>
    /// <param name="neighbours">Without the areas themselves; Gi* adds them.</param>
    /// <returns>
    /// The weighted sum with its mean and variance; <see cref="Deviate.Z"/> is what packages print. NaN where nothing is summed, and z is
    /// NaN where all values are equal.
    /// </returns>
    public static Deviate[] GiStar(ReadOnlySpan<double> values, Neighbours neighbours)
    {
        _ = new WeightConstants(values, neighbours);
        var mean = GlobalMoran.Mean(values);
        var variance = 0.0;
        foreach (var x in values)
            variance += (x - mean) * (x - mean) / values.Length;
        var result = new Deviate[values.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = Sum(neighbours.Lag(i, values) + values[i], neighbours.Of(i).Length + 1, values.Length, mean, variance);
        return result;
    }

    private static Deviate Sum(double sum, double members, double n, double mean, double variance)
    {
        if (members == 0)
            return Deviate.Undefined;
        return new(sum, members * mean, variance * ((n * members) - (members * members)) / (n - 1));
    }
}
