namespace PRIOslo.Bomiljo.Statistics;

/// <summary>The classical permutation tests: values are dealt out anew among the areas. For checking, not for the map.</summary>
/// <remarks>
/// They take the values as exchangeable, which rates of areas of unequal size are not; <see cref="HotSpotSimulation"/> does without.
/// Draws are taken without replacement, as esda does; spdep 1.2 takes them with replacement in the local tests.
/// </remarks>
public static class Permutation
{
    private const int BlockDraws = 1_000;
    private const double TieTolerance = 1e-12;

    /// <summary>
    /// Conditional permutation (L. Anselin 1995, p. 96): the area keeps its value, its neighbours' are drawn from all the others.
    /// The p-values are those of the neighbours' sum, and so of Gi, Gi* and, where the area lies above the mean, local Moran's I;
    /// below the mean <see cref="SimulatedP.Greater"/> and <see cref="SimulatedP.Less"/> of I change places.
    /// </summary>
    /// <param name="values">One per area, finite.</param>
    /// <param name="neighbours">Without the areas themselves.</param>
    /// <param name="draws">1 or more.</param>
    /// <param name="seed">The same seed gives the same bits on any number of threads.</param>
    /// <param name="threads">−1 for all processors.</param>
    /// <returns>One per area; NaN for islands.</returns>
    public static SimulatedP[] Local(ReadOnlySpan<double> values, Neighbours neighbours, int draws, ulong seed, int threads = -1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        _ = new WeightConstants(values, neighbours);
        var all = values.ToArray();
        var tie = TieTolerance * all.Sum(Math.Abs);
        var result = new SimulatedP[all.Length];
        Parallel.For(0, all.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var members = neighbours.Of(i).Length;
            if (members == 0)
            {
                result[i] = SimulatedP.Undefined;
                return;
            }

            double[] others = [.. all[..i], .. all[(i + 1)..]];
            var random = new RandomStream(seed, (ulong)i);
            var observed = neighbours.Lag(i, all);
            int atLeast = 0, atMost = 0;
            for (var draw = 0; draw < draws; draw++)
            {
                var sum = 0.0;
                for (var taken = 0; taken < members; taken++)
                {
                    var pick = taken + random.NextBelow(others.Length - taken);
                    (others[taken], others[pick]) = (others[pick], others[taken]);
                    sum += others[taken];
                }

                atLeast += sum >= observed - tie ? 1 : 0;
                atMost += sum <= observed + tie ? 1 : 0;
            }

            result[i] = new(atLeast, atMost, draws);
        });
        return result;
    }

    /// <summary>
    /// The global statistics under permutation of all values: Σ wᵢⱼ xᵢ xⱼ is the only part of Moran's I and of G that changes, so both have
    /// this p-value where the values are centred (I) or raw (G).
    /// </summary>
    /// <param name="centred">True for Moran's I, false for Getis–Ord G.</param>
    /// <inheritdoc cref="Local"/>
    public static SimulatedP Global(
        ReadOnlySpan<double> values, Neighbours neighbours, bool centred, int draws, ulong seed, int threads = -1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        _ = new WeightConstants(values, neighbours);
        var all = values.ToArray();
        var mean = centred ? GlobalMoran.Mean(values) : 0;
        for (var i = 0; i < all.Length; i++)
            all[i] -= mean;
        var observed = Products(all);
        var tie = TieTolerance * all.Sum(x => x * x);
        int atLeast = 0, atMost = 0;
        Parallel.For(0, (draws + BlockDraws - 1) / BlockDraws, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
        {
            var random = new RandomStream(seed, (ulong)block);
            var shuffled = all.ToArray();
            int reachedAbove = 0, reachedBelow = 0;
            for (var draw = block * BlockDraws; draw < Math.Min(draws, (block + 1) * BlockDraws); draw++)
            {
                for (var i = shuffled.Length - 1; i > 0; i--)
                {
                    var pick = random.NextBelow(i + 1);
                    (shuffled[i], shuffled[pick]) = (shuffled[pick], shuffled[i]);
                }

                var sum = Products(shuffled);
                reachedAbove += sum >= observed - tie ? 1 : 0;
                reachedBelow += sum <= observed + tie ? 1 : 0;
            }

            Interlocked.Add(ref atLeast, reachedAbove);
            Interlocked.Add(ref atMost, reachedBelow);
        });
        return new(atLeast, atMost, draws);

        double Products(double[] x)
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
                sum += x[i] * neighbours.Lag(i, x);
            return sum;
        }
    }
}
