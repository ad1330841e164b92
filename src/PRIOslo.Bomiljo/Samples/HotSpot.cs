using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>A cluster of neighbouring delbydeler where themes are raised on purpose.</summary>
/// <param name="Themes">Theme codes.</param>
/// <param name="FirstYear">First year that is raised.</param>
/// <param name="LastYear">Last year that is raised.</param>
/// <param name="RelativeRisk">Times the rate that the same areas would have had.</param>
/// <param name="Delbydeler">The areas, ordered by code.</param>
internal sealed record HotSpot(IReadOnlyList<string> Themes, int FirstYear, int LastYear, double RelativeRisk,
    IReadOnlyList<DelbydelCode> Delbydeler)
{
    private const int AreasInCluster = 4;

    private static readonly (string[] Themes, double RelativeRisk, bool LaterHalf)[] Kinds =
    [
        (["trygghet", "ro-og-orden"], 2.5, false),
        (["forsopling"], 2.0, true),
        (["brann", "bostabilitet"], 2.2, false),
    ];

    /// <summary>Three clusters that share no area: one over all years for safety and order, one in the later half for litter, one
    /// over all years for fire and housing.</summary>
    public static IReadOnlyList<HotSpot> Draw(IReadOnlyList<CityArea> areas, int firstYear, int lastYear, Pcg32 random)
    {
        var free = areas.Where(area => area.IsLivedIn).ToList();
        var hotSpots = new List<HotSpot>();
        foreach (var (themes, relativeRisk, laterHalf) in Kinds)
        {
            if (free.Count < AreasInCluster)
                break;
            var centre = free[random.Next(free.Count)];
            var cluster = free.OrderBy(area => area.DistanceTo(centre.East, centre.North)).ThenBy(area => area.Code)
                .Take(AreasInCluster).ToArray();
            free.RemoveAll(cluster.Contains);
            hotSpots.Add(new HotSpot(themes, laterHalf ? firstYear + ((lastYear - firstYear + 1) / 2) : firstYear, lastYear,
                relativeRisk, cluster.Select(area => area.Code).Order().ToArray()));
        }

        return hotSpots;
    }

    /// <returns>The relative risk where and when the cluster holds, else 1.</returns>
    public double RiskOf(string theme, int year, DelbydelCode delbydel) =>
        year >= FirstYear && year <= LastYear && Themes.Contains(theme) && Delbydeler.Contains(delbydel) ? RelativeRisk : 1;
}
