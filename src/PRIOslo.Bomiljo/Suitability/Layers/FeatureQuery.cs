using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

internal static class FeatureQuery
{
    /// <exception cref="ProblemException">BOM-501: a geometry is neither point nor polygon in EPSG:25832.</exception>
    public static async Task<ShapeLayer> RunAsync(NpgsqlConnection connection, LayerVintage vintage, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(FeatureQuery)), connection);
        command.Parameters.AddWithValue("vintage", vintage.VintageId);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var shapes = new ShapeArraysBuilder();
        while (await reader.ReadAsync(cancel))
            Add(shapes, reader.GetFieldValue<Geometry>(0), vintage);
        return ShapeLayer.OfFeatures(shapes.Build());
    }

    internal static void Add(ShapeArraysBuilder shapes, Geometry geometry, LayerVintage vintage)
    {
        if (!shapes.TryAdd(geometry))
        {
            throw new ProblemException(
                ProblemCode.BadGeodata,
                $"layer {vintage.Layer} {vintage.Year}",
                "a feature is neither point nor polygon, or lies far outside Norway in EPSG:25832.",
                "Import the layer again with points or polygons and the right --epsg.");
        }
    }
}
