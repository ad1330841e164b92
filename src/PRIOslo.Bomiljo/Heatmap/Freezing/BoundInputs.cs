using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Heatmap.Freezing;

/// <summary>Inputs that a frozen version keeps itself, so that it can be measured again when they have changed since.</summary>
internal abstract class BoundInputs
{
    private const string Population = "population";
    private const string Decisions = "decisions";
    private const string Breaks = "breaks";

    /// <param name="changed">What differs now, by name.</param>
    /// <param name="tables">Tables that the freeze has sealed: one from before <c>bound_population</c> keeps no population.</param>
    /// <returns>Those of them that can be put back, by name.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> changed, IEnumerable<string> tables) =>
        [.. changed.Where(key => key is Decisions or Breaks || (key is Population && tables.Contains("bound_population", StringComparer.Ordinal)))];

    /// <summary>Puts them back, in a transaction that is rolled back: nothing is lost.</summary>
    public static async Task RestoreAsync(NpgsqlConnection connection, int year, int version, IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (names.Count == 0)
            return;
        await using var command = new NpgsqlCommand(SqlFile.For<BoundInputs>(), connection)
        {
            Parameters =
            {
                new("year", year), new("version", version), new("population", names.Contains(Population)), new("decisions", names.Contains(Decisions)),
                new("breaks", names.Contains(Breaks)),
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
