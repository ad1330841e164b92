using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>
/// The table's sums as a circulation: each protected cell is an arc that carries its count, each sum a node that
/// conserves it.
/// </summary>
/// <remarks>
/// A two-way table with one hierarchical dimension is a network: L. H. Cox (1995), Network models for complementary cell
/// suppression, JASA 90, 1453–1462. The flow goes from the outside down the totals (by → bydel → delbydel), splits into
/// themes in each smallest area, and goes up theme by theme to the outside. The sums over themes in larger areas follow from
/// these. A network's matrix is totally unimodular, so a cell's possible values are all integers between two flow bounds.
/// <para>An arc of <c>total</c> carries the sum of the protected themes: the open ones are known and fall out.</para>
/// <para>Where the total leaves out what is told twice, that flows beside it, from the outside down to the theme in each smallest
/// area, where it meets what the total holds of the theme: theme = once + twice, so that twice ≤ theme is a sum too. Both are
/// never published.</para>
/// </remarks>
internal sealed class CellNetwork
{
    /// <summary>Before a theme's code: what the total holds of a theme that is told twice in part.</summary>
    public const string Once = "once:";
    private const int Outside = 0;
    private readonly Dictionary<CellKey, int> _arcOf = [];

    /// <exception cref="ProblemException">Cells are missing or do not add up (<see cref="ProblemCode.NotProtected"/>).</exception>
    public CellNetwork(IReadOnlyList<Cell> cells, ISet<string> protectedThemes)
    {
        Table = new CellTable(cells, protectedThemes);
        var nodes = new Dictionary<CellKey, int>();
        int Node(CellKey sum) => nodes.TryGetValue(sum, out var node) ? node : nodes[sum] = nodes.Count + 1;
        int Split(CellKey key) => Node(key with { Theme = "" });
        int Above(CellKey key) => Table.ParentOf(key) is { } parent ? Node(parent) : Outside;
        int Below(CellKey key) => !Table.IsSmallest(key) ? Node(key)
            : key.IsToldTwice ? Node(key with { Theme = key.Theme[Cell.ToldTwice.Length..] })
            : Table.HasToldTwice(key) ? Node(key)
            : Split(key);

        var cellKeys = Table.ProtectedKeys.ToArray();
        var onceOf = cellKeys.Where(key => Table.IsSmallest(key) && Table.HasToldTwice(key)).ToArray();
        Keys = [.. cellKeys, .. onceOf.Select(key => key with { Theme = Once + key.Theme })];
        Counts = [.. cellKeys.Select(Table.ProtectedCount), .. onceOf.Select(key => Table.CountOf(key) - Table.CountOf(key with { Theme = Cell.ToldTwice + key.Theme }))];
        LeastRise = [.. cellKeys.Select(Table.LeastRise), .. onceOf.Select(_ => 0)];
        Primary = [.. Keys.Select((key, arc) => Counts[arc] > 0 && arc < cellKeys.Length
            && (DisclosureRule.IsPrimary(Counts[arc]) || Table.IsSmallPopulation(key) || LeastRise[arc] > 0))];
        IsNeverShown = [.. Keys.Select((key, arc) => key.IsToldTwice || arc >= cellKeys.Length)];
        From = new int[Keys.Length];
        To = new int[Keys.Length];
        for (var arc = 0; arc < cellKeys.Length; arc++)
        {
            var (below, above) = (Below(Keys[arc]), Above(Keys[arc]));
            (From[arc], To[arc]) = Keys[arc].Theme == Cell.Total || Keys[arc].IsToldTwice ? (above, below) : (below, above);
            _arcOf.Add(Keys[arc], arc);
        }

        for (var once = 0; once < onceOf.Length; once++)
            (From[cellKeys.Length + once], To[cellKeys.Length + once]) = (Split(onceOf[once]), Node(onceOf[once]));

        var arcsAt = Enumerable.Range(0, nodes.Count + 1).Select(_ => new List<int>()).ToArray();
        for (var arc = 0; arc < Keys.Length; arc++)
        {
            arcsAt[From[arc]].Add(arc);
            arcsAt[To[arc]].Add(arc);
        }

        ArcsAt = [.. arcsAt.Select(arcs => arcs.ToArray())];
    }

    public CellTable Table { get; }

    /// <summary>The protected cells, the totals and what is told twice, ordered by level, area and theme, then what the totals hold of
    /// a theme that is told twice in part; an arc is an index into it.</summary>
    public CellKey[] Keys { get; }

    /// <summary>Per arc: true if nobody sees the count in any case, zero or not.</summary>
    public bool[] IsNeverShown { get; }

    /// <summary>Per arc: the true protected count.</summary>
    public int[] Counts { get; }

    /// <summary>Per arc: hidden for itself, not for others' sake.</summary>
    public bool[] Primary { get; }

    /// <summary>Per arc: how far the count must seem able to rise because one address dominates; else 0.</summary>
    public int[] LeastRise { get; }

    public int[] From { get; }

    public int[] To { get; }

    /// <summary>Per node: the arcs that leave it or enter it, in order.</summary>
    public int[][] ArcsAt { get; }

    public bool TryArc(CellKey key, out int arc) => _arcOf.TryGetValue(key, out arc);
}
