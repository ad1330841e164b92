using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography.Addresses;

namespace PRIOslo.Bomiljo.Suitability.Layers;

internal static class AddressQuery
{
    /// <summary>A site is one house: a letter more or less in a long name is let pass, another postcode or a street's middle is not.</summary>
    private const double LeastConfidence = 0.85;

    /// <returns>The address in the register's own spelling, or null where there is none that is surely meant.</returns>
    public static async Task<SitePoint?> RunAsync(NpgsqlConnection connection, AddressText address, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(AddressQuery)), connection)
        {
            Parameters = { new("street", address.Street.ToLowerInvariant()) },
        };
        var book = new AddressBook(await AddressBookQuery.ReadAsync(command, cancel));
        var similar = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal)
        {
            [StreetName.Folded(address.Street)] = [.. Enumerable.Range(0, book.Streets.Count)],
        };
        var found = new Geocoder(book, similar).Find(address);
        if (found.Method is GeocodeMethod.Failed or GeocodeMethod.Street || found.Confidence < LeastConfidence)
            return null;

        var known = book[found.Address];
        var town = $"{known.Postcode} {known.Place}".Trim();
        var street = $"{known.Street} {known.Number}{known.Letter}";
        return new SitePoint(town.Length == 0 ? street : $"{street}, {town}", known.EastMetres, known.NorthMetres) { IsAddress = true };
    }
}
