using System.Text.Json.Serialization;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>The shape of a source's files. Any of them may come zipped.</summary>
/// <param name="Format"><c>csv</c>, <c>excel</c> (.xlsx, .xls), <c>table</c> (either, as the bytes tell), <c>json</c> or
/// <c>geojson</c>.</param>
/// <param name="Encoding">One or more of <see cref="KnownEncodings"/>; the bytes tell which. Left out, any of them. A spreadsheet tells
/// its own.</param>
/// <param name="Separator">One or more separators of a CSV, a character each; the one that yields the mapped columns is taken. Left
/// out, any of <see cref="KnownSeparators"/>.</param>
/// <param name="TitleLines">Lines above the header. Left out, the header is looked for in the first twenty lines.</param>
/// <param name="Sheets">Names of the sheets to read, <c>*</c> for all; left out, the first one.</param>
/// <param name="Rows">Path to the list of rows in JSON, as in <c>messages</c>; left out, the outermost list.</param>
public sealed record FileShape(
    string Format,
    [property: JsonConverter(typeof(TextOrList))] IReadOnlyList<string>? Encoding = null,
    [property: JsonConverter(typeof(TextOrList))] IReadOnlyList<string>? Separator = null,
    int? TitleLines = null,
    IReadOnlyList<string>? Sheets = null,
    string? Rows = null)
{
    /// <summary>Every format that a mapping may name.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csv", "excel", "table", "json", "geojson"];

    /// <summary>UTF-8 with or without a byte order mark, and what older Norwegian systems write.</summary>
    public static IReadOnlyList<string> KnownEncodings { get; } = ["utf-8", "windows-1252"];

    /// <summary>What tables are usually separated by.</summary>
    public static IReadOnlyList<string> KnownSeparators { get; } = [";", ",", "\t", "|"];

    /// <summary>What a separator may be, for the schema.</summary>
    internal const string SeparatorPattern = "^[^\"\\r\\n ]$";

    /// <summary>The encodings that a file may have; the first is taken where all is ASCII.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Encodings => Encoding ?? KnownEncodings;

    /// <summary>The separators that a file may have.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Separators => Separator ?? KnownSeparators;
}
