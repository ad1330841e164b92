namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>The releases of a year in their order, the new one last, as counts on one network.</summary>
/// <remarks>
/// The reader has kept them all and takes equal counts for the same incidents. So a hidden count can only move together in
/// all releases that have the same count, or in some that differ from all others: a run of releases (<see cref="LayersOf"/>),
/// from one to another, in each of which the cell is hidden. Moving a run of circulations by one cycle of such cells keeps
/// every sum of every release, and every equality.
/// <para>A cell that a release lacks has no incidents there, and is known to.</para>
/// </remarks>
internal sealed class ReleaseHistory
{
    private readonly List<int[]> _counts = [];
    private readonly List<bool[]> _hidden = [];
    private readonly List<int[]> _leastRise = [];

    public ReleaseHistory(IReadOnlyList<Cell> cells, ISet<string> protectedThemes, IReadOnlyList<EarlierRelease> earlier)
    {
        var there = new CellNetwork(cells, protectedThemes);
        Network = earlier.Count == 0 ? there : new CellNetwork(Joined(there, earlier), AllThemes(protectedThemes, earlier));
        var arcs = Network.Keys.Length;
        var exists = Network.Keys.Select(key => there.TryArc(key, out _)).ToArray();
        foreach (var release in earlier)
        {
            int[] counts = new int[arcs], leastRise = new int[arcs];
            var hidden = new bool[arcs];
            foreach (var cell in release.Cells)
            {
                if (Network.TryArc(cell.Key, out var arc))
                    (counts[arc], hidden[arc], leastRise[arc]) = (cell.Count, cell.Hidden, cell.LeastRise);
            }

            AddOnce(counts, hidden);
            Add(counts, hidden, leastRise);
        }

        Carried = [.. Enumerable.Range(0, arcs).Select(arc => Network.IsNeverShown[arc] || (exists[arc] && _hidden.Exists(hidden => hidden[arc])))];
        Hidden = [.. Enumerable.Range(0, arcs).Select(arc => MustBeHidden(arc, there, exists[arc]))];
        Add(Network.Counts, Hidden, Network.LeastRise);
        Free = [.. Enumerable.Range(0, arcs).Select(arc => StandsApart(arc, Last, Last))];
    }

    public CellNetwork Network { get; }

    /// <summary>Number of releases before the new one.</summary>
    public int Last => _counts.Count - 1;

    /// <summary>Per arc: not shown in the new release. At first what must be hidden; the planner adds to it.</summary>
    public bool[] Hidden { get; }

    /// <summary>Per arc: hidden in an earlier release, and therefore in the new one.</summary>
    public bool[] Carried { get; }

    /// <summary>Per arc: the new count is no earlier one's, so that hiding it leaves a reader of all releases in doubt.</summary>
    public bool[] Free { get; }

    public int[] CountsOf(int release) => _counts[release];

    public bool[] HiddenIn(int release) => _hidden[release];

    public int[] LeastRiseIn(int release) => _leastRise[release];

    /// <summary>Per arc: the least value of the cell to whoever knows the rules, if it is hidden in the release: 1 where a
    /// release with the same count is the first to hide it, else 0.</summary>
    public int[] FloorOf(int release)
    {
        var floor = new int[Network.Keys.Length];
        var hiddenBefore = new bool[floor.Length];
        for (var other = 0; other < _counts.Count; other++)
        {
            for (var arc = 0; arc < floor.Length; arc++)
            {
                if (!hiddenBefore[arc] && !Network.IsNeverShown[arc] && _counts[other][arc] == _counts[release][arc])
                    floor[arc] = 1;
                hiddenBefore[arc] |= _hidden[other][arc];
            }
        }

        return floor;
    }

    /// <summary>The ways in which a release's hidden counts could be others; the one that the planner widens comes first.</summary>
    public IEnumerable<Layer> LayersOf(int release)
    {
        if (release == Last)
            yield return new Layer(Hidden, Free, Room(Last, Last, informed: true), Room(Last, Last, informed: false));
        for (var first = 0; first <= release; first++)
        {
            for (var last = _counts.Count - 1; last >= release; last--)
            {
                if (first == Last)
                    continue;
                var open = Enumerable.Range(0, Network.Keys.Length)
                    .Select(arc => IsHiddenThroughout(arc, first, last) && StandsApart(arc, first, last)).ToArray();
                yield return new Layer(open, open, Room(first, last, informed: true), Room(first, last, informed: false));
            }
        }
    }

    private static HashSet<string> AllThemes(ISet<string> themes, IReadOnlyList<EarlierRelease> earlier) =>
        [.. themes, .. earlier.SelectMany(release => release.Cells).Select(cell => cell.Key).Where(key => key.Theme != Cell.Total && !key.IsToldTwice).Select(key => key.Theme)];

    /// <summary>The protected cells of all releases, those that the new one lacks with no incidents.</summary>
    private static List<Cell> Joined(CellNetwork there, IReadOnlyList<EarlierRelease> earlier)
    {
        var before = earlier.SelectMany(release => release.Cells).ToList();
        var keys = there.Table.ProtectedKeys.ToList();
        var areas = keys.Select(key => (key.Level, key.Area, Parent: there.Table.ParentAreaOf(key)))
            .Concat(before.Select(cell => (cell.Key.Level, cell.Key.Area, cell.Parent))).Distinct();
        var themes = keys.Select(key => key.Theme).Concat(before.Select(cell => cell.Key.Theme)).Distinct().ToList();
        return [.. areas.SelectMany(area => themes.Select(theme =>
        {
            var key = new CellKey(area.Level, area.Area, theme);
            return there.TryArc(key, out var arc)
                ? new Cell(key, area.Parent, there.Counts[arc])
                {
                    SmallPopulation = there.Table.IsSmallPopulation(key), LargestAddress = there.Table.LargestAddressOf(key),
                }
                : new Cell(key, area.Parent, 0);
        }))];
    }

    /// <summary>
    /// Primary cells, carried ones, and those below the city whose difference to a shown earlier count is small. A count that was
    /// shown before is out: hiding it now would protect nobody.
    /// </summary>
    private bool MustBeHidden(int arc, CellNetwork there, bool exists)
    {
        var count = Network.Counts[arc];
        var shownBefore = Enumerable.Range(0, _counts.Count).Where(release => !_hidden[release][arc]).Select(release => _counts[release][arc]).ToList();
        if (Carried[arc])
            return true;
        if (!exists || shownBefore.Contains(count))
            return false;

        return Network.Primary[arc]
            || (there.Table.ParentOf(Network.Keys[arc]) is not null && shownBefore.Exists(before => DisclosureRule.IsSmallDifference(count, before)));
    }

    /// <summary>What an earlier total held of a theme that is told twice in part: hidden, unless nothing was told twice then.</summary>
    private void AddOnce(int[] counts, bool[] hidden)
    {
        for (var arc = 0; arc < counts.Length; arc++)
        {
            var key = Network.Keys[arc];
            if (!key.Theme.StartsWith(CellNetwork.Once, StringComparison.Ordinal))
                continue;
            var theme = key.Theme[CellNetwork.Once.Length..];
            if (Network.TryArc(key with { Theme = theme }, out var whole) && Network.TryArc(key with { Theme = Cell.ToldTwice + theme }, out var twice))
                (counts[arc], hidden[arc]) = (counts[whole] - counts[twice], hidden[twice] || hidden[whole]);
        }
    }

    private void Add(int[] counts, bool[] hidden, int[] leastRise)
    {
        _counts.Add(counts);
        _hidden.Add(hidden);
        _leastRise.Add(leastRise);
    }

    private bool IsHiddenThroughout(int arc, int first, int last)
    {
        for (var release = first; release <= last; release++)
        {
            if (!(release == Last ? Carried : _hidden[release])[arc])
                return false;
        }

        return true;
    }

    private bool StandsApart(int arc, int first, int last)
    {
        for (var release = first; release <= last; release++)
        {
            for (var other = 0; other < _counts.Count; other++)
            {
                if ((other < first || other > last) && _counts[other][arc] == _counts[release][arc])
                    return false;
            }
        }

        return true;
    }

    private int[] Room(int first, int last, bool informed)
    {
        var room = new int[Network.Keys.Length];
        Array.Fill(room, int.MaxValue);
        for (var release = first; release <= last; release++)
        {
            var floor = informed ? FloorOf(release) : new int[room.Length];
            for (var arc = 0; arc < room.Length; arc++)
                room[arc] = Math.Min(room[arc], Math.Max(0, _counts[release][arc] - floor[arc]));
        }

        return room;
    }
}
