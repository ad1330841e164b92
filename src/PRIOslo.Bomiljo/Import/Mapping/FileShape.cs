namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>The shape of a source's files. Any of them may come zipped.</summary>
/// <param name="Format"><c>csv</c>, <c>excel</c> (.xlsx, .xls), <c>table</c> (either, as the bytes tell), <c>json</c> or
/// <c>geojson</c>.</param>
/// <param name="Encoding"><c>utf-8</c> (a byte order mark is accepted) or <c>windows-1252</c>; a spreadsheet tells its own.</param>
/// <param name="Separator">One character; of a CSV.</param>
/// <param name="TitleLines">Lines above the header. Left out, the header is looked for in the first twenty lines.</param>
/// <param name="Sheets">Names of the sheets to read, <c>*</c> for all; left out, the first one.</param>
/// <param name="Rows">Path to the list of rows in JSON, as in <c>messages</c>; left out, the outermost list.</param>
public sealed record FileShape(
    string Format,
    string Encoding = "utf-8",
    string Separator = ";",
    int? TitleLines = null,
    IReadOnlyList<string>? Sheets = null,
    string? Rows = null)
{
    /// <summary>Every format that a mapping may name.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csv", "excel", "table", "json", "geojson"];
}
