using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>A dwelling unit as it is read: never stored.</summary>
/// <param name="Address">The address's key in its register; may be empty.</param>
/// <param name="Number">Bruksenhetsnummer, such as <c>H0101</c>; empty where the address has no numbered units.</param>
/// <param name="Point">EPSG:25832.</param>
internal sealed record DwellingUnit(string Address, string Number, Point Point);

/// <summary>Reads dwelling units (Kartverket's Matrikkelen Adresse Leilighetsnivå) and counts them at each place.</summary>
/// <remarks>Position, address key and unit number are read and nothing else; what remains is a number at a place.</remarks>
internal static class DwellingUnits
{
    /// <summary>The kind of a place's units that have numbers; those of addresses without any have none.</summary>
    public const string Numbered = "numbered";

    private const string NumberColumn = "bruksenhetsnummerTekst";
    private static readonly string[] Columns = ["adresseId", NumberColumn, KartverketCsv.Epsg, "Nord", "Øst"];

    /// <returns>One entry a row: null for one without a readable point.</returns>
    /// <exception cref="ProblemException">BOM-303: a column is missing; BOM-501: a quotation mark makes rows one.</exception>
    public static IEnumerable<DwellingUnit?> Read(string path, string shownAs) =>
        KartverketCsv.Read(path, shownAs, Columns, "matrikkelen adresse leilighetsnivå").Select(cells =>
            cells is not null && KartverketCsv.Place(cells[2], cells[3], cells[4]) is { } point ? new DwellingUnit(cells[0], NumberOf(cells[1]), point) : null);

    /// <returns>Null where the feature is no point.</returns>
    public static DwellingUnit? Of(GeoFeature feature) => feature.Geometry is Point point
        ? new(
            feature.First("adresseId", "adresseid", "address_id", "lokalid", "lokalId"),
            NumberOf(feature.First(NumberColumn, "bruksenhetsnummertekst", "bruksenhetsnummer", "unit_number")),
            point)
        : null;

    /// <returns>As the register writes it, so that <c>h0101</c> is no unit beside <c>H0101</c>.</returns>
    private static string NumberOf(string text) => text.Trim().ToUpperInvariant();

    /// <summary>Counts the different unit numbers of each address; an address without any is one dwelling.</summary>
    /// <returns>In the order of the places a row for the numbered units of each and one for its others, where it has any, with their
    /// number as its homes and nothing else.</returns>
    /// <exception cref="ProblemException">BOM-501: no unit has a number.</exception>
    public static List<FeatureRow> Count(IEnumerable<DwellingUnit> units, string shownAs)
    {
        var places = new SortedDictionary<(double East, double North), Dictionary<string, HashSet<string>>>();
        foreach (var unit in units)
        {
            var at = (unit.Point.X, unit.Point.Y);
            if (!places.TryGetValue(at, out var addresses))
                places.Add(at, addresses = new(StringComparer.Ordinal));
            if (!addresses.TryGetValue(unit.Address, out var numbers))
                addresses.Add(unit.Address, numbers = new(StringComparer.Ordinal));
            if (unit.Number.Length > 0)
                numbers.Add(unit.Number);
        }

        if (places.Count > 0 && places.Values.All(addresses => addresses.Values.All(numbers => numbers.Count == 0)))
            throw new ProblemException(ProblemCode.BadGeodata, shownAs, "no unit in it has a number.", $"Give it in the field {NumberColumn}, such as H0101.");
        return
        [
            .. from place in places
               from row in new[] { (Kind: Numbered, Homes: place.Value.Values.Sum(numbers => numbers.Count)), (Kind: "", Homes: place.Value.Values.Count(numbers => numbers.Count == 0)) }
               where row.Homes > 0
               select new FeatureRow("", "", row.Kind, row.Homes, new Point(place.Key.East, place.Key.North)),
        ];
    }
}
