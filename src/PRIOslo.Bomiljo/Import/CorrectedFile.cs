namespace PRIOslo.Bomiljo.Import;

/// <summary>Tells a corrected version of a file that is in from a further delivery. Pure.</summary>
/// <param name="Predecessor">The delivery whose place the file is likely to take.</param>
/// <param name="Unmistakable">True if it takes that place without being asked.</param>
internal sealed record CorrectedFile(NeighbourDelivery Predecessor, bool Unmistakable)
{
    /// <summary>A file with the months of one that is in, and at least this share of its rows, is a corrected version of it.</summary>
    private const double CorrectedShare = 0.5;

    /// <summary>Under another name it is so without doubt only where both files share at least this much of their rows.</summary>
    private const double SameShare = 0.9;

    /// <param name="neighbours">Deliveries of the source whose period meets the file's.</param>
    /// <param name="fileName">Without folder.</param>
    /// <param name="first">First day, rows that are in already included.</param>
    /// <param name="last">Last day, likewise.</param>
    /// <param name="fresh">Rows that are not in.</param>
    /// <param name="shared">Rows that are in already.</param>
    /// <returns>Null if the file is a further delivery.</returns>
    public static CorrectedFile? Recognise(
        IReadOnlyList<NeighbourDelivery> neighbours, string fileName, DateOnly first, DateOnly last, int fresh, int shared)
    {
        if (shared == 0 || shared < CorrectedShare * (fresh + shared)
            || neighbours.FirstOrDefault(neighbour => neighbour.HasMonthsOf(first, last)) is not { } predecessor)
            return null;

        var needed = string.Equals(predecessor.File, fileName, StringComparison.OrdinalIgnoreCase) ? CorrectedShare : SameShare;
        return new(predecessor, neighbours.Count == 1 && predecessor is { IsWhole: true, IsFrozen: false }
            && shared >= needed * (fresh + shared) && shared >= needed * predecessor.Rows);
    }
}
