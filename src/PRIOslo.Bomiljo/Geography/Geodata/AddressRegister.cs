using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>An address with a street, number and point.</summary>
public sealed record AddressRow(string Street, int Number, string Letter, string Postcode, string Place, Point Point);

/// <summary>Reads Kartverket's address register in its national CSV form (46 columns, UTF-8, semicolons).</summary>
internal static class AddressRegister
{
    private static readonly string[] Columns = ["adressenavn", "nummer", "bokstav", "postnummer", "poststed", "EPSG-kode", "Nord", "Øst"];

    /// <returns>Street addresses, and how many rows are none (cadastre addresses, unreadable points).</returns>
    /// <exception cref="ProblemException">BOM-303: a column is missing.</exception>
    public static (List<AddressRow> Addresses, int Skipped) Read(string path, string shownAs)
    {
        using var text = new StreamReader(path);
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";", BadDataFound = null });
        var header = parser.Read() ? parser.Record ?? [] : [];
        var at = Columns.Select(column => Array.IndexOf(header, column)).ToArray();
        if (Array.IndexOf(at, -1) is >= 0 and var missing)
        {
            throw new ProblemException(ProblemCode.MissingColumn, $"{shownAs}, line 1", $"the header lacks «{Columns[missing]}».",
                "Fetch the address register from Kartverket as CSV (matrikkelen adresse).");
        }

        var addresses = new List<AddressRow>();
        var skipped = 0;
        while (parser.Read())
        {
            if (parser.Count == header.Length && ToAddress(Array.ConvertAll(at, column => parser[column])) is { } address)
                addresses.Add(address);
            else
                skipped++;
        }

        return (addresses, skipped);
    }

    private static AddressRow? ToAddress(string[] cells)
    {
        if (cells[0].Length == 0
            || !int.TryParse(cells[1], CultureInfo.InvariantCulture, out var number)
            || !int.TryParse(cells[5], CultureInfo.InvariantCulture, out var epsg) || !CoordinateTransform.KnownEpsg.Contains(epsg)
            || !double.TryParse(cells[6], CultureInfo.InvariantCulture, out var north)
            || !double.TryParse(cells[7], CultureInfo.InvariantCulture, out var east))
            return null;
        var (x, y) = CoordinateTransform.Create(epsg, CoordinateTransform.StorageEpsg).Apply(east, north);
        return new(cells[0], number, cells[2], cells[3], cells[4], new Point(x, y) { SRID = CoordinateTransform.StorageEpsg });
    }
}
