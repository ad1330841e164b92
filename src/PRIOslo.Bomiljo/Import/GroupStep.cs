namespace PRIOslo.Bomiljo.Import;

/// <summary>Mapping function <c>groupBy</c>: several rows (messages) of one incident become one accepted row, the earliest, and
/// merged ones.</summary>
/// <remarks>Accepted rows are held back until the file's end, since a file may begin with the newest. Pure.</remarks>
public static class GroupStep
{
    /// <param name="outcomes">In the file's order; rows of one group have the same key.</param>
    /// <returns>As many outcomes as came in; the accepted ones last, by line.</returns>
    public static IEnumerable<RowOutcome> Apply(IEnumerable<RowOutcome> outcomes)
    {
        var held = new HeldRows();
        foreach (var outcome in outcomes)
        {
            if (outcome is not Accepted accepted)
                yield return outcome;
            else if (held.Hold(accepted) is { } line)
                yield return new Merged(line);
        }

        foreach (var accepted in held.InOrder())
            yield return accepted;
    }
}
