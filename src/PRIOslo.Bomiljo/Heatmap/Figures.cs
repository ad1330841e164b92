using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>A true figure of the measurement: never shown outside the house as it is.</summary>
/// <param name="Denominator">Residents; null where nobody lives or the figure is not known.</param>
/// <param name="Rate">Per <see cref="Figures.RatePer"/> residents with its 95 % interval; null without a denominator.</param>
public sealed record Figure(MeasuredArea Area, string Theme, int Incidents, double? Denominator, Rate? Rate);

/// <summary>Counts → rates, for every area, level and theme of a year. Pure.</summary>
public static class Figures
{
    /// <summary>Rates are per 1,000 residents.</summary>
    public const int RatePer = 1_000;

    /// <param name="areas">All areas of all levels; each delbydel's parent is a bydel, each bydel's the city.</param>
    /// <param name="themes">The themes that the year has data for; the total over them is added.</param>
    /// <param name="counts">Per delbydel and theme; a pair that is missing has none.</param>
    /// <param name="residents">Per code: delbydel, bydel and <see cref="PopulationImport.CityCode"/>.</param>
    /// <returns>One figure per area and theme: bydel = sum of its delbydeler, city = sum of its bydeler, total = sum of themes.</returns>
    public static IReadOnlyList<Figure> Compute(
        IReadOnlyList<MeasuredArea> areas, IReadOnlyList<string> themes, IReadOnlyList<IncidentCount> counts, IReadOnlyDictionary<string, int> residents)
    {
        var sums = new Dictionary<(string Level, string Code, string Theme), int>();
        var parents = areas.ToDictionary(area => (area.Level, area.Code), area => area.Parent);
        foreach (var count in counts)
        {
            if (!parents.TryGetValue((Level.Delbydel, count.Delbydel), out var bydel))
                throw new ArgumentException($"The delbydel {count.Delbydel} has incidents and is not among the areas.", nameof(counts));
            foreach (var theme in new[] { count.Theme, Taxonomy.Total })
            {
                Add(Level.Delbydel, count.Delbydel, theme, count.Incidents);
                Add(Level.Bydel, bydel, theme, count.Incidents);
                Add(Level.City, Level.CityCode, theme, count.Incidents);
            }
        }

        var exposures = areas.ToDictionary(area => area, area => Exposure(area, areas, residents));
        return [.. areas.SelectMany(area => themes.Append(Taxonomy.Total).Select(theme => ToFigure(area, theme)))];

        void Add(string level, string code, string theme, int incidents) =>
            sums[(level, code, theme)] = sums.GetValueOrDefault((level, code, theme)) + incidents;

        Figure ToFigure(MeasuredArea area, string theme)
        {
            var incidents = sums.GetValueOrDefault((area.Level, area.Code, theme));
            double? exposure = exposures[area] is { } sum and > 0 ? sum : null;
            return new(area, theme, incidents, exposure, exposure is { } known ? Rate.For(incidents, known, RatePer) : null);
        }
    }

    /// <summary>The area's own figure, else the sum of its parts if all of them are known (zero is); never a guess.</summary>
    private static int? Exposure(MeasuredArea area, IReadOnlyList<MeasuredArea> areas, IReadOnlyDictionary<string, int> residents)
    {
        if (residents.TryGetValue(area.Level == Level.City ? PopulationImport.CityCode : area.Code, out var own))
            return own;
        if (area.Level == Level.Delbydel)
            return null;

        // Sentrum and Marka may have no figure: hardly anybody lives there, and they are never ranked.
        var parts = areas.Where(part => part.Parent == area.Code && part.Level == (area.Level == Level.City ? Level.Bydel : Level.Delbydel))
            .Select(part => (Special: part.Code is "16" or "17" || (DelbydelCode.TryParse(part.Code, out var code) && code.IsSpecial), Residents: Exposure(part, areas, residents)))
            .ToList();
        return parts.TrueForAll(part => part.Special || part.Residents is not null) ? parts.Sum(part => part.Residents ?? 0) : null;
    }
}
