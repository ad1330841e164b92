namespace PRIOslo.Bomiljo.Statistics;

/// <summary>An area's place in the combined index, with what is not known about it. Rank 1 is the highest index.</summary>
/// <param name="Index">Posterior mean of Σ w log θ / Σ w over the themes, θ the relative risk; 0 is the city.</param>
/// <param name="Low">2.5 % posterior quantile of the index.</param>
/// <param name="High">97.5 % posterior quantile of the index.</param>
/// <param name="Rank">Median posterior rank.</param>
/// <param name="RankLow">2.5 % quantile of the rank.</param>
/// <param name="RankHigh">97.5 % quantile of the rank.</param>
/// <param name="WorstTenthProbability">How often the area is among the ⌈n/10⌉ highest.</param>
/// <param name="RankAtBest">The lowest place (largest number) that the posterior mean takes when weights vary.</param>
/// <param name="RankAtWorst">The highest place (smallest number) that it takes when weights vary.</param>
public readonly record struct RankedArea(
    double Index, double Low, double High, int Rank, int RankLow, int RankHigh, double WorstTenthProbability, int RankAtBest, int RankAtWorst)
{
    /// <summary>«Among the worst tenth» is said only at this probability or more.</summary>
    public const double EnoughProbability = 0.8;

    public bool IsAmongWorstTenth => WorstTenthProbability >= EnoughProbability;
}

/// <summary>The combined index of several themes by joint posterior draws.</summary>
/// <remarks>
/// Each draw takes one relative risk per area and theme from its gamma posterior, independent given the data, and ranks the areas:
/// H. Goldstein and D. J. Spiegelhalter (1996), League tables and their limitations, JRSS A 159, 385–443, section 4.
/// </remarks>
public static class RankIndex
{
    public const int DefaultDraws = 10_000;

    /// <summary>How far each weight is varied, up and down.</summary>
    public const double WeightVariation = 0.25;
    private const int MostThemes = 12;
    private const int BlockDraws = 250;

    /// <param name="posteriors">Relative risks, theme by theme and in each area by area: mean above 0 everywhere.</param>
    /// <param name="weights">One per theme, 0 or more and not all 0.</param>
    /// <param name="seed">The same seed gives the same bits on any number of threads.</param>
    /// <param name="draws">1 or more.</param>
    /// <param name="threads">−1 for all processors.</param>
    /// <returns>One per area, in the order given.</returns>
    public static RankedArea[] Compute(
        IReadOnlyList<GammaPosterior[]> posteriors, IReadOnlyList<double> weights, ulong seed, int draws = DefaultDraws, int threads = -1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        Check(posteriors, weights);
        var areas = posteriors[0].Length;
        var indices = new double[areas][];
        var ranks = new int[areas][];
        for (var i = 0; i < areas; i++)
            (indices[i], ranks[i]) = (new double[draws], new int[draws]);

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, (draws + BlockDraws - 1) / BlockDraws, options, block =>
        {
            var random = new RandomStream(seed, (ulong)block);
            var index = new double[areas];
            var logs = new double[weights.Count];
            for (var draw = block * BlockDraws; draw < Math.Min(draws, (block + 1) * BlockDraws); draw++)
            {
                for (var i = 0; i < areas; i++)
                {
                    for (var theme = 0; theme < logs.Length; theme++)
                        logs[theme] = LogDraw(posteriors[theme][i], ref random);
                    index[i] = Combine(weights, logs);
                }

                var places = Places(index);
                for (var i = 0; i < areas; i++)
                    (indices[i][draw], ranks[i][draw]) = (index[i], places[i]);
            }
        });

        var (best, worst) = VaryWeights(posteriors, weights);
        var tenth = (areas + 9) / 10;
        var result = new RankedArea[areas];
        Parallel.For(0, areas, options, i =>
        {
            var mean = indices[i].Average();
            var amongWorst = ranks[i].Count(rank => rank <= tenth) / (double)draws;
            Array.Sort(indices[i]);
            Array.Sort(ranks[i]);
            result[i] = new(
                mean, At(indices[i], 0.025), At(indices[i], 0.975), At(ranks[i], 0.5), At(ranks[i], 0.025), At(ranks[i], 0.975),
                amongWorst, best[i], worst[i]);
        });
        return result;
    }

    private static double LogDraw(GammaPosterior posterior, ref RandomStream random) => posterior.Variance == 0
        ? Math.Log(posterior.Mean)
        : random.NextLogGamma(posterior.Shape) + Math.Log(posterior.Variance / posterior.Mean);

    private static double Combine(IReadOnlyList<double> weights, double[] logs)
    {
        double sum = 0, total = 0;
        for (var theme = 0; theme < weights.Count; theme++)
        {
            sum += weights[theme] * logs[theme];
            total += weights[theme];
        }

        return sum / total;
    }

    /// <summary>All corners: each weight a quarter up or down.</summary>
    private static (int[] Best, int[] Worst) VaryWeights(IReadOnlyList<GammaPosterior[]> posteriors, IReadOnlyList<double> weights)
    {
        var areas = posteriors[0].Length;
        double[][] means = [.. Enumerable.Range(0, areas).Select(i => posteriors.Select(theme => theme[i].MeanLog).ToArray())];
        int[] best = new int[areas], worst = new int[areas];
        Array.Fill(worst, int.MaxValue);
        for (var corner = 0; corner < 1 << weights.Count; corner++)
        {
            double[] varied = [.. weights.Select((weight, theme) => weight * (1 + ((corner >> theme & 1) == 1 ? WeightVariation : -WeightVariation)))];
            var places = Places([.. means.Select(logs => Combine(varied, logs))]);
            for (var i = 0; i < areas; i++)
                (best[i], worst[i]) = (Math.Max(best[i], places[i]), Math.Min(worst[i], places[i]));
        }

        return (best, worst);
    }

    /// <summary>1 for the highest; equal values all take the last of their places, so that no tie makes an area a worst one.</summary>
    private static int[] Places(double[] index)
    {
        var order = new int[index.Length];
        var keys = new double[index.Length];
        for (var i = 0; i < order.Length; i++)
            (order[i], keys[i]) = (i, -index[i]);
        Array.Sort(keys, order);
        var places = new int[index.Length];
        for (var place = order.Length - 1; place >= 0; place--)
        {
            var tied = place + 1 < order.Length && keys[place] == keys[place + 1];
            places[order[place]] = tied ? places[order[place + 1]] : place + 1;
        }

        return places;
    }

    private static T At<T>(T[] sorted, double probability) => sorted[(int)Math.Min(sorted.Length - 1, probability * sorted.Length)];

    private static void Check(IReadOnlyList<GammaPosterior[]> posteriors, IReadOnlyList<double> weights)
    {
        if (posteriors.Count is 0 or > MostThemes || posteriors.Count != weights.Count || posteriors.Any(theme => theme.Length != posteriors[0].Length))
            throw new ArgumentException($"1 to {MostThemes} themes, one weight each, all over the same areas.", nameof(posteriors));
        if (weights.Any(weight => weight is not (>= 0 and < double.PositiveInfinity)) || weights.Sum() == 0)
            throw new ArgumentOutOfRangeException(nameof(weights), "Weights are 0 or more, and not all 0.");
        if (posteriors.Any(theme => theme.Any(area => area.Mean is not > 0)))
            throw new ArgumentOutOfRangeException(nameof(posteriors), "A relative risk has a mean above 0; leave a theme without events out.");
    }
}
