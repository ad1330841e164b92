using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>Asks PostgreSQL's trigrams once for all names that differ from every street's by more than a letter.</summary>
public static class SimilarStreetQuery
{
    /// <param name="connection">Open.</param>
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
}
