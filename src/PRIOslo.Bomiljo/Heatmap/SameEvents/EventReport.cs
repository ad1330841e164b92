using System.Runtime.InteropServices;

namespace PRIOslo.Bomiljo.Heatmap.SameEvents;

/// <summary>One service's report of one event, with its time to the minute and a place.</summary>
/// <param name="Delivery">With <paramref name="Line"/>, what tells incidents apart.</param>
/// <param name="Line">In the delivery.</param>
/// <param name="Key">The source's own, the same whenever the file is imported; settles ties.</param>
/// <param name="At">When.</param>
/// <param name="Year">The calendar year in Europe/Oslo.</param>
/// <param name="Delbydel">Where it was placed.</param>
/// <param name="Theme">Where it counts.</param>
/// <param name="Category">Which decides what it weighs.</param>
/// <param name="Point">East and north in EPSG:25832, metres; null where it is known to an area only.</param>
public sealed record EventReport(int Delivery, int Line, Guid Key, DateTimeOffset At, int Year, string Delbydel, string Theme, string Category, (double East, double North)? Point)
{
    public (int Delivery, int Line) Id => (Delivery, Line);
}

/// <summary>Two reports that are taken for one event; the total leaves out the second.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SameEvent(EventReport First, EventReport Second);
