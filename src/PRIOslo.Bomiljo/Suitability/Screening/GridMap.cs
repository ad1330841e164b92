using System.Text.Json;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>A screened grid as GeoJSON that a map program can colour: one square a cell, in WGS84.</summary>
/// <remarks>
/// Properties: <c>site</c>, <c>delbydel</c> and, for each group G, <c>verdict_G</c> and <c>score_G</c> (0 to 100, null where unknown). What was
/// measured is told by the other forms: here it would be written nine times over.
/// </remarks>
internal static class GridMap
{
    /// <param name="json">Inside the array of features.</param>
    /// <param name="result">A screening of <see cref="GridSites"/>.</param>
    /// <param name="stepMetres">Side of a cell.</param>
    public static void Write(Utf8JsonWriter json, ScreeningResult result, int stepMetres)
    {
        var toDegrees = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, 4326);
        var names = result.Book.Groups.Select(group => (Verdict: $"verdict_{group}", Score: $"score_{group}")).ToArray();
        for (var site = 0; site < result.Sites.Count; site++)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WritePropertyName("geometry");
            GeoJsonGeometry.Write(json, Cell(result.Sites[site].Geometry.Coordinate, stepMetres / 2.0), toDegrees);
            json.WriteStartObject("properties");
            json.WriteString("site", result.Sites[site].Id);
            json.WriteString("delbydel", result.Places[site].Delbydel?.Code);
            foreach (var group in result.GroupsOf(site))
            {
                json.WriteString(names[group].Verdict, Codes.Of(result.Verdict(site, group)));
                if (SiteReporting.RoundToTenth(result.Score(site, group)) is { } score)
                    json.WriteNumber(names[group].Score, score);
                else
                    json.WriteNull(names[group].Score);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.Flush();
        }
    }

    // Counter-clockwise, as RFC 7946 wants it.
    private static Polygon Cell(Coordinate middle, double half) => new(new LinearRing(
    [
        new(middle.X - half, middle.Y - half), new(middle.X + half, middle.Y - half), new(middle.X + half, middle.Y + half),
        new(middle.X - half, middle.Y + half), new(middle.X - half, middle.Y - half),
    ]));
}
