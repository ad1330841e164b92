using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Samples;

internal enum BuildingKind : byte
{
    Residential,
    Business,
    Outbuilding,
    Other,
}

/// <summary>A rectangle along the axes of EPSG:25832, metres.</summary>
internal readonly record struct Footprint(double East, double North, double HalfWidth, double HalfHeight)
{
    public bool IsWithin(double metres, double east, double north) =>
        Math.Abs(east - East) <= HalfWidth + metres && Math.Abs(north - North) <= HalfHeight + metres;
}

/// <param name="Footprint">Its ground plan.</param>
/// <param name="Kind">What it is used for.</param>
/// <param name="Dwellings">0 unless residential.</param>
internal readonly record struct CityBuilding(Footprint Footprint, BuildingKind Kind, int Dwellings);

/// <summary>An area with what was built in it.</summary>
/// <param name="Area">Where it lies.</param>
/// <param name="Outward">Unit vector from the city's centre; in the fringe no building stands on that side.</param>
/// <param name="IsFringe">Whether the outward half is empty, so that shielded sites exist.</param>
/// <param name="Business">A business area without dwellings within <see cref="CityPlan.BusinessMarginMetres"/>, or null.</param>
/// <param name="Buildings">All footprints, without overlaps.</param>
internal sealed record BuiltArea(CityArea Area, (double East, double North) Outward, bool IsFringe, Footprint? Business,
    IReadOnlyList<CityBuilding> Buildings)
{
    /// <summary>How far beyond the centre point the empty outward half is taken to begin, as a share of the distance to the next centre point.</summary>
    private const double FringeShare = 0.3;

    public DelbydelCode Code => Area.Code;

    /// <summary>A place in the outward half.</summary>
    public (double East, double North) FringePlace =>
        (Area.East + (FringeShare * Area.NearestMetres * Outward.East), Area.North + (FringeShare * Area.NearestMetres * Outward.North));

    /// <summary>A point within a few steps of one of the buildings; of the centre point where there are none.</summary>
    public (double East, double North) PointNearBuilding(Pcg32 random)
    {
        var place = Buildings.Count == 0 ? new Footprint(Area.East, Area.North, 0, 0) : random.Pick(Buildings).Footprint;
        return (place.East + (12 * random.NextNormal()), place.North + (12 * random.NextNormal()));
    }
}
