using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>A layer read with the wrong coordinate system is stopped before it is stored.</summary>
internal static class LayerPlausibility
{
    // The area of use of EPSG:25832 in and around southern Norway, metres.
    private static readonly Envelope Norway = new(-100_000, 1_200_000, 6_350_000, 7_950_000);

    /// <param name="features">Of the file, in EPSG:25832.</param>
    /// <param name="name">What the file is called.</param>
    /// <param name="option">Which one tells the file's system.</param>
    /// <exception cref="ProblemException">BOM-501: there is none, or most lie nowhere near Norway.</exception>
    public static void Demand(List<GeoFeature> features, string name, string option = "--epsg")
    {
        if (features.Count == 0)
            throw new ProblemException(ProblemCode.BadGeodata, name, "there is no feature in it.", "Fetch or export it again.");
        var known = features.Where(feature => feature.Geometry is { IsEmpty: false }).ToList();
        Demand(known.Count(feature => Norway.Contains(feature.Geometry!.EnvelopeInternal.Centre)), features.Count, name, option);
    }

    /// <param name="near">How many of the features can be read and lie in or near Norway.</param>
    /// <param name="all">How many there are.</param>
    /// <param name="name">What the file is called.</param>
    /// <param name="option">Which one tells the file's system.</param>
    /// <exception cref="ProblemException">BOM-501: there are some, and not most of them are near.</exception>
    public static void Demand(int near, int all, string name, string option)
    {
        if (all > 0 && near * 2 <= all)
        {
            throw new ProblemException(ProblemCode.BadGeodata, name,
                $"{all - near} of {all} features cannot be read or lie far outside Norway in the coordinate system that was assumed.",
                $"Give the right one with {option} ({string.Join(", ", CoordinateTransform.KnownEpsg)}).");
        }
    }

    /// <exception cref="ProblemException">BOM-501: the file declares another system, of those that are known.</exception>
    public static void DemandSameSystem(int? given, int? declared, string name)
    {
        if (given is { } epsg && declared is { } own && own != epsg && CoordinateTransform.KnownEpsg.Contains(own))
        {
            throw new ProblemException(ProblemCode.BadGeodata, name,
                $"it declares EPSG:{own}, and EPSG:{epsg} is given for it.", "Leave the option out; where the file is wrong about itself, export it again.");
        }
    }

    /// <summary>What lies nowhere near the city says nothing of it: taken in, it would pass for good news.</summary>
    /// <param name="layers">What encloses each feature, EPSG:25832.</param>
    /// <param name="known">What encloses the known municipality and delbydeler; null where none are known.</param>
    /// <param name="name">What the file is called.</param>
    /// <exception cref="ProblemException">BOM-501: no feature reaches the city.</exception>
    public static void DemandInCity(IEnumerable<Envelope> layers, Envelope? known, string name)
    {
        if (known is not null && !layers.Any(known.Intersects))
            throw NotInCity(name);
    }

    /// <returns>BOM-501.</returns>
    public static ProblemException NotInCity(string name) => new(ProblemCode.BadGeodata, name,
        "none of it lies within the extent of the municipality and its delbydeler.",
        "Check file and --epsg; where the layer truly holds nothing in the city, say with --coverage where it was looked for.");
}
