namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Moran's I: whether neighbouring areas are alike over the whole city.</summary>
/// <remarks>
/// I = (n/S₀) Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σ zᵢ², z = x − x̄, binary weights; mean −1/(n − 1) and the variance under randomisation of
/// A. D. Cliff and J. K. Ord (1981), Spatial Processes, eq. 1.44, as spdep's <c>moran.test</c>. n counts areas with neighbours
/// (spdep's <c>adjust.n</c>).
/// </remarks>
public static class GlobalMoran
{
    /// <param name="values">One per area, finite.</param>
    /// <param name="neighbours">Without the areas themselves.</param>
    /// <returns>NaN where fewer than four areas have neighbours, or all values are equal.</returns>
    public static Deviate Test(ReadOnlySpan<double> values, Neighbours neighbours)
    {
        var constants = new WeightConstants(values, neighbours);
        var mean = Mean(values);
        double n = constants.Areas, s0 = constants.S0;
        double squares = 0, fourths = 0, products = 0;
        var centred = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            centred[i] = values[i] - mean;
            squares += centred[i] * centred[i];
            fourths += Math.Pow(centred[i], 4);
        }

        if (n < 4 || squares == 0)
            return Deviate.Undefined;
        for (var i = 0; i < values.Length; i++)
            products += centred[i] * neighbours.Lag(i, centred);

        // As spdep: the sums, and with them the kurtosis, run over all areas, islands too.
        var kurtosis = values.Length * fourths / (squares * squares);
        var variance = (n * ((constants.S1 * ((n * n) - (3 * n) + 3)) - (n * constants.S2) + (3 * s0 * s0)))
            - (kurtosis * ((constants.S1 * ((n * n) - n)) - (2 * n * constants.S2) + (6 * s0 * s0)));
        var expected = -1 / (n - 1);
        return new(
            n / s0 * products / squares,
            expected,
            (variance / ((n - 1) * (n - 2) * (n - 3) * s0 * s0)) - (expected * expected));
    }

    internal static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
