using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Heatmap.Steps;

/// <summary>Incidents of a bydel or the city in one part of the day, week or year.</summary>
/// <param name="Kind">As <see cref="TimeCount.Kind"/>.</param>
public sealed record ProfileCount(string Level, string Area, string Theme, string Kind, int Slot, int Incidents);

/// <summary>Step 9: hour, weekday and month profiles, summed to bydel and city and over the themes; slots without incidents are left out.</summary>
internal static class ProfileStep
{
    public static List<ProfileCount> For(MeasurementData data)
    {
        var sums = new Dictionary<(string Level, string Area, string Theme, string Kind, int Slot), int>();
        foreach (var count in data.Times)
        {
            foreach (var theme in new[] { count.Theme, Taxonomy.Total })
            {
                Add((Level.Bydel, count.Delbydel[..2], theme, count.Kind, count.Slot), count.Incidents);
                Add((Level.City, Level.CityCode, theme, count.Kind, count.Slot), count.Incidents);
            }
        }

        return [.. sums.OrderBy(pair => pair.Key).Select(pair => new ProfileCount(pair.Key.Level, pair.Key.Area, pair.Key.Theme, pair.Key.Kind, pair.Key.Slot, pair.Value))];

        void Add((string, string, string, string, int) key, int incidents) => sums[key] = sums.GetValueOrDefault(key) + incidents;
    }
}
