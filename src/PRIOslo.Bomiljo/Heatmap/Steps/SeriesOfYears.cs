using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>Why a series does not reach further back.</summary>
internal enum SeriesEnd
{
    /// <summary>No denominator in the measured year or in the one before the series.</summary>
    NoDenominator,

    /// <summary>Nobody delivered the theme in the year before, or it is further back than is looked.</summary>
    NoEarlierYear,

    /// <summary>An analyst has said that the years are not comparable.</summary>
    SeriesBreak,

    /// <summary>The area's boundary has moved, or the count of one of the years lacks rows that name an area of other boundaries.</summary>
    BoundaryChange,
}

/// <summary>The unbroken years of one area and theme, the measured year last; empty where that one has no denominator.</summary>
/// <param name="Interpolated">Years whose denominator lies between two known years.</param>
internal sealed record AreaSeries(int FirstYear, int[] Counts, double[] Exposures, bool[] Interpolated, SeriesEnd End)
{
    public int Years => Counts.Length;

    /// <summary>True if this year's or last year's denominator lies between two known years.</summary>
    public bool IsChangeInterpolated => Interpolated.TakeLast(2).Contains(true);

    /// <summary>True if any year's does.</summary>
    public bool IsTrendInterpolated => Interpolated.Contains(true);
}

/// <summary>Step 3: counts and denominators of the years that may be compared.</summary>
internal sealed class SeriesOfYears(MeasurementData data, MeasurementParameters parameters, AreaCounts counts, Denominators denominators)
{
    private readonly Lazy<ILookup<string, string>> _parts = new(() =>
        data.Areas.Where(area => area.Level == Level.Delbydel).ToLookup(area => area.Parent, area => area.Code, StringComparer.Ordinal));

    /// <summary>Of delbydeler and their bydeler, by theme and in total.</summary>
    private readonly Lazy<HashSet<(int Year, string Theme, string Area)>> _incomplete = new(() =>
    {
        var bydeler = data.Areas.Where(area => area.Level == Level.Delbydel).ToDictionary(area => area.Code, area => area.Parent, StringComparer.Ordinal);
        return
        [
            .. from lack in data.Incomplete
               where bydeler.ContainsKey(lack.Delbydel)
               from theme in new[] { lack.Theme, Incidents.Taxonomy.Total }
               from area in new[] { lack.Delbydel, bydeler[lack.Delbydel] }
               select (lack.Year, theme, area),
        ];
    });

    /// <summary>The first of the theme's unbroken years, whatever the areas' boundaries.</summary>
    public int FirstYear(string theme)
    {
        var year = data.Year;
        while (Reaches(year - 1, theme) is null)
            year--;
        return year;
    }

    public AreaSeries Of(MeasuredArea area, string theme)
    {
        var unit = parameters.Of(theme).Denominator;
        var (events, exposures) = (new List<int>(), new List<Exposure>());
        var isWhole = !IsIncomplete(area, theme, data.Year);
        for (var year = data.Year; ; year--)
        {
            var end = year == data.Year ? null : Reaches(year, theme) ?? (isWhole && IsComparable(area, year) && !IsIncomplete(area, theme, year) ? null : SeriesEnd.BoundaryChange);
            var exposure = end is null ? denominators.Of(area, unit, year) : null;
            if (end is null && exposure is not { Value: > 0 })
                end = SeriesEnd.NoDenominator;
            if (end is { } reason)
            {
                events.Reverse();
                exposures.Reverse();
                return new(year + 1, [.. events], [.. exposures.Select(one => one.Value)], [.. exposures.Select(one => one.Interpolated)], reason);
            }

            events.Add(counts.Of(year, area, theme));
            exposures.Add(exposure!.Value);
        }
    }

    /// <summary>True if the area is the same in an earlier year; a bydel and the city if all their parts are, or their outline is.</summary>
    public bool IsComparable(MeasuredArea area, int year)
    {
        if (!data.Comparable.TryGetValue(year, out var same))
            return true;
        return area.Level switch
        {
            Level.Delbydel => same.Contains(area.Code),
            Level.City => _parts.Value.All(parts => IsWhole(parts.Key)) || (same.Contains(Level.City) && _parts.Value.SelectMany(parts => parts).All(code => IsDrawn(code) || same.Contains(code))),
            _ => IsWhole(area.Code),
        };

        bool IsWhole(string bydel) => same.Contains(bydel) || _parts.Value[bydel].All(same.Contains);

        static bool IsDrawn(string delbydel) => !DelbydelCode.Parse(delbydel).IsSpecial;
    }

    /// <summary>True where the year's count lacks rows that name an area of other boundaries; for the city these are among the unplaced.</summary>
    public bool IsIncomplete(MeasuredArea area, string theme, int year) => _incomplete.Value.Contains((year, theme, area.Code));

    /// <returns>Null where the theme's series reaches the year.</returns>
    private SeriesEnd? Reaches(int year, string theme)
    {
        if (year <= data.Year - parameters.HistoryYears || !counts.Has(year, theme, data.Themes))
            return SeriesEnd.NoEarlierYear;
        return year < UnbrokenSince(theme) ? SeriesEnd.SeriesBreak : null;
    }

    /// <summary>The total breaks where any of its themes does.</summary>
    private int UnbrokenSince(string theme) => theme == Incidents.Taxonomy.Total
        ? data.Themes.Select(part => data.UnbrokenSince.GetValueOrDefault(part, int.MinValue)).DefaultIfEmpty(int.MinValue).Max()
        : data.UnbrokenSince.GetValueOrDefault(theme, int.MinValue);
}
