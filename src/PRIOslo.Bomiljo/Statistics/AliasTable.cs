using System.Runtime.CompilerServices;

namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Draws counts from a <see cref="CountDistribution"/>, one random number and one look-up each.</summary>
/// <remarks>
/// Alias method: A. J. Walker (1977), ACM TOMS 3, 253–256; set up as M. D. Vose (1991), IEEE Trans. Software Engineering 17,
/// 972–975. Half of a 64-bit number serves each draw, so that probabilities are kept to 2⁻³².
/// </remarks>
internal sealed class AliasTable
{
    private readonly (uint Threshold, int Own, int Alias)[] _entries;

    public AliasTable(CountDistribution counts)
    {
        var weights = counts.Probabilities.Select(p => p * counts.Probabilities.Length).ToArray();
        _entries = new (uint, int, int)[weights.Length];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (var i = 0; i < weights.Length; i++)
            (weights[i] < 1 ? small : large).Push(i);
        while (small.Count > 0 && large.Count > 0)
        {
            var (less, more) = (small.Pop(), large.Pop());
            _entries[less] = ((uint)(weights[less] * uint.MaxValue), counts.First + less, counts.First + more);
            weights[more] -= 1 - weights[less];
            (weights[more] < 1 ? small : large).Push(more);
        }

        foreach (var whole in small.Concat(large))
            _entries[whole] = (uint.MaxValue, counts.First + whole, counts.First + whole);
    }

    /// <param name="draws">Where the counts go; an even number of them.</param>
    /// <param name="random">Moves on by half as many steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<double> draws, ref RandomStream random)
    {
        var entries = _entries;
        var size = (ulong)entries.Length;
        for (var i = 0; i + 1 < draws.Length; i += 2)
        {
            var bits = random.Next();
            draws[i] = Pick(entries, (bits >> 32) * size);
            draws[i + 1] = Pick(entries, (bits & uint.MaxValue) * size);
        }
    }

    /// <param name="place">A uniform 32-bit number times the table's size: the entry in the upper half, the place within it in the lower.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Pick((uint Threshold, int Own, int Alias)[] entries, ulong place)
    {
        ref readonly var entry = ref entries[(int)(place >> 32)];
        var own = (int)(((place & uint.MaxValue) - entry.Threshold) >> 63); // 1 below the threshold; a branch here is guessed wrong half the time
        return entry.Alias + (own * (entry.Own - entry.Alias));
    }
}
