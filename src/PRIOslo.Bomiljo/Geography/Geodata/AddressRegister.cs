using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>An address with a street, number and point.</summary>
public sealed record AddressRow(string Street, int Number, string Letter, string Postcode, string Place, Point Point);

/// <summary>Reads Kartverket's address register in its national CSV form (46 columns, UTF-8, semicolons), row by row.</summary>
internal static class AddressRegister
{
    private const string Municipality = "kommunenummer";
    private const string Oslo = "0301";
    private static readonly string[] Columns = ["adressenavn", "nummer", "bokstav", "postnummer", "poststed", "EPSG-kode", "Nord", "Øst"];

    /// <summary>
    /// Oslo's addresses where the file holds any (the nation's does), else those of the whole file. Nothing but the row at hand is
    /// held in memory.
    /// </summary>
    /// <returns>One entry a row: null for one that is no street address (cadastre addresses, unreadable points).</returns>
    /// <exception cref="ProblemException">BOM-303: a column is missing; BOM-501: a row has more than one line.</exception>
    public static IEnumerable<AddressRow?> Read(string path, string shownAs)
    {
        var ofOslo = HoldsOslo(path);
        using var text = new StreamReader(path);
        using var parser = Open(text);
        var header = parser.Read() ? parser.Record ?? [] : [];
        var at = Columns.Select(column => Array.IndexOf(header, column)).ToArray();
        if (Array.IndexOf(at, -1) is >= 0 and var missing)
        {
            throw new ProblemException(ProblemCode.MissingColumn, $"{shownAs}, line 1", $"the header lacks «{Columns[missing]}».",
                "Fetch the address register from Kartverket as CSV (matrikkelen adresse).");
        }

        var municipality = Array.IndexOf(header, Municipality);
        for (var line = parser.RawRow; parser.Read(); line = parser.RawRow)
        {
            OneLineRows.Demand(parser, line, shownAs);
            var isWhole = parser.Count == header.Length;
            if (!ofOslo || !isWhole || parser[municipality] == Oslo)
                yield return isWhole ? ToAddress(Array.ConvertAll(at, column => parser[column])) : null;
        }
    }

    private static bool HoldsOslo(string path)
    {
        using var text = new StreamReader(path);
        using var parser = Open(text);
        var municipality = parser.Read() ? Array.IndexOf(parser.Record ?? [], Municipality) : -1;
        while (municipality >= 0 && parser.Read())
        {
            if (parser.Count > municipality && parser[municipality] == Oslo)
                return true;
        }

        return false;
    }

    private static CsvParser Open(StreamReader text) => new(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";", BadDataFound = null });

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
