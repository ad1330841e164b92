namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Mapping function <c>firstNonEmpty</c>: the first of several fields that gives a text.</summary>
internal static class FirstNonEmptyText
{
    public static CellText Of(CellText[] fields) => row =>
    {
        foreach (var field in fields)
        {
            if (field(row) is { Length: > 0 } text)
                return text;
        }

        return "";
    };
}
