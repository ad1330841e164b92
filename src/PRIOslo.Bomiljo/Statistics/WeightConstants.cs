namespace PRIOslo.Bomiljo.Statistics;

/// <summary>The sums over binary weights that the variances of the global statistics are made of.</summary>
/// <remarks>S₀ = Σ wᵢⱼ, S₁ = ½ Σ (wᵢⱼ + wⱼᵢ)², S₂ = Σ (wᵢ. + w.ᵢ)² (A. D. Cliff and J. K. Ord 1981, eq. 1.39).</remarks>
internal readonly struct WeightConstants
{
    public WeightConstants(ReadOnlySpan<double> values, Neighbours neighbours)
    {
        if (values.Length != neighbours.Count)
            throw new ArgumentException("One list of neighbours per area.", nameof(neighbours));
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                throw new ArgumentOutOfRangeException(nameof(values), "Values are finite; leave out areas without one.");
        }

        var links = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var own = neighbours.Of(i);
            Areas += own.Length > 0 ? 1 : 0;
            S0 += own.Length;
            links[i] += own.Length;
            foreach (var j in own)
            {
                links[j]++;
                // ½ · 2² per link of a mutual pair, ½ · 1² · 2 (ij and ji both sum to 1) of a one-way link.
                S1 += neighbours.Of(j).BinarySearch(i) >= 0 ? 2 : 1;
            }
        }

        foreach (var link in links)
            S2 += link * link;
    }

    /// <summary>Areas that have neighbours.</summary>
    public int Areas { get; }

    public double S0 { get; }

    public double S1 { get; }

    public double S2 { get; }
}
