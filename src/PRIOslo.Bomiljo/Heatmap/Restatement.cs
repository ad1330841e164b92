using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap.SameEvents;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Puts the counts, residents and comparability of earlier years on the measured year's areas, by the table of changes. Pure.</summary>
internal static class Restatement
{
    public static MeasurementData Apply(MeasurementData data, CodeChanges changes)
    {
        var earlier = data.Counts.Select(count => count.Year).Concat(data.Comparable.Keys).Where(year => year < data.Year).Distinct()
            .Select(year => (Year: year, Targets: changes.Targets(year, data.Year))).Where(pair => pair.Targets.Count > 0)
            .ToDictionary(pair => pair.Year, pair => pair.Targets);
        if (earlier.Count == 0)
            return data;
        // Their own figures of residents are of what they were then.
        var exchanging = earlier.Keys.ToDictionary(year => year, year => changes.ExchangingBydeler(year, data.Year));
        return data with
        {
            Counts =
            [
                .. data.Counts.Where(count => !earlier.ContainsKey(count.Year)),
                .. data.Counts.Where(count => earlier.ContainsKey(count.Year)).GroupBy(count => (count.Year, count.Theme))
                    .SelectMany(theme => Restate([.. theme], theme.Key.Year, theme.Key.Theme, data.Year, changes)),
            ],
            ToldTwice = data.ToldTwice with { Counts = [.. Restate(data.ToldTwice.Counts, data.Year, changes, earlier.Keys)] },
            Population = [.. data.Population.Where(figure => !earlier.ContainsKey(figure.Year) || !(IsDelbydel(figure) || exchanging[figure.Year].Contains(figure.Code))), .. earlier.Keys.Order().SelectMany(year => Restate(data, changes, year))],
            Comparable = data.Comparable.ToDictionary(pair => pair.Key, IReadOnlySet<string> (pair) => earlier.TryGetValue(pair.Key, out var targets)
                ? pair.Value.Except(targets.Keys, StringComparer.Ordinal).Concat(targets.Where(target => target.Value).Select(target => target.Key)).ToHashSet(StringComparer.Ordinal)
                : pair.Value),
            RestatedUntil = earlier.SelectMany(pair => pair.Value.Where(target => target.Value).Select(target => target.Key).Concat(exchanging[pair.Key]), (pair, code) => (Code: code, Year: pair.Key))
                .GroupBy(target => target.Code, StringComparer.Ordinal).ToDictionary(area => area.Key, area => area.Max(target => target.Year), StringComparer.Ordinal),
        };
    }

    /// <summary>One theme of a year: its sum is rounded, its categories are shared within it.</summary>
    private static IEnumerable<IncidentCount> Restate(List<IncidentCount> counts, int year, string theme, int later, CodeChanges changes)
    {
        List<string> categories = [.. counts.Select(count => count.Category).Distinct().Order(StringComparer.Ordinal)];
        var terms = counts.GroupBy(count => count.Delbydel, StringComparer.Ordinal).ToDictionary(
            area => area.Key, IReadOnlyList<int> (area) => categories.ConvertAll(category => area.Where(count => count.Category == category).Sum(count => count.Incidents)), StringComparer.Ordinal);
        return changes.Restate(terms, year, later).OrderBy(area => area.Key, StringComparer.Ordinal)
            .SelectMany(area => categories.Zip(area.Value, (category, incidents) => new IncidentCount(year, area.Key, theme, category, incidents)))
            .Where(count => count.Incidents > 0);
    }

    private static IEnumerable<ToldTwiceCount> Restate(IReadOnlyList<ToldTwiceCount> counts, int later, CodeChanges changes, ICollection<int> years) =>
        counts.GroupBy(count => (count.Year, count.Theme)).SelectMany(group => years.Contains(group.Key.Year)
            ? changes.Restate(group.ToDictionary(count => count.Delbydel, count => count.Incidents, StringComparer.Ordinal), group.Key.Year, later)
                .Where(pair => pair.Value > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new ToldTwiceCount(group.Key.Year, pair.Key, group.Key.Theme, pair.Value))
            : group);

    private static bool IsDelbydel(PopulationFigure figure) => figure.Code.Length == 4;

    /// <summary>A unit is restated where every delbydel of the year has it: else a part would be taken for the whole.</summary>
    private static IEnumerable<PopulationFigure> Restate(MeasurementData data, CodeChanges changes, int year)
    {
        var known = data.Population.Where(figure => figure.Year == year && IsDelbydel(figure)).ToList();
        var residents = Of(figure => figure.Residents);
        var dwellings = Of(figure => figure.Dwellings);
        var municipal = Of(figure => figure.MunicipalDwellings);
        return (residents ?? []).Keys.Order(StringComparer.Ordinal).Select(code => new PopulationFigure(code, year, residents![code], dwellings?[code], municipal?[code]));

        Dictionary<string, int>? Of(Func<PopulationFigure, int?> unit) => known.TrueForAll(figure => unit(figure) is not null)
            ? changes.Restate(known.ToDictionary(figure => figure.Code, figure => unit(figure)!.Value, StringComparer.Ordinal), year, data.Year).ToDictionary(StringComparer.Ordinal)
            : null;
    }
}
