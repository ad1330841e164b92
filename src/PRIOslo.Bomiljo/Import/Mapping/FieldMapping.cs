namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Where a text comes from (exactly one of column, constant and firstNonEmpty) and the steps that it goes through,
/// in this order: split, pattern, map.</summary>
/// <param name="Column">A column of the header; in JSON the path from the row, as in <c>geometry.coordinates.0</c>.</param>
/// <param name="Constant">The same text for every row.</param>
/// <param name="FirstNonEmpty">The first of these that gives a text.</param>
/// <param name="Optional">True if the column may be missing in the file; it is read as empty then.</param>
/// <param name="Split">One part of the text.</param>
/// <param name="Pattern">What a regular expression finds in the text.</param>
/// <param name="Map">Text → text; a text that is not listed stays as it is.</param>
/// <param name="Unit">Unit of a number; see <see cref="NumberUnit"/>.</param>
public sealed record FieldMapping(
    string? Column = null,
    string? Constant = null,
    IReadOnlyList<FieldMapping>? FirstNonEmpty = null,
    bool Optional = false,
    SplitText? Split = null,
    PatternText? Pattern = null,
    IReadOnlyDictionary<string, string>? Map = null,
    string? Unit = null)
{
    /// <returns>Every column that the field reads, with whether the file must have it.</returns>
    public IEnumerable<(string Column, bool Optional)> ColumnsRead() => Column is null
        ? (FirstNonEmpty ?? []).SelectMany(field => field.ColumnsRead())
        : [(Column, Optional)];

    /// <returns>The column that a message names; empty for a constant.</returns>
    public string ShownColumn() => ColumnsRead().FirstOrDefault().Column ?? "";

    /// <param name="positionOf">Where a column's text stands in a row.</param>
    public CellText Compile(Func<string, int> positionOf)
    {
        var text = Column is not null ? ColumnText.Of(positionOf(Column))
            : FirstNonEmpty is not null ? FirstNonEmptyText.Of([.. FirstNonEmpty.Select(field => field.Compile(positionOf))])
            : ConstantText.Of(Constant ?? "");
        if (Split is not null)
            text = Split.After(text);
        if (Pattern is not null)
            text = Pattern.After(text);
        return Map is null ? text : MapText.After(text, Map);
    }
}

/// <summary>A field, ready to be read from a row's mapped texts. Gives an empty text where there is none, never null.</summary>
public delegate string CellText(string[] row);
