namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Mapping function <c>column</c>: the text of a column.</summary>
internal static class ColumnText
{
    public static CellText Of(int position) => row => row[position];
}
