namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Mapping function <c>map</c>: text → text; one that is not listed stays as it is, so that it is seen further on.</summary>
internal static class MapText
{
    public static CellText After(CellText field, IReadOnlyDictionary<string, string> map) => row =>
    {
        var text = field(row);
        return map.GetValueOrDefault(text, text);
    };
}
