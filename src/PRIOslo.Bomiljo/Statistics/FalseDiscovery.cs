namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Adjusted p-values (q) within one family of tests: marking q ≤ 0.05 keeps the expected share of false marks at 5 %.</summary>
/// <remarks>A p-value of NaN was not tested: it stays NaN and does not count in the family.</remarks>
public static class FalseDiscovery
{
    /// <summary>q₍ᵢ₎ = min over j ≥ i of m p₍ⱼ₎ / j; holds for independent and positively dependent tests.</summary>
    /// <remarks>Y. Benjamini and Y. Hochberg (1995), Journal of the Royal Statistical Society B 57, 289–300.</remarks>
    /// <param name="pValues">0–1, or NaN.</param>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues) => Adjust(pValues, harmonic: false);

    /// <summary>The same times Σ 1/j, j = 1 … m; holds under any dependence, and is the stricter one.</summary>
    /// <remarks>Y. Benjamini and D. Yekutieli (2001), Annals of Statistics 29, 1165–1188, theorem 1.3.</remarks>
    /// <inheritdoc cref="BenjaminiHochberg"/>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> pValues) => Adjust(pValues, harmonic: true);

    private static double[] Adjust(ReadOnlySpan<double> pValues, bool harmonic)
    {
        var values = pValues.ToArray();
        if (values.Any(p => p is < 0 or > 1))
            throw new ArgumentOutOfRangeException(nameof(pValues), "A p-value lies from 0 to 1.");
        var tested = Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i])).OrderByDescending(i => values[i]).ToArray();
        var factor = harmonic ? Enumerable.Range(1, tested.Length).Sum(j => 1.0 / j) : 1;
        var lowest = 1.0;
        for (var place = 0; place < tested.Length; place++)
        {
            var rank = tested.Length - place;
            lowest = Math.Min(lowest, values[tested[place]] * tested.Length * factor / rank);
            values[tested[place]] = lowest;
        }

        return values;
    }
}
