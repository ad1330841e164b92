using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>Reads the CSV files of Kartverket's address products (UTF-8, semicolons), row by row.</summary>
internal static class KartverketCsv
{
    public const string Epsg = "EPSG-kode";
    private const string Municipality = "kommunenummer";
    private const string Oslo = "0301";

    // As of deliveries: far beyond any field of an address.
    private const int LongestFieldChars = 100_000;

    /// <summary>
    /// Oslo's rows where the file holds any (the nation's does), else those of the whole file. Nothing but the row at hand is held
    /// in memory.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="shownAs">What problems call it.</param>
    /// <param name="columns">Those that are wanted.</param>
    /// <param name="product">Kartverket's name of the product, for who has fetched another one.</param>
    /// <returns>One entry a row: the wanted cells; null for a row of another length than the header.</returns>
    /// <exception cref="ProblemException">BOM-303: a column is missing; BOM-501: a row has more than one line, or a field more than 100,000 characters.</exception>
    public static IEnumerable<string[]?> Read(string path, string shownAs, string[] columns, string product)
    {
        var ofOslo = HoldsOslo(path, shownAs);
        using var text = new StreamReader(path);
        using var parser = Open(text);
        var header = Next(parser, shownAs) ? parser.Record ?? [] : [];
        var at = columns.Select(column => Array.IndexOf(header, column)).ToArray();
        if (Array.IndexOf(at, -1) is >= 0 and var missing)
        {
            throw new ProblemException(ProblemCode.MissingColumn, $"{shownAs}, line 1", $"the header lacks «{columns[missing]}».",
                $"Fetch the address register from Kartverket as CSV ({product}).");
        }

        var municipality = Array.IndexOf(header, Municipality);
        for (var line = parser.RawRow; Next(parser, shownAs); line = parser.RawRow)
        {
            OneLineRows.Demand(parser, line, shownAs);
            var isWhole = parser.Count == header.Length;
            if (!ofOslo || !isWhole || parser[municipality] == Oslo)
                yield return isWhole ? Array.ConvertAll(at, column => parser[column]) : null;
        }
    }

    /// <returns>The place in EPSG:25832; null where a cell is no number, the system is not known, or it is no place in Norway.</returns>
    public static Point? Place(string epsgCode, string northMetres, string eastMetres)
    {
        if (!int.TryParse(epsgCode, CultureInfo.InvariantCulture, out var epsg) || !CoordinateTransform.KnownEpsg.Contains(epsg)
            || Number(northMetres) is not { } north || Number(eastMetres) is not { } east)
            return null;
        var (x, y) = CoordinateTransform.Create(epsg, CoordinateTransform.StorageEpsg).Apply(east, north);
        return StorageExtent.Holds(x, y) ? new Point(x, y) { SRID = CoordinateTransform.StorageEpsg } : null;
    }

    /// <summary>With a decimal point, or the decimal comma of a Norwegian table; never with thousands apart.</summary>
    private static double? Number(string text) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static bool HoldsOslo(string path, string shownAs)
    {
        using var text = new StreamReader(path);
        using var parser = Open(text);
        var municipality = Next(parser, shownAs) ? Array.IndexOf(parser.Record ?? [], Municipality) : -1;
        while (municipality >= 0 && Next(parser, shownAs))
        {
            if (parser.Count > municipality && parser[municipality] == Oslo)
                return true;
        }

        return false;
    }

    private static bool Next(CsvParser parser, string shownAs)
    {
        var before = parser.RawRow;
        try
        {
            return parser.Read();
        }
        catch (MaxFieldSizeException unclosed)
        {
            throw new ProblemException(ProblemCode.BadGeodata, $"{shownAs}, line {before + 1}", "a field is longer than 100,000 characters: a quotation mark is opened and not closed, or this is no table.",
                "Fetch the file again, or take the quotation mark out; nothing was stored.", unclosed);
        }
    }

    private static CsvParser Open(StreamReader text) => new(text, new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        Delimiter = ";",
        BadDataFound = null,
        MaxFieldSize = LongestFieldChars,
    });
}
