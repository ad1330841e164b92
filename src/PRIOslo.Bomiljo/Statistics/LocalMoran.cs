namespace PRIOslo.Bomiljo.Statistics;

/// <summary>How an area and its neighbours lie about the mean (LISA classes).</summary>
public enum LisaClass
{
    /// <summary>Not significant, or an island.</summary>
    None,

    /// <summary>High among high: a cluster.</summary>
    HighHigh,

    /// <summary>Low among low.</summary>
    LowLow,

    /// <summary>High among low: stands alone.</summary>
    HighLow,

    /// <summary>Low among high.</summary>
    LowHigh,
}

/// <summary>Local Moran's I: whether an area is like its neighbours.</summary>
/// <remarks>
/// Convention of spdep's <c>localmoran</c>: Iᵢ = (zᵢ/m₂) Σⱼ wᵢⱼ zⱼ with m₂ = Σz²/n and binary weights (L. Anselin 1995, Local
/// indicators of spatial association, Geographical Analysis 27, eq. 12); mean and variance given zᵢ by R. R. Sokal, N. L. Oden and
/// B. A. Thomson (1998), Geographical Analysis 30, 331–354, appendix: E = −zᵢ² Wᵢ/((n − 1) m₂) and
/// Var = (zᵢ/m₂)² · n/(n − 2) · (Wᵢ₂ − Wᵢ²/(n − 1)) · (m₂ − zᵢ²/(n − 1)). PySAL's esda divides by n − 1 in m₂: its
/// Iᵢ is this one times (n − 1)/n. Row-standardised weights divide Iᵢ by the number of neighbours.
/// </remarks>
public static class LocalMoran
{
    /// <param name="values">One per area, finite.</param>
    /// <param name="neighbours">Without the areas themselves.</param>
    /// <returns>One per area; NaN for islands, and for all where the values are equal.</returns>
    public static Deviate[] Test(ReadOnlySpan<double> values, Neighbours neighbours)
    {
        _ = new WeightConstants(values, neighbours);
        double n = values.Length;
        var centred = Centred(values);
        var m2 = centred.Sum(z => z * z) / n;
        var result = new Deviate[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            if (neighbours.IsIsland(i) || m2 == 0)
            {
                result[i] = Deviate.Undefined;
                continue;
            }

            double z = centred[i], weight = neighbours.Of(i).Length;
            result[i] = new(
                z / m2 * neighbours.Lag(i, centred),
                -(z * z * weight) / ((n - 1) * m2),
                (z / m2) * (z / m2) * (n / (n - 2)) * (weight - (weight * weight / (n - 1))) * (m2 - (z * z / (n - 1))));
        }

        return result;
    }

    /// <summary>The class by the signs of zᵢ and of its neighbours' sum, both about the mean (PySAL's quadrants).</summary>
    /// <param name="pValues">One per area: those of the test chosen, adjusted or not; NaN is not significant.</param>
    /// <param name="level">An area with p at or below it has a class.</param>
    public static LisaClass[] Classes(
        ReadOnlySpan<double> values, Neighbours neighbours, ReadOnlySpan<double> pValues, double level = 0.05)
    {
        if (values.Length != pValues.Length)
            throw new ArgumentException("One p-value per area.", nameof(pValues));
        var centred = Centred(values);
        var classes = new LisaClass[values.Length];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = pValues[i] <= level ? Quadrant(centred[i], neighbours.Lag(i, centred)) : LisaClass.None;
        return classes;
    }

    internal static LisaClass Quadrant(double own, double others) => (own > 0, others > 0) switch
    {
        (true, true) => LisaClass.HighHigh,
        (false, false) => LisaClass.LowLow,
        (true, false) => LisaClass.HighLow,
        (false, true) => LisaClass.LowHigh,
    };

    private static double[] Centred(ReadOnlySpan<double> values)
    {
        var mean = GlobalMoran.Mean(values);
        var centred = values.ToArray();
        for (var i = 0; i < centred.Length; i++)
            centred[i] -= mean;
        return centred;
    }
}
