namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>What is measured around a site. A radius includes its end; distances are 0 inside a footprint or area.</summary>
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
}
