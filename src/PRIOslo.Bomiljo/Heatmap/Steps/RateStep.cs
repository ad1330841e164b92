using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>Step 5: rates and severity-weighted totals with their intervals, for every area of one theme.</summary>
internal static class RateStep
{
    public static List<Figure> For(
        MeasurementData data, MeasurementParameters parameters, AreaCounts counts, Denominators denominators, double dispersion, string theme)
    {
        var (unit, per) = (parameters.Of(theme).Denominator, parameters.Of(theme).RatePer);
        var weighing = new SeverityWeights(data, theme);
        return [.. data.Areas.Select(area =>
        {
            var incidents = counts.Of(data.Year, area, theme);
            var exposure = denominators.Of(area, unit, data.Year) is { Value: > 0 } known ? known : (Exposure?)null;
            return new Figure(area, theme, incidents, exposure?.Value, exposure is { } sum ? Rate.For(incidents, sum.Value, per, dispersion: dispersion) : null)
            {
                Interpolated = exposure?.Interpolated ?? false,
                Weighted = weighing.Of(area, dispersion),
            };
        })];
    }
}

/// <summary>Counts per category, which weigh differently.</summary>
/// <remarks>The total counts an event that two services tell of once, where the count does, with the weight of its heaviest report.</remarks>
internal sealed class SeverityWeights
{
    private readonly Dictionary<(string Level, string Area), int[]> _counts = [];
    private readonly double[] _weights;

    public SeverityWeights(MeasurementData data, string theme)
    {
        var own = data.Counts.Where(count => count.Year == data.Year && (theme == Taxonomy.Total || count.Theme == theme)).ToList();
        // The heaviest report of an event at New Year may be the only one of its category, and of the other year.
        var told = theme == Taxonomy.Total ? data.ToldTwice.Events.Where(pair => pair.First.Year == data.Year) : [];
        var categories = own.Select(count => count.Category).Concat(told.Select(pair => pair.Second.Category)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        _weights = [.. categories.Select(category => data.Severities.GetValueOrDefault(category, 1))];
        foreach (var count in own)
            Add(count.Delbydel, count.Category, count.Incidents);
        foreach (var group in theme == Taxonomy.Total ? data.ToldTwice.Events.GroupBy(pair => pair.First) : [])
        {
            foreach (var left in group.Where(pair => pair.Second.Year == data.Year))
                Add(left.Second.Delbydel, left.Second.Category, -1);
            if (group.Key.Year != data.Year)
                continue;
            var heaviest = group.Select(pair => pair.Second.Category).Prepend(group.Key.Category).MaxBy(category => data.Severities.GetValueOrDefault(category, 1))!;
            Add(group.Key.Delbydel, group.Key.Category, -1);
            Add(group.Key.Delbydel, heaviest, 1);
        }

        void Add(string delbydel, string category, int incidents)
        {
            var at = categories.BinarySearch(category, StringComparer.Ordinal);
            foreach (var key in new[] { (Level.Delbydel, delbydel), (Level.Bydel, delbydel[..2]), (Level.City, Level.CityCode) })
            {
                if (!_counts.TryGetValue(key, out var row))
                    _counts[key] = row = new int[categories.Count];
                row[at] += incidents;
            }
        }
    }

    /// <returns>Null where no category of the theme has a weight above 0.</returns>
    public WeightedTotal? Of(MeasuredArea area, double dispersion) => _weights.Any(weight => weight > 0)
        ? WeightedTotal.For(_counts.GetValueOrDefault((area.Level, area.Code)) ?? new int[_weights.Length], _weights, dispersion)
        : null;
}
