using CsvHelper;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Tells a row of many lines, which a quoted text may make, from rows that a stray quotation mark has made one.</summary>
/// <param name="time">What a row's time looks like: each row has one, and a text that a person writes hardly has one between separators.</param>
internal sealed class StrayQuotation(TimeMapping time)
{
    /// <summary>A shorter text that can be read as a time, such as a year or a day's number, is one only in the time's own column.</summary>
    private const int LeastTimeLetters = 8;

    /// <summary>From so many columns on, as many separators on one line of a text are no accident, be the time readable or not.</summary>
    private const int ManyColumns = 8;

    private readonly TimeReader _time = new(time);

    /// <summary>Demands that a row of more than one line is one row: none of its lines but the first is a row when quotation marks are
    /// no more than other letters.</summary>
    /// <param name="parser">At the row, with <see cref="DemandEnded"/> for what is bad.</param>
    /// <param name="separator">The file's.</param>
    /// <param name="columns">The header's.</param>
    /// <param name="timeColumn">Where in the file the time stands, from 0.</param>
    /// <param name="shownAs">The file and the row's first line in messages.</param>
    /// <exception cref="ProblemException">BOM-302.</exception>
    public void DemandOneRow(CsvParser parser, char separator, int columns, int timeColumn, string shownAs)
    {
        for (var at = 0; at < parser.Count; at++)
            _ = parser[at]; // what is bad in a field is found when it is looked at
        if (parser.RawRecord.Split('\n').Skip(1).Any(line => IsRow(line.Split(separator), columns, timeColumn)))
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

    /// <returns>True for a line with a time between separators and at least half as many as a row has; in a wide file also for one with
    /// exactly as many, most of them without a space behind.</returns>
    private bool IsRow(string[] cells, int columns, int timeColumn) => cells.Length > 1 && 2 * (cells.Length - 1) >= columns - 1
        && ((cells.Length == columns && columns >= ManyColumns && 2 * cells.Skip(1).Count(cell => cell.StartsWith(' ')) < columns - 1)
            || cells.Index().Any(cell => (cell.Item.Replace("\"", "", StringComparison.Ordinal).Trim() is var text && text.Length >= LeastTimeLetters && _time.TryRead(text, out _))
                || (cells.Length == columns && cell.Index == timeColumn && _time.TryRead(text, out _))));
}
