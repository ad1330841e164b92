namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>The levels that figures are computed for.</summary>
public static class Level
{
    public const string Delbydel = "delbydel";
    public const string Bydel = "bydel";
    public const string City = "by";

    /// <summary>The city's code at its level: the municipality number.</summary>
    public const string CityCode = "0301";
}

/// <summary>An area of a year's measurement.</summary>
/// <param name="Code">Unique within its level only: 0301 is a delbydel and, at level <c>by</c>, the city.</param>
/// <param name="Name">Not a key.</param>
/// <param name="Parent">The bydel of a delbydel, the city of a bydel, empty for the city.</param>
public sealed record MeasuredArea(string Level, string Code, string Name, string Parent);

/// <summary>Incidents of one theme in one delbydel in one year.</summary>
public sealed record IncidentCount(string Delbydel, string Theme, int Incidents);
