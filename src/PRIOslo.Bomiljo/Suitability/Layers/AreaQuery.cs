using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Suitability.Layers;

internal static class AreaQuery
{
    /// <returns>In the order of layer and code.</returns>
    public static async Task<IReadOnlyList<LayerArea>> RunAsync(
        NpgsqlConnection connection, IReadOnlyList<LayerVintage> vintages, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(AreaQuery)), connection);
        command.Parameters.AddWithValue("vintages", vintages.Select(vintage => vintage.VintageId).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var areas = new List<LayerArea>();
        while (await reader.ReadAsync(cancel))
        {
            areas.Add(new LayerArea(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<Geometry>(3)));
        }

        return areas;
    }
}
