using PRIOslo.Bomiljo.Geography;

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
public sealed record MeasuredArea(string Level, string Code, string Name, string Parent)
{
    /// <summary>Sentrum and Marka, as delbydel and as bydel: shown, never ranked, tested or counted among the rest.</summary>
    public bool IsSpecial => Level switch
    {
        Heatmap.Level.Delbydel => DelbydelCode.TryParse(Code, out var code) && code.IsSpecial,
        Heatmap.Level.Bydel => Code is "16" or "17",
        _ => false,
    };
}

/// <summary>Incidents of one category in one delbydel in one year.</summary>
/// <param name="Delbydel">In the boundary vintage of the year.</param>
public sealed record IncidentCount(int Year, string Delbydel, string Theme, string Category, int Incidents);

/// <summary>Population of one area in one year; null means unknown, which is not zero.</summary>
/// <param name="Code">Delbydel, bydel or <see cref="PopulationImport.CityCode"/>.</param>
public sealed record PopulationFigure(string Code, int Year, int Residents, int? Dwellings, int? MunicipalDwellings);
