using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>Checks one site: places it, measures it, judges it by the rules, and reports. Pure.</summary>
public static class SiteCheck
{
    /// <param name="site">Point or plot.</param>
    /// <param name="layers">What is there.</param>
    /// <param name="rules">The location rules.</param>
    /// <param name="groups">The groups to judge for.</param>
    /// <param name="mayKnowHomes">Whether who asks may know where facilities and municipal flats are.</param>
    /// <returns>
    /// A verdict per group. Outside the municipality every metric is unknown and so is every verdict. Where the area layers do
    /// not tell, the metrics are measured and judged, but no verdict is «suitable».
    /// </returns>
    public static SiteReport Check(
        Site site, SiteLayers layers, RuleFile rules, IReadOnlyList<GroupCode> groups, bool mayKnowHomes = true) =>
        SiteReporting.Of(ScreeningRun.Run([site with { Group = null }], layers, rules, groups, mayKnowHomes), 0);
}
