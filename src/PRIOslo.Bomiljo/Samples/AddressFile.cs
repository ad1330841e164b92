using System.Globalization;
using System.Text;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>Writes an address register in Kartverket's national format: 46 columns, UTF-8 with byte order mark, «;»,
/// decimal point, EPSG:25833. Streets, numbers and postcodes are invented.</summary>
internal static class AddressFile
{
    private const int NationalEpsg = 25833;
    private const int AddressesPerStreet = 40;

    private const string Header =
        "lokalid;kommunenummer;kommunenavn;adressetype;adressetilleggsnavn;adressetilleggsnavnKilde;adressekode;adressenavn;nummer;" +
        "bokstav;gardsnummer;bruksnummer;festenummer;undernummer;adresseTekst;adresseTekstUtenAdressetilleggsnavn;EPSG-kode;Nord;Øst;" +
        "postnummer;poststed;grunnkretsnummer;grunnkretsnavn;soknenummer;soknenavn;organisasjonsnummer;tettstednummer;tettstednavn;" +
        "valgkretsnummer;valgkretsnavn;oppdateringsdato;datauttaksdato;adresseId;uuidAdresse;atkomstId;uuidAtkomst;atkomstNord;" +
        "atkomstØst;sommeratkomstId;uuidSommeratkomst;sommeratkomstNord;sommeratkomstØst;vinteratkomstId;uuidVinteratkomst;" +
        "vinteratkomstNord;vinteratkomstØst";

    private static readonly string[] Firsts =
    [
        "Ask", "Bjerk", "Blåbær", "Bringebær", "Einer", "Ekorn", "Elg", "Fiol", "Furu", "Gauke", "Gran", "Hassel", "Hegg", "Hest",
        "Hvitveis", "Klokke", "Kløver", "Lerke", "Linerle", "Lønne", "Måke", "Orre", "Osp", "Rogn", "Rev", "Selje", "Spurv", "Svale",
        "Tranebær", "Tyttebær",
    ];

    private static readonly string[] Middles = ["", "bakke", "haug", "lund", "myr", "stein", "tun", "vang", "øy", "ås"];
    private static readonly string[] Lasts = ["veien", "gata", "stien", "kroken", "faret", "svingen", "terrassen", "løkka"];

    public static SampleFile Write(CityPlan city, string folder)
    {
        var toNational = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, NationalEpsg);
        using var file = new StreamWriter(Path.Combine(folder, "addresses.csv"), append: false, Encoding.UTF8);
        file.NewLine = "\n";
        file.WriteLine(Header);
        var rows = 0L;
        var street = -1;
        for (var area = 0; area < city.Areas.Count; area++)
        {
            var inArea = 0;
            foreach (var building in city.Areas[area].Buildings.Where(building => building.Kind != BuildingKind.Outbuilding))
            {
                if (inArea++ % AddressesPerStreet == 0)
                    street++;
                var (east, north) = toNational.Apply(building.Footprint.East, building.Footprint.North);
                file.WriteLine(Row(++rows, street, 1 + ((inArea - 1) % AddressesPerStreet), 150 + area, east, north));
            }
        }

        return new SampleFile("addresses.csv", "address", rows);
    }

    private static string Row(long id, int street, int number, int postcode, double east, double north)
    {
        var name = StreetName(street);
        return string.Create(CultureInfo.InvariantCulture,
            $"{id};0301;OSLO;vegadresse;;;{10_000 + street};{name};{number};;;;;;{name} {number};{name} {number};{NationalEpsg};{north:0.00};{east:0.00};{postcode:0000};OSLO;;;;;;;;;;;;{id};;;;;;;;;;;;;");
    }

    // 2,400 names; beyond that they repeat under another postcode.
    private static string StreetName(int street) =>
        Firsts[street % Firsts.Length] + Middles[street / Firsts.Length % Middles.Length] +
        Lasts[street / Firsts.Length / Middles.Length % Lasts.Length];
}
