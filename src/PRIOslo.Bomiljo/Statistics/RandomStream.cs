namespace PRIOslo.Bomiljo.Statistics;

/// <summary>A seeded random generator, one for each numbered stream, whose numbers are the same everywhere.</summary>
/// <remarks>
/// SplitMix64: G. L. Steele, D. Lea and C. H. Flood (2014), Fast splittable pseudorandom number generators, OOPSLA. Work is cut
/// into blocks with a stream each, so that the draws do not depend on the number of threads. Not for secrets.
/// </remarks>
internal struct RandomStream(ulong seed, ulong stream)
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;
    private ulong _state = Mix(Mix(seed + Golden) + (stream * 0xD1342543DE82EF95UL));

    public ulong Next() => Mix(_state += Golden);

    /// <summary>Uniform over (0, 1), 53 bits, both ends left out.</summary>
    public double NextDouble() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Uniform over 0 … below − 1; the bias is less than below / 2⁶⁴.</summary>
    public int NextBelow(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    /// <summary>Standard normal, by the polar method (G. Marsaglia and T. A. Bray 1964, SIAM Review 6, 260–264).</summary>
    public double NextNormal()
    {
        while (true)
        {
            double u = (2 * NextDouble()) - 1, v = (2 * NextDouble()) - 1, square = (u * u) + (v * v);
            if (square is > 0 and < 1)
                return u * Math.Sqrt(-2 * Math.Log(square) / square);
        }
    }

    /// <summary>The natural logarithm of a gamma variate of rate 1, exact also where the variate itself would be 0.</summary>
    /// <remarks>G. Marsaglia and W. W. Tsang (2000), A simple method for generating gamma variables, ACM TOMS 26, 363–372.</remarks>
    /// <param name="shape">Above 0.</param>
    public double NextLogGamma(double shape)
    {
        if (shape < 1)
            return NextLogGamma(shape + 1) + (Math.Log(NextDouble()) / shape);
        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var v = 1 + (c * x);
            if (v <= 0)
                continue;
            v = v * v * v;
            if (Math.Log(NextDouble()) < (0.5 * x * x) + (d * (1 - v + Math.Log(v))))
                return Math.Log(d) + Math.Log(v);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
