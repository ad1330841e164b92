using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

internal static class LayerVintageQuery
{
    private static readonly string[] Layers =
    [
        LayerNames.Building, LayerNames.Municipality, LayerNames.Delbydel, LayerNames.Sentrum, LayerNames.Marka, LayerNames.Terrain, LayerNames.WalkingWay,
        .. LayerPartDefinition.All.Select(part => part.Layer).Distinct(),
    ];

    /// <returns>In the order of the layers' names; layers that were never imported are absent.</returns>
    public static async Task<IReadOnlyList<LayerVintage>> RunAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(LayerVintageQuery)), connection);
        command.Parameters.AddWithValue("layers", Layers);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var vintages = new List<LayerVintage>();
        while (await reader.ReadAsync(cancel))
        {
            vintages.Add(new LayerVintage(
                reader.GetInt32(0),
                reader.GetString(1),
                reader.GetInt32(2),
                reader.GetInt32(3),
                reader.GetFieldValue<DateOnly>(4),
                reader.GetBoolean(5),
                reader.GetString(6),
                reader.IsDBNull(7) ? null : reader.GetFieldValue<DateOnly>(7),
                reader.IsDBNull(8) ? null : reader.GetFieldValue<Geometry>(8)));
        }

        return vintages;
    }
}
