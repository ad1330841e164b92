using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>One feature of a file, its geometry already in EPSG:25832.</summary>
/// <param name="Geometry">Null where the file has none, or one that cannot be read.</param>
/// <param name="Properties">Property names → values as text.</param>
public sealed record GeoFeature(Geometry? Geometry, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>The first of the properties that is there and not empty; else an empty text.</summary>
    public string First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Properties.TryGetValue(name, out var value) && value.Length > 0)
                return value;
        }

        return "";
    }
}
