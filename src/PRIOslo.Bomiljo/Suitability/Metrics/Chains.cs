namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Disjoint sets with path halving (Tarjan and van Leeuwen, 1984).</summary>
internal sealed class Chains(int count)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, count)];

    /// <returns>The number that stands for the chain of a member.</returns>
    public int Find(int member)
    {
        while (_parent[member] != member)
            member = _parent[member] = _parent[_parent[member]];
        return member;
    }

    public void Join(int a, int b)
    {
        var (first, second) = (Find(a), Find(b));
        _parent[Math.Max(first, second)] = Math.Min(first, second);
    }
}
