using PRIOslo.Bomiljo.Geography.Addresses;

namespace PRIOslo.Bomiljo.Tests.Geography.Addresses;

/// <summary>A made-up register and a geocoder that holds every street of it against every name.</summary>
internal static class Town
{
    /// <summary>«Storgata 12B, 0184 Oslo» and so on; a metre further east each.</summary>
    public static AddressBook Book(params string[] addresses) => new(addresses.Select((text, at) =>
    {
        var address = AddressText.Parse(text);
        return new AddressPoint(address.Street, address.Number!.Value, address.Letter, address.Postcode, address.Place, 597_000 + at, 6_642_000);
    }));

    public static Geocoder Geocoder(this AddressBook book, params IEnumerable<string> asked)
    {
        IReadOnlyList<int> all = [.. Enumerable.Range(0, book.Streets.Count)];
        return new(book, asked.Select(StreetName.Folded).Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => all, StringComparer.Ordinal));
    }

    /// <returns>«exact Storgata 12B, 0184 Oslo», or «failed».</returns>
    public static string Find(this AddressBook book, string text)
    {
        var asked = AddressText.Parse(text);
        var found = book.Geocoder(asked.Street).Find(asked);
        if (found.Method == GeocodeMethod.Failed)
            return "failed";
        var address = book[found.Address];
        return $"{found.Method.ToString().ToLowerInvariant()} {address.Street} {address.Number}{address.Letter}, {address.Postcode} {address.Place}";
    }

    public static double Confidence(this AddressBook book, string text) => book.Geocoder(AddressText.Parse(text).Street).Find(AddressText.Parse(text)).Confidence;
}
