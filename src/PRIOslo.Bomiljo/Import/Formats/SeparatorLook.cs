using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Tells a CSV file's separator: the one that yields most of the mapped columns in a row where the header may stand.</summary>
internal static class SeparatorLook
{
    /// <param name="file">What the mapping allows.</param>
    /// <param name="columns">What the mapping names.</param>
    /// <param name="encoding">The file's.</param>
    /// <param name="head">The file's first bytes, after a byte order mark.</param>
    /// <returns>One of those that the mapping allows; the first of them where none yields a column.</returns>
    public static string Of(FileShape file, MappedColumns columns, Encoding encoding, ReadOnlySpan<byte> head)
    {
        if (file.Separators is [var only])
            return only;
        var end = head.LastIndexOfAny((byte)'\n', (byte)'\r');
        var text = encoding.GetString(end < 0 ? head : head[..end]);
        return file.Separators.MaxBy(separator => ColumnsFound(file, columns, text, separator))!;
    }

    public static string Shown(string separator) => separator == "\t" ? "tab" : separator;

    private static int ColumnsFound(FileShape file, MappedColumns columns, string text, string separator)
    {
        using var lines = new StringReader(text);
        for (var title = 0; title < (file.TitleLines ?? 0); title++)
            lines.ReadLine();
        using var parser = new CsvParser(lines, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator, BadDataFound = null });
        var most = 0;
        for (var row = file.TitleLines is null ? HeaderBinding.SearchedLines : 1; row > 0 && parser.Read(); row--)
        {
            var names = parser.Record!.Select(name => name.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
            most = Math.Max(most, columns.Names.Count(names.Contains));
        }

        return most;
    }
}
