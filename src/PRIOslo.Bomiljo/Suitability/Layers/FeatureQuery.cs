using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

internal static class FeatureQuery
{
    /// <returns>The parts of the layer that metrics look for.</returns>
    /// <exception cref="ProblemException">BOM-501: a geometry is neither point nor polygon in EPSG:25832.</exception>
    public static async Task<IReadOnlyList<(LayerPart Part, ShapeLayer Shapes)>> RunAsync(
        NpgsqlConnection connection, LayerVintage vintage, CancellationToken cancel)
    {
        var parts = LayerPartDefinition.All.Where(part => part.Layer == vintage.Layer)
            .Select(part => (Definition: part, Shapes: new ShapeArraysBuilder(), Homes: new List<int>()))
            .ToArray();
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(FeatureQuery)), connection);
        command.Parameters.AddWithValue("vintage", vintage.VintageId);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            foreach (var part in parts.Where(part => part.Definition.Holds(reader.GetString(1))))
            {
                Add(part.Shapes, reader.GetFieldValue<Geometry>(0), vintage);
                part.Homes.Add(reader.GetInt32(2));
            }
        }

        return [.. parts.Select(part => (part.Definition.Part, ShapeLayer.OfFeatures(part.Shapes.Build(), [.. part.Homes])))];
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
