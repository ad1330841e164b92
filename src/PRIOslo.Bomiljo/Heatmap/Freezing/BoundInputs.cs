using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Heatmap.Freezing;

/// <summary>Places incidents that are in anew, in the boundaries in force.</summary>
/// <param name="connection">In a transaction.</param>
/// <param name="all">True also places again what is placed; false what states an area that the boundaries do not have.</param>
/// <param name="changes">The table of changed areas.</param>
public delegate Task PlaceAnew(NpgsqlConnection connection, bool all, CodeChanges changes, CancellationToken cancel);

/// <summary>Inputs that a frozen version keeps itself, so that it can be measured again when they have changed since.</summary>
/// <param name="PutBack">Those that were put back, by name.</param>
/// <param name="CodeChanges">The bound table of changed areas; null where it is today's.</param>
/// <param name="Categories">Of the bound taxonomy; null where it is today's.</param>
internal sealed record BoundInputs(IReadOnlyList<string> PutBack, CodeChanges? CodeChanges, string[]? Categories)
{
    private const string Population = "population";
    private const string Decisions = "decisions";
    private const string Breaks = "breaks";
    private const string Boundaries = "boundaries";
    private const string Taxonomy = "taxonomy";
    private const string Changes = "code_changes";

    /// <summary>Puts back what has changed, in a transaction that is rolled back: nothing is lost.</summary>
    /// <param name="changed">What differs now, by name.</param>
    /// <param name="tables">Tables that the freeze has sealed: one from before <c>bound_population</c> keeps no population.</param>
    /// <param name="placeAnew">Called where boundaries or the table of changed areas were put back.</param>
    public static async Task<BoundInputs> RestoreAsync(
        NpgsqlConnection connection, FrozenVersion frozen, IReadOnlyList<string> changed, IEnumerable<string> tables, PlaceAnew placeAnew, CancellationToken cancel)
    {
        var (taxonomy, changes) = (await ContentAsync(connection, frozen, Taxonomy, cancel), await ContentAsync(connection, frozen, Changes, cancel));
        IReadOnlyList<string> names =
        [
            .. changed.Where(key => key is Decisions or Breaks or Boundaries || (key is Population && tables.Contains("bound_population", StringComparer.Ordinal))
                || (key is Taxonomy && taxonomy is not null) || (key is Changes && changes is not null)),
        ];
        if (names.Count == 0)
            return new([], null, null);
        var isPlaced = names.Contains(Boundaries) || names.Contains(Changes);
        if (isPlaced)
            await PlacementLock.TakeAsync(connection, cancel);
        await using var command = new NpgsqlCommand(SqlFile.For<BoundInputs>(), connection)
        {
            Parameters =
            {
                new("year", frozen.Year), new("version", frozen.Version), new("population", names.Contains(Population)), new("decisions", names.Contains(Decisions)),
                new("breaks", names.Contains(Breaks)), new("boundaries", names.Contains(Boundaries)), new("taxonomy", names.Contains(Taxonomy)),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
        var table = names.Contains(Changes) ? CodeChanges.Parse(changes!, "bound table of changed areas") : null;
        if (isPlaced)
            await placeAnew(connection, all: names.Contains(Boundaries), table ?? CodeChanges.Load(CodeChanges.DefaultPath), cancel);
        return new(names, table,
            names.Contains(Taxonomy) ? [.. System.Text.Json.Nodes.JsonNode.Parse(taxonomy!)!.AsArray().Select(row => row!["category"]!.GetValue<string>())] : null);
    }

    /// <returns>What the inputs name by hash; null where it is not kept.</returns>
    private static async Task<string?> ContentAsync(NpgsqlConnection connection, FrozenVersion frozen, string input, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT c.content FROM heatmap.frozen f JOIN heatmap.bound_content c ON c.hash = f.inputs ->> @input WHERE f.year = @year AND f.version = @version", connection)
        {
            Parameters = { new("year", frozen.Year), new("version", frozen.Version), new("input", input) },
        };
        return await command.ExecuteScalarAsync(cancel) as string;
    }
}
