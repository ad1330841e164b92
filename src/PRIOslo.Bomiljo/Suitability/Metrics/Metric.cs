namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>
/// What is measured around a site. A radius includes its end; distances are 0 inside a footprint or area. «Other» leaves out
/// the site's own buildings (see <see cref="OwnBuildings"/>).
/// </summary>
public enum Metric
{
    /// <summary>Dwellings of the residential buildings whose footprint is within 25 m.</summary>
    Dwellings25m,
    Dwellings50m,
    Dwellings100m,
    Dwellings200m,

    /// <summary>Residential buildings' share of the buildings within 200 m that are not outbuildings; 0 to 1.</summary>
    ResidentialShare200m,

    /// <summary>To the nearest residential building.</summary>
    NearestDwelling,

    /// <summary>To the nearest building that is not an outbuilding.</summary>
    NearestBuilding,

    /// <summary>To the nearest business area, or building used for business.</summary>
    NearestBusiness,
    NearestSchool,
    NearestKindergarten,
    NearestOtherDwelling,
    NearestOtherBuilding,
    OtherResidentialShare200m,

    /// <summary>To the built-up area of other buildings; 0 inside it.</summary>
    BuiltUpArea,

    /// <summary>Small houses for group 3 within 50 m, and those that are planned on the site (one where none are stated).</summary>
    SmallHouses50m,

    /// <summary>Homes in other facilities within 150 m.</summary>
    FacilityCapacity150m,
    NearestFacility,
    NearestFacilityFor5To7,

    /// <summary>Municipal flats among the dwellings of other buildings within 200 m; 0 to 1.</summary>
    MunicipalShare200m,

    /// <summary>Municipal dwellings among the dwellings of the delbydel; 0 to 1.</summary>
    MunicipalShareDelbydel,

    /// <summary>Probability that the delbydel's index is among the worst tenth; 0 to 1.</summary>
    WorstTenthProbability,

    /// <summary>Share of the site inside Marka; a point is 0 or 1, and 1 on the boundary. So are the shares below.</summary>
    MarkaShare,

    /// <summary>Share of the site that surely has a plan purpose that bars homes; it may be more by <see cref="PlanUnknownShare"/>.</summary>
    PlanBarredShare,

    /// <summary>Share of the site that no plan of known purpose covers.</summary>
    PlanUnknownShare,

    /// <summary>Share of the site that the municipality owns; unknown where the owner of more than a hundredth of it is.</summary>
    MunicipalLandShare,
    NoiseRedShare,
    NoiseYellowShare,
    FloodShare,
    QuickClayShare,
    ContaminatedShare,
    HeritageShare,
    SteepShare,
    NearestLowThreshold,
    NearestTransit,

    /// <summary>Homes planned, as the site's file says.</summary>
    PlannedUnits,

    /// <summary>Homes of the smallest model that the plot is estimated to hold if its own buildings may be torn down; unknown for a point.</summary>
    PossibleUnits,

    /// <summary>Dwellings of other buildings within 100 m that can be seen from the site (see <see cref="LineOfSight"/>).</summary>
    VisibleDwellings100m,

    /// <summary>The same as a share of the dwellings of other buildings within 100 m; 0 to 1.</summary>
    VisibleDwellingShare100m,

    /// <summary>To the nearest stop along the ways that one may walk (see <see cref="WalkingNetwork"/>).</summary>
    NearestTransitOnFoot,

    /// <summary>Share of the site that surely is cultivated land; it may be more by <see cref="LandUseUnknownShare"/>.</summary>
    CultivatedLandShare,

    /// <summary>Share of the site that surely is water or bog; it may be more by <see cref="LandUseUnknownShare"/>.</summary>
    WaterOrBogShare,

    /// <summary>Share of the site of which it is not mapped what covers it.</summary>
    LandUseUnknownShare,
}
