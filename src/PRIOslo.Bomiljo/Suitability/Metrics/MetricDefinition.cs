namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>A metric's public name (rule files, columns), its unit and the layers that it reads.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Name">As in rule files and columns.</param>
/// <param name="Unit">«m», «dwellings», «homes» or «share» (0 to 1).</param>
/// <param name="Layers">The layers read; with several, any one of them is enough for a value.</param>
/// <param name="RadiusMetres">How far around the site it counts; null for a distance, and for what is not measured around.</param>
/// <param name="Beside">A layer that it takes besides; null for none.</param>
/// <param name="UnknownShare">The share of the site that its layer does not tell of, by which the value may be more; null where the value is all there is.</param>
public sealed record MetricDefinition(
    Metric Metric, string Name, string Unit, IReadOnlyList<string> Layers, int? RadiusMetres = null, string? Beside = null, Metric? UnknownShare = null)
{
    /// <summary>Every metric, in the order of <see cref="Metrics.Metric"/> and of the output's columns.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new(Metric.Dwellings25m, "dwellings_25m", "dwellings", [LayerNames.Building], 25),
        new(Metric.Dwellings50m, "dwellings_50m", "dwellings", [LayerNames.Building], 50),
        new(Metric.Dwellings100m, "dwellings_100m", "dwellings", [LayerNames.Building], 100),
        new(Metric.Dwellings200m, "dwellings_200m", "dwellings", [LayerNames.Building], 200),
        new(Metric.ResidentialShare200m, "residential_share_200m", "share", [LayerNames.Building], 200),
        new(Metric.NearestDwelling, "nearest_dwelling_m", "m", [LayerNames.Building]),
        new(Metric.NearestBuilding, "nearest_building_m", "m", [LayerNames.Building]),
        new(Metric.NearestBusiness, "nearest_business_m", "m", [LayerNames.Business, LayerNames.Building]),
        new(Metric.NearestSchool, "nearest_school_m", "m", [LayerNames.School]),
        new(Metric.NearestKindergarten, "nearest_kindergarten_m", "m", [LayerNames.Kindergarten]),
        new(Metric.NearestOtherDwelling, "nearest_other_dwelling_m", "m", [LayerNames.Building]),
        new(Metric.NearestOtherBuilding, "nearest_other_building_m", "m", [LayerNames.Building]),
        new(Metric.OtherResidentialShare200m, "other_residential_share_200m", "share", [LayerNames.Building], 200),
        new(Metric.BuiltUpArea, "built_up_area_m", "m", [LayerNames.Building]),
        new(Metric.SmallHouses50m, "small_houses_50m", "homes", [LayerNames.Facility], 50),
        new(Metric.FacilityCapacity150m, "facility_capacity_150m", "homes", [LayerNames.Facility], 150),
        new(Metric.NearestFacility, "nearest_facility_m", "m", [LayerNames.Facility]),
        new(Metric.NearestFacilityFor5To7, "nearest_facility_5_7_m", "m", [LayerNames.Facility]),
        new(Metric.MunicipalShare200m, "municipal_share_200m", "share", [LayerNames.MunicipalFlat], 200, LayerNames.Building),
        new(Metric.MunicipalShareDelbydel, "municipal_share_delbydel", "share", [LayerNames.Population]),
        new(Metric.WorstTenthProbability, "worst_tenth_probability", "share", [LayerNames.Index]),
        new(Metric.MarkaShare, "marka_share", "share", [LayerNames.Marka], 0),
        new(Metric.PlanBarredShare, "plan_barred_share", "share", [LayerNames.Plan], 0, UnknownShare: Metric.PlanUnknownShare),
        new(Metric.PlanUnknownShare, "plan_unknown_share", "share", [LayerNames.Plan], 0),
        new(Metric.MunicipalLandShare, "municipal_land_share", "share", [LayerNames.Ownership], 0),
        new(Metric.NoiseRedShare, "noise_red_share", "share", [LayerNames.Noise], 0),
        new(Metric.NoiseYellowShare, "noise_yellow_share", "share", [LayerNames.Noise], 0),
        new(Metric.FloodShare, "flood_share", "share", [LayerNames.Flood], 0),
        new(Metric.QuickClayShare, "quick_clay_share", "share", [LayerNames.QuickClay], 0),
        new(Metric.ContaminatedShare, "contaminated_share", "share", [LayerNames.Contamination], 0),
        new(Metric.HeritageShare, "heritage_share", "share", [LayerNames.Heritage], 0),
        new(Metric.SteepShare, "steep_share", "share", [LayerNames.Steep], 0),
        new(Metric.NearestLowThreshold, "nearest_low_threshold_m", "m", [LayerNames.LowThreshold]),
        new(Metric.NearestTransit, "nearest_transit_m", "m", [LayerNames.Transit]),
        new(Metric.PlannedUnits, "planned_units", "homes", [LayerNames.Site]),
        new(Metric.PossibleUnits, "possible_units", "homes", [LayerNames.Site]),
        new(Metric.VisibleDwellings100m, "visible_dwellings_100m", "dwellings", [LayerNames.Terrain], 100, LayerNames.Building),
        new(Metric.VisibleDwellingShare100m, "visible_dwelling_share_100m", "share", [LayerNames.Terrain], 100, LayerNames.Building),
        new(Metric.NearestTransitOnFoot, "nearest_transit_on_foot_m", "m", [LayerNames.WalkingWay], Beside: LayerNames.Transit),
        new(Metric.CultivatedLandShare, "cultivated_land_share", "share", [LayerNames.LandUse], 0, UnknownShare: Metric.LandUseUnknownShare),
        new(Metric.WaterOrBogShare, "water_or_bog_share", "share", [LayerNames.LandUse], 0, UnknownShare: Metric.LandUseUnknownShare),
        new(Metric.LandUseUnknownShare, "land_use_unknown_share", "share", [LayerNames.LandUse], 0),
    ];

    /// <summary>The layers beyond whose end the value is not known.</summary>
    public IReadOnlyList<string> Bounding { get; } = Beside is null ? Layers : [.. Layers, Beside];

    /// <summary>Whether the value would help to find where vulnerable people live.</summary>
    public bool IsSensitive => Layers.Any(LayerNames.IsSensitive);

    public static MetricDefinition Of(Metric metric) => All[(int)metric];

    /// <returns>The metric with the name, or null.</returns>
    public static MetricDefinition? Find(string name) => All.FirstOrDefault(definition => definition.Name == name);
}
