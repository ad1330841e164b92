using CsvHelper;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>Holds tables of which no cell has a line end to one line a row: where a row has more, a stray quotation mark has made rows one.</summary>
internal static class OneLineRows
{
    /// <param name="parser">At the row.</param>
    /// <param name="before"><see cref="IParser.RawRow"/> before it was read.</param>
    /// <param name="shownAs">The file in messages.</param>
    /// <exception cref="ProblemException">BOM-501.</exception>
    public static void Demand(IParser parser, int before, string shownAs)
    {
        if (parser.RawRow > before + 1 && parser.RawRecord.AsSpan().Trim("\r\n").ContainsAny('\r', '\n'))
        {
            throw new ProblemException(ProblemCode.BadGeodata, $"{shownAs}, line {before + 1} or after", "a quotation mark makes rows one.",
                "Fetch the file again, or take the quotation mark out; nothing was stored.");
        }
    }
}
