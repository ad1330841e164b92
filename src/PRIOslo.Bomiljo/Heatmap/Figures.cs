using PRIOslo.Bomiljo.Heatmap.Steps;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>A true figure of the measurement: never shown outside the house as it is.</summary>
/// <param name="Denominator">In the theme's unit; null where it is zero or not known.</param>
/// <param name="Rate">With its 95 % interval, widened by the theme's dispersion; null without a denominator.</param>
public sealed record Figure(MeasuredArea Area, string Theme, int Incidents, double? Denominator, Rate? Rate)
{
    /// <summary>True if the denominator, or a part of it, lies between two known years.</summary>
    public bool Interpolated { get; init; }

    /// <summary>The total weighted by severity.</summary>
    public WeightedTotal? Weighted { get; init; }

    public YearChange? Change { get; init; }

    public YearTrend? Trend { get; init; }

    public DataQuality Quality { get; init; } = DataQuality.Unknown;

    /// <summary>Null for the city, for areas that are not ranked, and where there is no rate to compare.</summary>
    public Comparison? Comparison { get; init; }
}

/// <summary>All that a measurement of a year gives.</summary>
/// <param name="Figures">One per area and theme, the total included.</param>
public sealed record YearFigures(
    IReadOnlyList<Figure> Figures, IReadOnlyList<ThemeResult> Themes, IReadOnlyList<IndexValue> Index, IReadOnlyList<ProfileCount> Profiles);

/// <summary>Counts → denominators → series → dispersion → rates → change → comparison → index, for every area and theme of a year.</summary>
/// <remarks>Pure: the same data and parameters give the same bits, on any number of threads.</remarks>
public static class Figures
{
    /// <param name="threads">−1 for all processors.</param>
    public static YearFigures Compute(MeasurementData data, MeasurementParameters parameters, int threads = -1)
    {
        var counts = new AreaCounts(data);
        var denominators = new Denominators(data);
        var series = new SeriesOfYears(data, parameters, counts, denominators);
        var ranked = data.Areas.Where(area => area.Level == Level.Delbydel && !area.IsSpecial).ToList();
        var neighbours = new Lazy<Neighbours>(() => AreaNeighbours.Of(ranked, data.Shapes, parameters));
        var figures = new List<Figure>();
        var themes = new List<ThemeResult>();
        foreach (var theme in data.Themes.Append(Taxonomy.Total))
        {
            var dispersion = DispersionStep.For(data, parameters, counts, denominators, series, ranked, theme);
            var rated = RateStep.For(data, parameters, counts, denominators, dispersion.Value, theme);
            rated = ChangeStep.Add(rated, parameters, series, dispersion.Value, theme);
            rated = QualityStep.Add(rated, data, parameters, theme);
            var compared = ComparisonStep.Add(rated, data.Year, parameters, neighbours, dispersion.Value, threads, out var city);
            figures.AddRange(compared);
            themes.Add(ThemeResult.For(compared, data, parameters.Of(theme), dispersion, series.FirstYear(theme), city));
        }

        var order = data.Areas.Select((area, at) => (area, at)).ToDictionary(pair => pair.area, pair => pair.at);
        var index = IndexStep.For(figures, themes, data.Year, parameters, threads);
        return new([.. figures.OrderBy(figure => order[figure.Area])], index.Themes, index.Values, ProfileStep.For(data));
    }
}
