using System.Collections.Immutable;

namespace PRIOslo.Bomiljo.Publishing.Suppression;

/// <summary>Which cell of a year's table: an area at a level, and a theme.</summary>
/// <param name="Level"><c>delbydel</c>, <c>bydel</c> or <c>by</c>.</param>
/// <param name="Area">The area's code at that level.</param>
/// <param name="Theme">A theme's code, or <see cref="Cell.Total"/>.</param>
public readonly record struct CellKey(string Level, string Area, string Theme);

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

    /// <summary>The theme that is the sum of all others in its area.</summary>
    public const string Total = "total";

    /// <summary>The levels from the smallest areas to the city.</summary>
    public static readonly ImmutableArray<string> Levels = ["delbydel", "bydel", "by"];
}
