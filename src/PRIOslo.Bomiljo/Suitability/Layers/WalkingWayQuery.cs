using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

internal static class WalkingWayQuery
{
    /// <returns>The ways in straight pieces.</returns>
    public static async Task<ShapeLayer> RunAsync(NpgsqlConnection connection, LayerVintage vintage, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(WalkingWayQuery)), connection);
        command.Parameters.AddWithValue("vintage", vintage.VintageId);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var pieces = new ShapeArraysBuilder();
        while (await reader.ReadAsync(cancel))
            pieces.AddEdgesOf(reader.GetFieldValue<Geometry>(0));
        return ShapeLayer.OfFeatures(pieces.Build());
    }
}
