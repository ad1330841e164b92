using CsvHelper;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Tells a row of many lines, which a quoted text may make, from rows that a stray quotation mark has made one.</summary>
internal static class StrayQuotation
{
    /// <summary>Demands that a row of more than one line is one row: at most one of its lines has a whole row's separators when quotation
    /// marks are no more than other letters.</summary>
    /// <param name="parser">At the row, with <see cref="DemandEnded"/> for what is bad.</param>
    /// <param name="separator">The file's.</param>
    /// <param name="columns">The header's.</param>
    /// <param name="shownAs">The file and the row's first line in messages.</param>
    /// <exception cref="ProblemException">BOM-302.</exception>
    public static void DemandOneRow(CsvParser parser, char separator, int columns, string shownAs)
    {
        for (var at = 0; at < parser.Count; at++)
            _ = parser[at]; // what is bad in a field is found when it is looked at
        var rows = 0;
        foreach (var line in parser.RawRecord.AsSpan().EnumerateLines())
            rows += IsRow(line, separator, columns) ? 1 : 0;
        if (rows > 1)
            throw Problem(shownAs);
    }

    /// <summary>Demands that a field whose quotation does not end where the field ends holds no line end.</summary>
    /// <param name="bad">With the field as it stands in the file.</param>
    /// <param name="shownAs">Gives the file and the row's first line in messages.</param>
    /// <exception cref="ProblemException">BOM-302.</exception>
    public static void DemandEnded(BadDataFoundArgs bad, Func<string> shownAs)
    {
        if (bad.Field.AsSpan().TrimEnd("\r\n").ContainsAny('\r', '\n'))
            throw Problem(shownAs());
    }

    private static ProblemException Problem(string shownAs) => new(ProblemCode.WrongSeparator, shownAs,
        "a quotation mark begins a field in this row and does not end it there: the rows after it would be lost.",
        "Ask the source to leave the mark out, or to quote the whole field and write each mark in it twice; nothing was stored.");

    /// <returns>True for a line with a whole row's separators, most of them without a space behind: in a text that a person writes,
    /// commas have one.</returns>
    private static bool IsRow(ReadOnlySpan<char> line, char separator, int columns)
    {
        var (separators, spaced) = (0, 0);
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] != separator)
                continue;
            separators++;
            spaced += at + 1 < line.Length && line[at + 1] == ' ' ? 1 : 0;
        }

        return separators > 0 && separators == columns - 1 && spaced * 2 < separators;
    }
}
