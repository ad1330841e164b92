namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>A metric's public name (rule files, columns), its unit and the layers that it reads.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Name">As in rule files and columns.</param>
/// <param name="Unit">«m», «dwellings» or «share» (0 to 1).</param>
/// <param name="Layers">The layers read; with several, any one of them is enough for a value.</param>
public sealed record MetricDefinition(Metric Metric, string Name, string Unit, IReadOnlyList<string> Layers)
{
    /// <summary>Every metric, in the order of <see cref="Metrics.Metric"/> and of the output's columns.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new(Metric.Dwellings25m, "dwellings_25m", "dwellings", [LayerNames.Building]),
        new(Metric.Dwellings50m, "dwellings_50m", "dwellings", [LayerNames.Building]),
        new(Metric.Dwellings100m, "dwellings_100m", "dwellings", [LayerNames.Building]),
        new(Metric.Dwellings200m, "dwellings_200m", "dwellings", [LayerNames.Building]),
        new(Metric.ResidentialShare200m, "residential_share_200m", "share", [LayerNames.Building]),
        new(Metric.NearestDwelling, "nearest_dwelling_m", "m", [LayerNames.Building]),
        new(Metric.NearestBuilding, "nearest_building_m", "m", [LayerNames.Building]),
        new(Metric.NearestBusiness, "nearest_business_m", "m", [LayerNames.Business, LayerNames.Building]),
        new(Metric.NearestSchool, "nearest_school_m", "m", [LayerNames.School]),
        new(Metric.NearestKindergarten, "nearest_kindergarten_m", "m", [LayerNames.Kindergarten]),
    ];

    public static MetricDefinition Of(Metric metric) => All[(int)metric];

    /// <returns>The metric with the name, or null.</returns>
    public static MetricDefinition? Find(string name) => All.FirstOrDefault(definition => definition.Name == name);
}
