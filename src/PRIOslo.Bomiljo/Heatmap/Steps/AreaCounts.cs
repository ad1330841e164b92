using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>Step 1: counts summed to every level and to the total. Bydel = sum of its delbydeler, city = sum of its bydeler.</summary>
/// <remarks>The total is the sum of the themes, less what two themes tell of.</remarks>
internal sealed class AreaCounts
{
    private readonly Dictionary<(int Year, string Level, string Area, string Theme), int> _sums = [];
    private readonly Dictionary<int, SortedSet<string>> _themes = [];

    /// <exception cref="ArgumentException">An incident of the measured year is in an area that the year does not have.</exception>
    public AreaCounts(MeasurementData data)
    {
        var known = data.Areas.Where(area => area.Level == Level.Delbydel).Select(area => area.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var count in data.Counts)
        {
            if (count.Year == data.Year && !known.Contains(count.Delbydel))
                throw new ArgumentException($"The delbydel {count.Delbydel} has incidents and is not among the areas.", nameof(data));
            Add(count.Year, count.Delbydel, count.Theme, count.Incidents);
            Add(count.Year, count.Delbydel, Taxonomy.Total, count.Incidents);
            if (!_themes.TryGetValue(count.Year, out var themes))
                _themes[count.Year] = themes = new(StringComparer.Ordinal);
            themes.Add(count.Theme);
        }

        foreach (var twice in data.ToldTwice.Counts)
            Add(twice.Year, twice.Delbydel, Taxonomy.Total, -twice.Incidents);
    }

    public int Of(int year, MeasuredArea area, string theme) => _sums.GetValueOrDefault((year, area.Level, area.Code, theme));

    /// <summary>Whether somebody delivered the theme in an earlier year; the total only where the same themes were delivered.</summary>
    /// <param name="themes">Those of the measured year.</param>
    public bool Has(int year, string theme, IReadOnlyList<string> themes) => _themes.TryGetValue(year, out var delivered)
        && (theme == Taxonomy.Total ? delivered.SetEquals(themes) : delivered.Contains(theme));

    /// <summary>By the code alone: an area of an earlier year that is gone still counts in its bydel.</summary>
    private void Add(int year, string delbydel, string theme, int incidents)
    {
        foreach (var (level, area) in new[] { (Level.Delbydel, delbydel), (Level.Bydel, delbydel[..2]), (Level.City, Level.CityCode) })
            _sums[(year, level, area, theme)] = _sums.GetValueOrDefault((year, level, area, theme)) + incidents;
    }
}
