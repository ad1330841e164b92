using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>Asks PostgreSQL's trigrams once for all names that a register does not hold.</summary>
public static class SimilarStreetQuery
{
    /// <summary>
    /// The least share of common trigrams. One wrong letter changes up to three trigrams of each name, so that a name of four
    /// letters keeps two of eight.
    /// </summary>
    internal const float LeastSimilarity = 0.25f;

    /// <param name="connection">In a transaction: the threshold is set for it.</param>
    /// <param name="book">The register in force.</param>
    /// <param name="names">Distinct street names as written.</param>
    /// <param name="cancel">Stops the query.</param>
    /// <returns>Folded name → streets of the book, for <see cref="Geocoder"/>.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<int>>> RunAsync(
        NpgsqlConnection connection, AddressBook book, IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        var similar = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        if (names.Count == 0)
            return similar;
        var asked = names.Select(name => name.ToLowerInvariant().Replace("\0", "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToArray();
        await SetThresholdAsync(connection, cancel);
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(SimilarStreetQuery)), connection) { Parameters = { new("names", asked) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var name = StreetName.Folded(asked[reader.GetInt32(0) - 1]);
            if (!similar.TryGetValue(name, out var streets))
                similar.Add(name, streets = new List<int>());
            ((List<int>)streets).AddRange(book.Streets.Exact(reader.GetString(1)));
        }

        return similar;
    }

    internal static async Task SetThresholdAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT set_config('pg_trgm.similarity_threshold', @least, true)", connection)
        {
            Parameters = { new("least", LeastSimilarity.ToString(System.Globalization.CultureInfo.InvariantCulture)) },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
