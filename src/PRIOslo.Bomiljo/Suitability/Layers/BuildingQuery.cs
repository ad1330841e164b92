using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Layers;

internal static class BuildingQuery
{
    /// <param name="connection">Open, in the name of somebody who may check sites.</param>
    /// <param name="vintage">The buildings.</param>
    /// <param name="units">Dwelling units, which tell how many dwellings a building holds; null where there is no such layer.</param>
    /// <param name="numbered">Those of them that have numbers.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <returns>The buildings, and how many dwelling units reach no home; null where there is no such layer.</returns>
    /// <exception cref="Problems.ProblemException">BOM-501: a geometry is neither point nor polygon in EPSG:25832.</exception>
    public static async Task<(ShapeLayer Buildings, int? UnitsWithoutHome)> RunAsync(NpgsqlConnection connection, LayerVintage vintage, ShapeLayer? units, ShapeLayer? numbered, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(BuildingQuery)), connection);
        command.Parameters.AddWithValue("vintage", vintage.VintageId);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var shapes = new ShapeArraysBuilder();
        var kinds = new List<BuildingKinds>(vintage.Features);
        var dwellings = new List<int>(vintage.Features);
        while (await reader.ReadAsync(cancel))
        {
            FeatureQuery.Add(shapes, reader.GetFieldValue<Geometry>(2), vintage);
            kinds.Add(KindOf(reader.GetString(0)));
            dwellings.Add(reader.GetInt32(1));
        }

        var (built, kindOf, dwellingsOf) = (shapes.Build(), kinds.ToArray(), dwellings.ToArray());
        int? withoutHome = null;
        if (units is not null)
            (dwellingsOf, withoutHome) = UnitsOfBuildings.Count(built, kindOf, dwellingsOf, units, numbered);
        BuiltUpArea.Mark(built, kindOf, dwellingsOf);
        return (new ShapeLayer(built, kindOf, dwellingsOf), withoutHome);
    }

    private static BuildingKinds KindOf(string kind) => kind switch
    {
        "residential" => BuildingKinds.Residential,
        "business" => BuildingKinds.Business,
        "school" => BuildingKinds.School,
        "outbuilding" => BuildingKinds.Outbuilding,
        _ => BuildingKinds.Other,
    };
}
