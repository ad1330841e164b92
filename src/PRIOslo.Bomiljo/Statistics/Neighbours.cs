namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Who borders on whom: for each area the others that it is compared with, in rising order, never itself.</summary>
/// <remarks>Binary weights: each neighbour counts 1, as in spdep's style «B». Lists lie one after another in one array.</remarks>
public sealed class Neighbours
{
    private readonly int[] _starts;
    private readonly int[] _members;

    /// <param name="lists">One list per area, of the numbers of other areas, counted from 0.</param>
    /// <exception cref="ArgumentException">A number is outside the range, the area itself, or there twice.</exception>
    public Neighbours(IReadOnlyList<IReadOnlyCollection<int>> lists)
    {
        _starts = new int[lists.Count + 1];
        var members = new List<int>();
        for (var area = 0; area < lists.Count; area++)
        {
            var sorted = lists[area].Order().ToArray();
            if (sorted.Any(other => other < 0 || other >= lists.Count || other == area) || sorted.Distinct().Count() != sorted.Length)
                throw new ArgumentException("Neighbours are other areas, each named once.", nameof(lists));
            members.AddRange(sorted);
            _starts[area + 1] = members.Count;
        }

        _members = [.. members];
    }

    /// <summary>The number of areas.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The number of directed links, S₀ with binary weights.</summary>
    public int Links => _members.Length;

    public ReadOnlySpan<int> Of(int area) => _members.AsSpan(_starts[area], _starts[area + 1] - _starts[area]);

    /// <summary>Islands have no neighbour: no local statistic, and no part in the global ones.</summary>
    public bool IsIsland(int area) => _starts[area] == _starts[area + 1];

    /// <summary>The sum of the neighbours' values.</summary>
    internal double Lag(int area, ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var other in Of(area))
            sum += values[other];
        return sum;
    }
}
