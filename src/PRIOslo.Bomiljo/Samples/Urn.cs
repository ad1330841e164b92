namespace PRIOslo.Bomiljo.Samples;

/// <summary>Draws without replacement from counted kinds, each draw in logarithmic time.</summary>
/// <remarks>A binary indexed tree: P. M. Fenwick, «A New Data Structure for Cumulative Frequency Tables», Software: Practice
/// and Experience 24(3), 1994.</remarks>
internal sealed class Urn
{
    private readonly int[] _tree;
    private readonly int _top;

    /// <param name="counts">How many of each kind; none negative.</param>
    public Urn(ReadOnlySpan<int> counts)
    {
        _tree = new int[counts.Length + 1];
        for (var i = 1; i < _tree.Length; i++)
        {
            _tree[i] += counts[i - 1];
            Left += counts[i - 1];
            if (i + (i & -i) is var parent && parent < _tree.Length)
                _tree[parent] += _tree[i];
        }

        _top = 1;
        while (_top * 2 < _tree.Length)
            _top *= 2;
    }

    public int Left { get; private set; }

    /// <returns>The kind that was drawn; each with a chance in proportion to what is left of it.</returns>
    public int Draw(Pcg32 random)
    {
        var rank = random.Next(Left);
        var at = 0;
        for (var step = _top; step > 0; step /= 2)
        {
            if (at + step >= _tree.Length || _tree[at + step] > rank)
                continue;
            at += step;
            rank -= _tree[at];
        }

        for (var i = at + 1; i < _tree.Length; i += i & -i)
            _tree[i]--;
        Left--;
        return at;
    }
}
