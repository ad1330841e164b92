namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>What is published of a cell as classes; null where nothing is said.</summary>
/// <param name="Change">Against the year before: <c>up</c>, <c>down</c>, <c>no-change</c>, or why there is nothing to compare.</param>
/// <param name="Hotspot"><c>hot</c>, <c>cold</c> or <c>none</c>.</param>
internal readonly record struct FigureClasses(string? Change, string? Hotspot)
{
    /// <summary>The one place where published classes come into reports.</summary>
    public static FigureClasses Of(PublishedFigure figure) => figure.Suppressed ? default : new(null, null);
}
