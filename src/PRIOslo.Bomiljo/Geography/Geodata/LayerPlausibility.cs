using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>A layer read with the wrong coordinate system is stopped before it is stored.</summary>
internal static class LayerPlausibility
{
    // The area of use of EPSG:25832 in and around southern Norway, metres.
    private static readonly Envelope Norway = new(-100_000, 1_200_000, 6_350_000, 7_950_000);

    /// <exception cref="ProblemException">BOM-501: most features lie nowhere near Norway.</exception>
    public static void Demand(List<GeoFeature> features, string name)
    {
        var known = features.Where(feature => feature.Geometry is { IsEmpty: false }).ToList();
        var near = known.Count(feature => Norway.Contains(feature.Geometry!.EnvelopeInternal.Centre));
        if (features.Count > 0 && near * 2 <= features.Count)
        {
            throw new ProblemException(ProblemCode.BadGeodata, name,
                $"{features.Count - near} of {features.Count} features cannot be read or lie far outside Norway in the coordinate system that was assumed.",
                $"Give the right one with --epsg ({string.Join(", ", CoordinateTransform.KnownEpsg)}).");
        }
    }
}
