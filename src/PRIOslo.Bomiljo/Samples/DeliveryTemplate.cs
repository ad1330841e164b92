using System.Text;
using System.Text.Unicode;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>The outward shape of a source's file, taken from its <c>sample.csv</c>: encoding with or without byte order
/// mark, title lines, header and line ends.</summary>
internal sealed class DeliveryTemplate
{
    private readonly string[] _header;

    private DeliveryTemplate(Encoding encoding, string top, int titleLines, string lineEnd, char separator, string[] header)
    {
        Encoding = encoding;
        Top = top;
        TitleLines = titleLines;
        LineEnd = lineEnd;
        Separator = separator;
        _header = header;
    }

    public Encoding Encoding { get; }

    /// <summary>Title lines and header, as in the sample, with their line ends.</summary>
    public string Top { get; }

    /// <summary>How many lines stand above the header.</summary>
    public int TitleLines { get; }

    public string LineEnd { get; }

    public char Separator { get; }

    public int Columns => _header.Length;

    /// <exception cref="ProblemException">BOM-002, BOM-304: the sample is missing, or has no header.</exception>
    public static DeliveryTemplate Read(SourceFolder source)
    {
        if (!File.Exists(source.SamplePath))
            throw new ProblemException(ProblemCode.FileNotFound, source.SamplePath, "there is no such file.", "Give the source a sample.");
        var bytes = File.ReadAllBytes(source.SamplePath);
        var isUtf8 = source.Mapping.File.Encodings.Contains("utf-8") && Utf8.IsValid(bytes);
        var hasMark = isUtf8 && bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        Encoding encoding = isUtf8 ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: hasMark) : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var text = encoding.GetString(hasMark ? bytes.AsSpan(encoding.Preamble.Length) : bytes);

        var separators = source.Mapping.File.Separators;
        var separator = separators.FirstOrDefault(separator => TitlesAbove(text, source.Mapping, separator) >= 0, separators[0]);
        var titleLines = source.Mapping.File.TitleLines ?? Math.Max(0, TitlesAbove(text, source.Mapping, separator));
        var topEnd = 0;
        for (var line = 0; line <= titleLines; line++)
        {
            topEnd = text.IndexOf('\n', topEnd) + 1;
            if (topEnd == 0)
                throw new ProblemException(ProblemCode.EmptyFile, source.SamplePath, "there is no row below the header.", "Give the sample rows.");
        }

        var top = text[..topEnd];
        var lineEnd = top.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var header = top.TrimEnd('\r', '\n').Split('\n')[^1].Split(separator).Select(name => name.Trim().Trim('"')).ToArray();
        return new DeliveryTemplate(encoding, top, titleLines, lineEnd, separator[0], header);
    }

    /// <returns>−1 where no line has the category's column.</returns>
    private static int TitlesAbove(string text, SourceMapping mapping, string separator) => Array.FindIndex(text.Split('\n'),
        line => line.Split(separator).Any(name => name.Trim('\uFEFF', '"', ' ', '\r') == mapping.Category.ShownColumn()));

    /// <returns>−1 where the field is left out or constant.</returns>
    /// <exception cref="ProblemException">BOM-303: the sample has no such column.</exception>
    public int ColumnOf(FieldMapping? field) => field?.ShownColumn() is { Length: > 0 } column ? ColumnOf(column) : -1;

    public int ColumnOf(string column)
    {
        var index = Array.IndexOf(_header, column);
        return index >= 0
            ? index
            : throw new ProblemException(ProblemCode.MissingColumn, column, "the source's sample has no such column.", "Correct source.json or sample.csv.");
    }
}
