using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Heatmap;

/// <summary>Reads the areas of a year: delbydeler of its vintage, Sentrum and Marka where they have a polygon, bydeler, the city.</summary>
internal static class AreaQuery
{
    /// <returns>All areas, and the polygons of the delbydeler (EPSG:25832) by code.</returns>
    public static async Task<(List<MeasuredArea> Areas, Dictionary<string, Geometry> Shapes)> RunAsync(
        NpgsqlConnection connection, int year, IReadOnlyDictionary<string, string> registeredBydelNames, CancellationToken cancel)
    {
        var areas = new List<MeasuredArea>();
        var shapes = new Dictionary<string, Geometry>(StringComparer.Ordinal);
        var bydelNames = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand(SqlFile.For(typeof(AreaQuery)), connection) { Parameters = { new("year", year) } })
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                var code = DelbydelCode.Parse(reader.GetString(0));
                var bydel = code.Bydel.ToString();
                areas.Add(new(Level.Delbydel, code.ToString(), reader.GetString(1), bydel));
                shapes[code.ToString()] = reader.GetFieldValue<Geometry>(3);
                bydelNames[bydel] = reader.IsDBNull(2) ? registeredBydelNames.GetValueOrDefault(bydel, reader.GetString(1)) : reader.GetString(2);
            }
        }

        areas.AddRange(bydelNames.Select(bydel => new MeasuredArea(Level.Bydel, bydel.Key, bydel.Value, Level.CityCode)));
        areas.Add(new(Level.City, Level.CityCode, "Oslo", ""));
        return (areas, shapes);
    }
}
