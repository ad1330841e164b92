namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>What a measurement says of one theme as a whole.</summary>
/// <param name="WithoutRate">Why the city has no rate; null where it has one.</param>
/// <param name="FirstYear">Of the unbroken series that ends in the measured year.</param>
/// <param name="PlacedPercent">Rows placed, over all sources of the theme.</param>
/// <param name="LeastMonths">Months with incidents, of the source that has fewest.</param>
/// <param name="IndexWeight">Null where the theme takes no part in the index.</param>
public sealed record ThemeResult(
    ThemeParameters Parameters, string? WithoutRate, ThemeDispersion Dispersion, int FirstYear, CityComparison City,
    int HotSpots, int ColdSpots, int ChangesUp, int ChangesDown, double? PlacedPercent, int? LeastMonths, double? IndexWeight)
{
    public string Theme => Parameters.Theme;

    internal static ThemeResult For(
        IReadOnlyList<Figure> figures, MeasurementData data, ThemeParameters parameters, ThemeDispersion dispersion, int firstYear, CityComparison city)
    {
        var delbydeler = figures.Where(figure => figure.Area.Level == Level.Delbydel).ToList();
        var sources = data.Coverage.Where(source => parameters.Theme == Incidents.Taxonomy.Total || source.Themes.Contains(parameters.Theme)).ToList();
        var rows = sources.Sum(source => source.Placed + source.Unplaced + source.Outside);
        return new(
            parameters,
            figures.Any(figure => figure.Rate is not null) ? null : $"no figures of {DenominatorUnits.NameOf(parameters.Denominator)} for {data.Year}",
            dispersion, firstYear, city,
            delbydeler.Count(figure => figure.Comparison?.Spot?.GiClass == "hot"), delbydeler.Count(figure => figure.Comparison?.Spot?.GiClass == "cold"),
            delbydeler.Count(figure => figure.Change?.Class == "up"), delbydeler.Count(figure => figure.Change?.Class == "down"),
            rows == 0 ? null : 100.0 * sources.Sum(source => source.Placed) / rows,
            sources.Count == 0 ? null : sources.Min(source => source.Months),
            null);
    }
}

/// <summary>How a unit is written in files and tables.</summary>
public static class DenominatorUnits
{
    public static string NameOf(DenominatorUnit unit) => unit switch
    {
        DenominatorUnit.Residents => "residents",
        DenominatorUnit.Dwellings => "dwellings",
        DenominatorUnit.MunicipalDwellings => "municipal-dwellings",
        _ => "square-kilometres",
    };

    public static DenominatorUnit Parse(string name) => Enum.GetValues<DenominatorUnit>().First(unit => NameOf(unit) == name);
}
