using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Geography.Geodata;
using Xunit.Abstractions;

namespace PRIOslo.Bomiljo.Tests.Geography.Addresses;

/// <summary>A whole real municipality, with seeded damage; where a folder <c>../shared</c> beside the project holds it.</summary>
public sealed class RealRegisterTests(ITestOutputHelper output)
{
    private const double SamePointMetres = 1;

    [Theory]
    [InlineData(Damage.None, 0.99)]
    [InlineData(Damage.Case, 0.95)]
    [InlineData(Damage.Spacing, 0.95)]
    [InlineData(Damage.Abbreviation, 0.95)]
    [InlineData(Damage.WrongLetter, 0.95)]
    [InlineData(Damage.NoPostcode, 0.95)]
    public void Damaged_addresses_land_on_the_right_point_and_hardly_ever_on_a_wrong_one(Damage damage, double least)
    {
        if (Book() is not { } book)
            return;
        var random = new Random(20_241_210);
        var asked = Enumerable.Range(0, book.Count).Select(at => AddressText.Parse(DamagedAddress.Write(book[at], damage, random))).ToList();
        var geocoder = book.Geocoder(asked.Select(address => address.Street).Where(street => !book.Streets.Knows(street)));

        var (right, wrong) = (0, 0);
        for (var at = 0; at < book.Count; at++)
        {
            var found = geocoder.Find(asked[at]);
            if (found.Method is GeocodeMethod.Failed or GeocodeMethod.Street)
                continue;
            if (Metres(book[found.Address], book[at]) <= SamePointMetres)
                right++;
            else
                wrong++;
        }

        output.WriteLine($"{damage}: {100.0 * right / book.Count:0.00} % right, {100.0 * wrong / book.Count:0.00} % wrong of {book.Count}");
        Assert.True(right >= least * book.Count, $"{damage}: {right} of {book.Count} on the right point");
        Assert.True(wrong < 0.005 * book.Count, $"{damage}: {wrong} of {book.Count} on a wrong point");
    }

    [Fact]
    public void A_street_that_is_taken_out_of_the_register_hardly_ever_goes_to_another()
    {
        if (Book() is not { } whole)
            return;
        var all = Enumerable.Range(0, whole.Count).Select(at => whole[at]).ToList();
        var (asked, wrong) = (0, 0);
        foreach (var part in Enumerable.Range(0, 5))
        {
            var book = new AddressBook(all.Where(address => address.Street.Length % 5 != part));
            foreach (var address in all.Where(address => address.Street.Length % 5 == part))
            {
                var text = new AddressText(address.Street, address.Number, address.Letter, address.Postcode, address.Place);
                asked++;
                if (book.Geocoder(address.Street).Find(text).Method is GeocodeMethod.Exact or GeocodeMethod.Normalised or GeocodeMethod.Fuzzy)
                    wrong++;
            }
        }

        output.WriteLine($"{wrong} of {asked} on another street");
        Assert.True(wrong < 0.005 * asked, $"{wrong} of {asked} on another street");
    }

    private static AddressBook? Book() => RealFiles.Find("formats", "kartverket-adresse-elverum.csv") is { } path
        ? new AddressBook(AddressRegister.Read(path, "elverum.csv").OfType<AddressRow>().Select(row =>
            new AddressPoint(row.Street, row.Number, row.Letter, row.Postcode, row.Place, row.Point.X, row.Point.Y)))
        : null;

    private static double Metres(in AddressPoint left, in AddressPoint right) =>
        Math.Sqrt(Math.Pow(left.EastMetres - right.EastMetres, 2) + Math.Pow(left.NorthMetres - right.NorthMetres, 2));
}
