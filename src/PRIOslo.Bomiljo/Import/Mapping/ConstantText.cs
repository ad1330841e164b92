namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Mapping function <c>constant</c>: the same text for every row.</summary>
internal static class ConstantText
{
    public static CellText Of(string text) => _ => text;
}
