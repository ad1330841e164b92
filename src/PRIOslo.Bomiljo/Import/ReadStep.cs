using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Import step 1 of 4 (read → normalise → place → store): a stream in, raw rows out, one at a time.</summary>
public sealed class ReadStep(SourceMapping mapping, MappedColumns columns, string shownAs)
{
    private const int LongestFieldChars = 100_000;

    /// <exception cref="ProblemException">BOM-301 to BOM-305: the file does not fit its mapping.</exception>
    public IEnumerable<RawRow> Read(Stream stream)
    {
        FileLook.Check(stream, mapping.File.Encoding, shownAs);
        using var text = new StreamReader(stream, EncodingOf(mapping.File.Encoding), detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        var titleLines = 0;
        while (titleLines < mapping.File.TitleLines && Guarded(text.ReadLine, titleLines + 1) is not null)
            titleLines++;

        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = mapping.File.Separator,
            BadDataFound = null,
            IgnoreBlankLines = false,
            MaxFieldSize = LongestFieldChars,
        }, leaveOpen: true);
        if (!Guarded(parser.Read, titleLines + 1) || parser.Record is not { } header || header.All(string.IsNullOrWhiteSpace))
            throw new ProblemException(ProblemCode.EmptyFile, shownAs, "the file has no header.", "Fetch the delivery again from the source.");

        var ordinals = Bind(header, titleLines + 1);
        var line = titleLines + parser.RawRow + 1;
        while (Guarded(parser.Read, line))
        {
            if (parser.Count > 1 || parser[0].Length > 0) // a blank line is no row
                yield return new RawRow(line, parser.Count == header.Length ? Array.ConvertAll(ordinals, ordinal => ordinal < 0 ? "" : parser[ordinal].Trim()) : null);
            line = titleLines + parser.RawRow + 1;
        }
    }

    private int[] Bind(string[] header, int line)
    {
        var names = Array.ConvertAll(header, name => name.Trim().TrimStart('\uFEFF'));
        var ordinals = columns.Names.Select(wanted => Array.FindIndex(names, name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (!columns.Names.Where((name, at) => ordinals[at] < 0 && columns.IsDemanded(name)).Any())
            return ordinals;

        var other = names is [var only] ? ";,\t|".FirstOrDefault(only.Contains) : default;
        if (other != default && mapping.File.Separator[0] != other)
        {
            throw new ProblemException(ProblemCode.WrongSeparator, $"{shownAs}, line {line}",
                $"the header is not separated by «{mapping.File.Separator}»; it looks like «{(other == '\t' ? "tab" : other)}».",
                "Correct file.separator in the mapping or save the file with the right separator.");
        }

        // The header found is not repeated: with a wrong number of title lines it is a row with values.
        var missing = string.Join(", ", columns.Names.Where((name, at) => ordinals[at] < 0 && columns.IsDemanded(name)).Select(name => $"«{name}»"));
        throw new ProblemException(ProblemCode.MissingColumn, $"{shownAs}, line {line}", $"the header lacks {missing}.",
            "Correct the column's name or file.titleLines in the mapping, or ask the source for the column.");
    }

    private T Guarded<T>(Func<T> read, int line)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException undecodable)
        {
            throw new ProblemException(ProblemCode.WrongEncoding, $"{shownAs}, near line {line}",
                $"the file is not {mapping.File.Encoding}.", "Correct file.encoding in the mapping (windows-1252 is usual) or save the file anew.", undecodable);
        }
        catch (MaxFieldSizeException unclosed)
        {
            throw new ProblemException(ProblemCode.WrongSeparator, $"{shownAs}, line {line}",
                "a quotation mark is opened and not closed.", "Ask the source to quote the field correctly.", unclosed);
        }
    }

    private static Encoding EncodingOf(string name)
    {
        if (name == "utf-8")
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
