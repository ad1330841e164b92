using NetTopologySuite.Geometries;
using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>The delbydel vintages in force, each with its locator, and which of them applies to a year.</summary>
public sealed class BoundaryVintages
{
    private readonly List<Vintage> _vintages;

    private BoundaryVintages(List<Vintage> vintages) => _vintages = vintages;

    public IReadOnlyList<Vintage> All => _vintages;

    /// <summary>The latest vintage not after the year, else the earliest; null where none is imported.</summary>
    public Vintage? For(int year) =>
        _vintages.LastOrDefault(vintage => vintage.Year <= year) ?? _vintages.FirstOrDefault();

    /// <summary>Reads every current vintage of the layer delbydel with the outline, Sentrum, Marka and grunnkretser that go with its year.</summary>
    /// <param name="changes">The table of changed areas, for codes that a vintage does not have.</param>
    public static async Task<BoundaryVintages> LoadAsync(NpgsqlConnection connection, CodeChanges changes, CancellationToken cancel)
    {
        var rows = new List<(int Vintage, int Year, string Layer, string Code, Geometry Polygon)>();
        await using (var command = new NpgsqlCommand(SqlFile.For<BoundaryVintages>(), connection))
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                rows.Add((reader.GetInt32(0), reader.GetInt16(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<Geometry>(4)));
        }

        return new([.. rows.GroupBy(row => (row.Vintage, row.Year)).OrderBy(group => group.Key.Year).Select(group => new Vintage(
            group.Key.Vintage,
            group.Key.Year,
            new DelbydelLocator(
                [.. group.Where(row => row.Layer == "delbydel").Select(row => (DelbydelCode.Parse(row.Code), row.Polygon))],
                Single(group, "municipality"), Single(group, "sentrum"), Single(group, "marka"))
            {
                CodeChanges = changes,
                Grunnkretser = group.Where(row => row.Layer == "grunnkrets").ToDictionary(row => row.Code, row => row.Polygon, StringComparer.Ordinal),
            }))]);
    }

    private static Geometry? Single(IEnumerable<(int Vintage, int Year, string Layer, string Code, Geometry Polygon)> rows, string layer)
    {
        var parts = rows.Where(row => row.Layer == layer).Select(row => row.Polygon).ToList();
        return parts.Count == 0 ? null : NetTopologySuite.Operation.Union.UnaryUnionOp.Union(parts);
    }
}

/// <param name="Id">Key in <c>geo.vintage</c>.</param>
/// <param name="Year">The year from which the boundaries apply.</param>
/// <param name="Locator">Places points in it.</param>
public sealed record Vintage(int Id, int Year, DelbydelLocator Locator);
