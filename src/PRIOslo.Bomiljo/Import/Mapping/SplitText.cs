namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Mapping function <c>split</c>: one part of a text, without the space around it; empty where there are too few.</summary>
/// <param name="Separator">What stands between the parts; one character or more.</param>
/// <param name="Part">Which one, counted from 1; from the end where it is negative.</param>
public sealed record SplitText(string Separator, int Part)
{
    internal CellText After(CellText field) => row =>
    {
        var parts = field(row).Split(Separator);
        var at = Part > 0 ? Part - 1 : parts.Length + Part;
        return at >= 0 && at < parts.Length ? parts[at].Trim() : "";
    };
}
