using System.Globalization;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>An address with a street, number and point.</summary>
public sealed record AddressRow(string Street, int Number, string Letter, string Postcode, string Place, Point Point);

/// <summary>Reads Kartverket's address register in its national CSV form (46 columns, UTF-8, semicolons), row by row.</summary>
internal static class AddressRegister
{
    private static readonly string[] Columns = ["adressenavn", "nummer", "bokstav", "postnummer", "poststed", KartverketCsv.Epsg, "Nord", "Øst"];

    /// <returns>One entry a row (see <see cref="KartverketCsv.Read"/>): null for one that is no street address (cadastre addresses, unreadable points).</returns>
    /// <exception cref="ProblemException">BOM-303: a column is missing; BOM-501: a row has more than one line.</exception>
    public static IEnumerable<AddressRow?> Read(string path, string shownAs) =>
        KartverketCsv.Read(path, shownAs, Columns, "matrikkelen adresse").Select(cells => cells is null ? null : ToAddress(cells));

    private static AddressRow? ToAddress(string[] cells) =>
        cells[0].Length > 0 && int.TryParse(cells[1], CultureInfo.InvariantCulture, out var number) && KartverketCsv.Place(cells[5], cells[6], cells[7]) is { } point
            ? new(cells[0], number, cells[2], cells[3], cells[4], point)
            : null;
}
