using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

internal static class LayerVintageQuery
{
    // Without them no site is known to be in the city; real ones retire the approximate ones from the day of their import.
    private static readonly string[] Areas = [LayerNames.Municipality, LayerNames.Delbydel, LayerNames.Sentrum, LayerNames.Marka];

    private static readonly string[] Layers =
    [
        .. Areas, LayerNames.Building, LayerNames.Terrain, LayerNames.WalkingWay,
        .. LayerPartDefinition.All.Select(part => part.Layer).Distinct(),
    ];

    /// <param name="connection">Open, in the name of somebody who may check sites.</param>
    /// <param name="year">The Europe/Oslo year: what applies from a later one is not read yet, save areas where there are no earlier ones.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <returns>In the order of the layers' names; layers that were never imported, or that apply from a later year only, are absent.</returns>
    public static async Task<IReadOnlyList<LayerVintage>> RunAsync(NpgsqlConnection connection, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(LayerVintageQuery)), connection);
        command.Parameters.AddWithValue("layers", Layers);
        command.Parameters.AddWithValue("year", year);
        command.Parameters.AddWithValue("areas", Areas);
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
