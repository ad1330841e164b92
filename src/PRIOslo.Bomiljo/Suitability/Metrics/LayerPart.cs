using PRIOslo.Bomiljo.Geography.Geodata;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>A layer, or those of its features that a metric looks for.</summary>
public enum LayerPart
{
    Business,
    School,
    Kindergarten,
    LowThreshold,
    Transit,
    Facility,

    /// <summary>Homes for groups 5 to 7, and homes whose groups are not stated, or not understood.</summary>
    FacilityFor5To7,

    /// <summary>Small houses for group 3.</summary>
    SmallHouse,
    MunicipalFlat,
    Marka,

    /// <summary>Plan areas whose purpose is known.</summary>
    Plan,

    /// <summary>Plan areas whose purpose bars homes.</summary>
    PlanBarringHomes,

    /// <summary>Properties whose owner is known.</summary>
    Ownership,
    MunicipalLand,
    NoiseRed,
    NoiseYellow,
    Flood,
    QuickClay,
    Contamination,
    Heritage,
    Steep,

    /// <summary>Places with their number of dwelling units, which the buildings take theirs from.</summary>
    DwellingUnit,

    /// <summary>Ground whose cover is known.</summary>
    LandUse,
    CultivatedLand,
    WaterOrBog,

    /// <summary>Those of them whose units have numbers: surely dwellings, whatever the building is used for.</summary>
    NumberedUnit,
}

/// <param name="Part">The part.</param>
/// <param name="Layer">The layer that it is taken from.</param>
/// <param name="Holds">Whether a feature of this kind (as imported; may be empty) belongs to it.</param>
public sealed record LayerPartDefinition(LayerPart Part, string Layer, Func<string, bool> Holds)
{
    /// <summary>Every part, in the order of <see cref="LayerPart"/>.</summary>
    public static IReadOnlyList<LayerPartDefinition> All { get; } =
    [
        Whole(LayerPart.Business, LayerNames.Business),
        Whole(LayerPart.School, LayerNames.School),
        Whole(LayerPart.Kindergarten, LayerNames.Kindergarten),
        Whole(LayerPart.LowThreshold, LayerNames.LowThreshold),
        Whole(LayerPart.Transit, LayerNames.Transit),
        Whole(LayerPart.Facility, LayerNames.Facility),
        new(LayerPart.FacilityFor5To7, LayerNames.Facility, kind => Groups(kind) is not { Count: > 0 } groups || groups.Any(group => group is "5" or "6" or "7" or "som-5-7")),
        new(LayerPart.SmallHouse, LayerNames.Facility, kind => Groups(kind)?.Contains("3") == true),
        Whole(LayerPart.MunicipalFlat, LayerNames.MunicipalFlat),
        Whole(LayerPart.Marka, LayerNames.Marka),
        new(LayerPart.Plan, LayerNames.Plan, kind => kind is "homes" or "other"),
        new(LayerPart.PlanBarringHomes, LayerNames.Plan, kind => kind == "other"),
        new(LayerPart.Ownership, LayerNames.Ownership, kind => kind.Length > 0),
        new(LayerPart.MunicipalLand, LayerNames.Ownership, kind => kind == "municipal"),
        new(LayerPart.NoiseRed, LayerNames.Noise, kind => kind == "red"),
        new(LayerPart.NoiseYellow, LayerNames.Noise, kind => kind == "yellow"),
        Whole(LayerPart.Flood, LayerNames.Flood),
        Whole(LayerPart.QuickClay, LayerNames.QuickClay),
        Whole(LayerPart.Contamination, LayerNames.Contamination),
        Whole(LayerPart.Heritage, LayerNames.Heritage),
        Whole(LayerPart.Steep, LayerNames.Steep),
        Whole(LayerPart.DwellingUnit, LayerNames.DwellingUnit),
        new(LayerPart.LandUse, LayerNames.LandUse, kind => kind is "cultivated" or "water" or "bog" or "other"),
        new(LayerPart.CultivatedLand, LayerNames.LandUse, kind => kind == "cultivated"),
        new(LayerPart.WaterOrBog, LayerNames.LandUse, kind => kind is "water" or "bog"),
        new(LayerPart.NumberedUnit, LayerNames.DwellingUnit, kind => kind == DwellingUnits.Numbered),
    ];

    private static LayerPartDefinition Whole(LayerPart part, string layer) => new(part, layer, _ => true);

    /// <returns>Null where they are not understood.</returns>
    private static IReadOnlyList<string>? Groups(string kind) => FacilityGroups.TryParse(kind, out var groups) ? groups : null;
}
