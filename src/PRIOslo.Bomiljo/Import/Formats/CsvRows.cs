using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Reads a CSV file, one row at a time.</summary>
/// <param name="file">What the mapping says.</param>
/// <param name="encoding">The file's.</param>
/// <param name="separator">The file's.</param>
/// <param name="time">How it reads the time.</param>
/// <param name="columns">What the mapping names.</param>
/// <param name="shownAs">The file in messages.</param>
internal sealed class CsvRows(FileShape file, string encoding, string separator, TimeMapping time, MappedColumns columns, string shownAs)
{
    private const int LongestFieldChars = 100_000;
    private readonly StrayQuotation _marks = new(time);
    private readonly HeaderBinding _binding = new(columns, separator[0], shownAs, tried: string.Concat(file.Separators));

    /// <summary>The first line of the row at hand, from 1.</summary>
    private int _line;

    private string Here => $"{shownAs}, line {_line}";

    /// <param name="stream">After its byte order mark.</param>
    /// <param name="linesBefore">Added to each line number.</param>
    public IEnumerable<RawRow> Read(Stream stream, int linesBefore)
    {
        using var text = new StreamReader(stream, EncodingOf(encoding), detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        var titleLines = 0;
        while (titleLines < (file.TitleLines ?? 0) && Guarded(text.ReadLine, titleLines + 1) is not null)
            titleLines++;

        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator,
            BadDataFound = bad => StrayQuotation.DemandEnded(bad, () => Here),
            IgnoreBlankLines = false,
            MaxFieldSize = LongestFieldChars,
        }, leaveOpen: true);
        var (header, ordinals) = FindHeader(parser, titleLines);
        while (ReadRow(parser, titleLines))
        {
            if (titleLines + parser.RawRow > _line)
                DemandOneRow(parser, header, ordinals);
            if (parser.Count > 1 || parser[0].Length > 0) // a blank line is no row
                yield return new RawRow(linesBefore + _line, parser.Count == header ? Values(parser, ordinals) : null);
        }
    }

    private void DemandOneRow(CsvParser parser, int header, int[] ordinals) =>
        _marks.DemandOneRow(parser, separator[0], header, ordinals[columns.PositionOf(time.Column)], Here);

    private bool ReadRow(CsvParser parser, int titleLines)
    {
        _line = titleLines + parser.RawRow + 1;
        return Guarded(parser.Read, _line);
    }

    private static string[] Values(CsvParser parser, int[] ordinals)
    {
        var values = new string[ordinals.Length];
        for (var at = 0; at < values.Length; at++)
            values[at] = ordinals[at] < 0 ? "" : parser[ordinals[at]].Trim();
        return values;
    }

    private (int Fields, int[] Ordinals) FindHeader(CsvParser parser, int titleLines)
    {
        string[]? first = null;
        while (ReadRow(parser, titleLines))
        {
            if (parser.Record is not { } row || (file.TitleLines is null && row.All(string.IsNullOrWhiteSpace)))
                continue;
            if (row.All(string.IsNullOrWhiteSpace))
                break;
            first ??= row;
            if (file.TitleLines is not null)
                return Bound(row, _binding.Bind(row, _line));
            if (_line > HeaderBinding.SearchedLines)
                break;
            if (_binding.TryBind(row, _line) is { } ordinals)
                return Bound(row, ordinals);
        }

        if (first is null)
            throw new ProblemException(ProblemCode.EmptyFile, shownAs, "the file has no header.", "Fetch the delivery again from the source.");
        return (first.Length, _binding.Bind(first, titleLines + 1));

        (int Fields, int[] Ordinals) Bound(string[] row, int[] ordinals)
        {
            if (titleLines + parser.RawRow > _line)
                DemandOneRow(parser, row.Length, ordinals);
            return (row.Length, ordinals);
        }
    }

    private T Guarded<T>(Func<T> read, int line)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException undecodable)
        {
            throw new ProblemException(ProblemCode.WrongEncoding, $"{shownAs}, line {line} or after",
                file.Encodings.Count > 1 ? $"the file begins as {encoding}, and does not go on so." : $"the file is not {encoding}.",
                file.Encodings.Count > 1 ? "Ask the source to write all of it in UTF-8." : "If all of it is in another encoding, say so under file.encoding in the mapping; else ask the source to write it in UTF-8.", undecodable);
        }
        catch (MaxFieldSizeException unclosed)
        {
            throw new ProblemException(ProblemCode.WrongSeparator, $"{shownAs}, line {line}",
                "a field is longer than 100,000 characters: a quotation mark is opened and not closed, or this is no table.",
                "Ask the source to quote the field correctly, and look at the file.", unclosed);
        }
    }

    /// <summary>Strict: what is not of the encoding is an error, not another letter.</summary>
    private static Encoding EncodingOf(string name)
    {
        if (name == "utf-8")
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
