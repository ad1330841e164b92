using System.Globalization;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Geography;

/// <summary>The open polygons of Oslo's delbydeler, where a folder <c>../shared</c> beside the project holds them.</summary>
internal static class RealBoundaries
{
    /// <returns>Null where the polygons are not at hand.</returns>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = System.IO.Path.Combine(folder.FullName, "..", "shared", "geodata", "oslo-delbydeler.geojson");
            if (File.Exists(file))
                return System.IO.Path.GetFullPath(file);
        }

        return null;
    }

    public static Task<GeodataReport> ImportLayerAsync(this TestDatabase database, string path, string layer = "delbydel", int vintage = 2020, int? epsg = null) =>
        new GeodataImport(database.Owner, TimeProvider.System, (connection, imported, cancel) => Replacement.RunAsync(connection, all: imported != "delbydel", cancel))
            .RunAsync(path, layer, epsg, vintage, null, null, default);

    /// <summary>Rectangles in EPSG:25832 as a GeoJSON file.</summary>
    public static string Rectangles(params (string Code, double West, double South, double East, double North)[] areas) =>
        """{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": ["""
        + string.Join(",\n", areas.Select(area => string.Create(CultureInfo.InvariantCulture,
            $$$"""{"type": "Feature", "properties": {"kode": "{{{area.Code}}}", "navn": "Area {{{area.Code}}}"}, "geometry": {"type": "Polygon", "coordinates": [[[{{{area.West}}}, {{{area.South}}}], [{{{area.East}}}, {{{area.South}}}], [{{{area.East}}}, {{{area.North}}}], [{{{area.West}}}, {{{area.North}}}], [{{{area.West}}}, {{{area.South}}}]]]}}""")))
        + "]}";
}

/// <summary>A test on the real boundaries; skipped where they, or PostGIS, are not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealBoundariesFactAttribute : FactAttribute
{
    public RealBoundariesFactAttribute() => Skip = new PostgisFactAttribute().Skip
        ?? (RealBoundaries.Path is null ? "The real boundaries (../shared/geodata beside the project) are not here." : null);
}
