using System.Globalization;
using System.Text;
using ExcelDataReader;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Reads <c>.xlsx</c> and <c>.xls</c>, one row at a time. Lines are the sheets' row numbers; those of a further sheet go
/// on from the sheet before.</summary>
internal sealed class ExcelRows(FileShape file, MappedColumns columns, string shownAs)
{
    /// <summary>The most that Excel itself keeps in a sheet.</summary>
    private const int MostRows = 1_048_576;

    /// <summary>Far more than a sheet formatted to its end has; a damaged one may claim to be blank for billions.</summary>
    private const long MostBlankCells = 20_000_000;

    private readonly HeaderBinding _binding = new(columns, separator: null, shownAs);

    /// <param name="stream">Seekable.</param>
    /// <param name="linesBefore">Added to each line number.</param>
    public IEnumerable<RawRow> Read(Stream stream, int linesBefore)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = Guarded(() => Open(stream));
        var found = 0;
        do
        {
            if (file.Sheets is { } wanted ? !wanted.Contains("*") && !wanted.Contains(reader.Name) : found > 0)
                continue;
            found++;
            var (line, blankCells) = (0, 0L);
            int[]? ordinals = null;
            while (Guarded(reader.Read))
            {
                line++;
                if (line > MostRows || blankCells > MostBlankCells)
                    throw new ProblemException(ProblemCode.BadStructure, $"{shownAs}, sheet {found}", "the sheet claims to be larger than sheets can be.", "Save it anew as .xlsx, or as CSV.");
                if (IsBlank(reader, ordinals))
                {
                    blankCells += reader.FieldCount;
                    continue;
                }

                if (ordinals is not null)
                    yield return new RawRow(linesBefore + line, Array.ConvertAll(ordinals, at => at < 0 ? "" : Text(reader, at)));
                else
                    ordinals = HeaderAt(reader, line);
            }

            if (ordinals is null && _binding.CameNear)
                throw _binding.NoHeader();
            if (ordinals is null)
                throw new ProblemException(ProblemCode.EmptyFile, $"{shownAs}, sheet {found}", "the sheet has no header.", "Correct file.sheets or file.titleLines in the mapping.");
            linesBefore += line;
        }
        while (Guarded(reader.NextResult));

        if (found == 0)
            throw new ProblemException(ProblemCode.BadStructure, shownAs, "the file has none of the sheets.", "Correct file.sheets in the mapping.");
    }

    /// <summary>What is no plain <c>.xlsx</c> (.xls, .xlsb) goes to the library, which also tells of a password.</summary>
    private static ISheets Open(Stream stream)
    {
        if (XlsxBook.Open(stream) is { } book)
            return new XlsxSheets(book);
        stream.Position = 0;
        return new LibrarySheets(ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding(1252), LeaveOpen = true }));
    }

    private int[]? HeaderAt(ISheets reader, int line)
    {
        if (line <= file.TitleLines)
            return null;
        var row = Enumerable.Range(0, reader.FieldCount).Select(at => Text(reader, at)).ToArray();
        return file.TitleLines is null && line < HeaderBinding.SearchedLines ? _binding.TryBind(row, line) : _binding.Bind(row, line);
    }

    private static bool IsBlank(ISheets reader, int[]? ordinals)
    {
        if (ordinals is [>= 0 and var first, ..] && !reader.IsBlank(first))
            return false;
        for (var at = 0; at < reader.FieldCount; at++)
        {
            if (!reader.IsBlank(at))
                return false;
        }

        return true;
    }

    /// <summary>Numbers with a decimal point, dates as <c>yyyy-MM-ddTHH:mm:ss</c>.</summary>
    private static string Text(ISheets reader, int at) => reader.Value(at) switch
    {
        null => "",
        string text => text.Trim(),
        double number when number == (int)number => ((int)number).ToString(CultureInfo.InvariantCulture), // most are; ten times as fast
        double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("s", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!.Trim(),
    };

    /// <summary>Damaged spreadsheets make the reader throw whatever its parts throw.</summary>
    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damaged) when (damaged is not (ProblemException or OutOfMemoryException))
        {
            throw new ProblemException(ProblemCode.BinaryFile, shownAs, "the file cannot be read as a spreadsheet (damaged, or with a password?).",
                "Save it anew as .xlsx without a password, or as CSV.", damaged);
        }
    }
}
