using System.Collections.Immutable;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>Which cell of a year's table: an area at a level, and a theme.</summary>
/// <param name="Level"><c>delbydel</c>, <c>bydel</c> or <c>by</c>.</param>
/// <param name="Area">The area's code at that level.</param>
/// <param name="Theme">A theme's code, <see cref="Cell.Total"/>, or a theme's code after <see cref="Cell.ToldTwice"/>.</param>
public readonly record struct CellKey(string Level, string Area, string Theme)
{
    /// <summary>True for incidents of a theme that the total leaves out: never published, so never shown, zero or not.</summary>
    public bool IsToldTwice => Theme.StartsWith(Cell.ToldTwice, StringComparison.Ordinal);
}

/// <summary>A cell with its true count.</summary>
/// <param name="Key">The cell.</param>
/// <param name="Parent">The area one level up (delbydel → bydel → by); empty for the city.</param>
/// <param name="Count">Incidents, 0 or more.</param>
public sealed record Cell(CellKey Key, string Parent, int Count)
{
    /// <summary>Fewer people stand behind the rate than <see cref="DisclosureRule"/> asks for.</summary>
    public bool SmallPopulation { get; init; }

    /// <summary>Incidents at the address that has most of them; 0 where no address is known. Not used of <see cref="Total"/>.</summary>
    public int LargestAddress { get; init; }

    /// <summary>The theme that is the sum of all others in its area, less what is told twice.</summary>
    public const string Total = "total";

    /// <summary>Before a theme's code: incidents of it that <see cref="Total"/> leaves out, as another theme tells of the same event.</summary>
    public const string ToldTwice = "twice:";

    /// <summary>The levels from the smallest areas to the city.</summary>
    public static readonly ImmutableArray<string> Levels = ["delbydel", "bydel", "by"];
}
