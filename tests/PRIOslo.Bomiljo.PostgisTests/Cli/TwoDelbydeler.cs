using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>A small city to check sites in.</summary>
internal static class TwoDelbydeler
{
    /// <summary>Two delbydeler side by side, the south between them left out, and a house in each.</summary>
    public static async Task ImportTwoDelbydelerAsync(this TestDatabase database, TempFolder folder)
    {
        await database.ImportLayerAsync(folder.File("omrader.geojson",
            """
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
            {"type": "Feature", "properties": {"kode": "0102", "navn": "Øst"}, "geometry": {"type": "Polygon", "coordinates": [[[598000, 6642000], [599000, 6640000], [600000, 6640000], [600000, 6644000], [598000, 6644000], [598000, 6642000]]]}},
            {"type": "Feature", "properties": {"kode": "0101", "navn": "Vest"}, "geometry": {"type": "Polygon", "coordinates": [[[596000, 6640000], [597000, 6640000], [598000, 6642000], [598000, 6644000], [596000, 6644000], [596000, 6640000]]]}}]}
            """));
        await database.ImportLayerAsync(folder.File("bygninger.geojson",
            """
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "features": [
            {"type": "Feature", "properties": {"type": "residential", "dwellings": 4}, "geometry": {"type": "Point", "coordinates": [597070, 6643000]}},
            {"type": "Feature", "properties": {"type": "residential", "dwellings": 4}, "geometry": {"type": "Point", "coordinates": [599070, 6643000]}}]}
            """), "building", 2024);
    }
}
