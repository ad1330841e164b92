using System.Collections;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Rejected rows as a report tells them, made when they are read: there may be half a million.</summary>
internal sealed class RejectedRows(IReadOnlyList<Rejected> rows) : IReadOnlyList<RejectedRow>
{
    public int Count => rows.Count;

    public RejectedRow this[int index] => Told(rows[index]);

    public IEnumerator<RejectedRow> GetEnumerator() => rows.Select(Told).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static RejectedRow Told(Rejected row) => new(row.Line, row.Column, row.Code.ToString(), row.Category);
}
