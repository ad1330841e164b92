using PRIOslo.Bomiljo.Geography.Addresses;

namespace PRIOslo.Bomiljo.Tests.Geography.Addresses;

/// <summary>What happens to addresses before they reach a delivery.</summary>
public enum Damage
{
    None,
    Case,
    Spacing,
    Abbreviation,
    WrongLetter,
    NoPostcode,
}

/// <summary>An address as a source might write it, with one kind of damage.</summary>
internal static class DamagedAddress
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzæøå";

    public static string Write(in AddressPoint address, Damage damage, Random random)
    {
        var street = damage switch
        {
            Damage.Case => random.Next(2) == 0 ? address.Street.ToUpperInvariant() : address.Street.ToLowerInvariant(),
            Damage.Abbreviation => Abbreviated(address.Street),
            Damage.WrongLetter => WithWrongLetter(address.Street, random),
            _ => address.Street,
        };
        var house = $"{address.Number}{address.Letter}";
        if (damage == Damage.Spacing)
        {
            return random.Next(4) switch
            {
                0 => $"  {street.Replace(" ", "  ", StringComparison.Ordinal)}   {address.Number} {address.Letter} ,{address.Postcode}  {address.Place} ",
                1 => $"{street}{house}, {address.Postcode} {address.Place}",
                2 => $"{street.Replace(" ", "", StringComparison.Ordinal)} {house}, {address.Postcode} {address.Place}",
                _ => $"{Broken(street)} {house} {address.Postcode} {address.Place}",
            };
        }

        return damage == Damage.NoPostcode ? $"{street} {house}" : $"{street} {house}, {address.Postcode} {address.Place}";
    }

    private static string Broken(string street) => street.EndsWith("vegen", StringComparison.Ordinal) ? $"{street[..^5]} vegen" : street;

    private static string Abbreviated(string street)
    {
        foreach (var (end, shorter) in new[] { ("vegen", "vn."), ("veien", "vn."), ("gata", "gt."), (" gate", " gt."), (" veg", " v."), ("Sankt ", "St. ") })
        {
            if (street.EndsWith(end, StringComparison.Ordinal))
                return string.Concat(street.AsSpan(0, street.Length - end.Length), shorter);
        }

        return street.Replace("St. ", "Sankt ", StringComparison.Ordinal);
    }

    private static string WithWrongLetter(string street, Random random)
    {
        var places = Enumerable.Range(0, street.Length).Where(at => char.IsLetter(street[at])).ToArray();
        var at = places[random.Next(places.Length)];
        char wrong;
        do
            wrong = Letters[random.Next(Letters.Length)];
        while (wrong == char.ToLowerInvariant(street[at]));
        return street.Remove(at, 1).Insert(at, wrong.ToString());
    }
}
