using System.Globalization;
using System.IO.Compression;
using System.Security;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>Writes a small <c>.xlsx</c>: texts, numbers, and dates as numbers in a cell of date format.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <param name="sheets">Rows of cells: string, int, double, DateTime or null.</param>
    public static byte[] Write(params (string Name, object?[][] Rows)[] sheets)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>""");
            Part(zip, "_rels/.rels", $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="r0" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{string.Concat(sheets.Select((sheet, at) => $"""<sheet name="{sheet.Name}" sheetId="{at + 1}" r:id="r{at + 1}"/>"""))}</sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}/relationships">{string.Concat(sheets.Select((_, at) => $"""<Relationship Id="r{at + 1}" Type="{Relations}/worksheet" Target="worksheets/sheet{at + 1}.xml"/>"""))}<Relationship Id="s" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
            Part(zip, "xl/styles.xml", $"""<styleSheet xmlns="{Main}"><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>""");
            for (var at = 0; at < sheets.Length; at++)
                Part(zip, $"xl/worksheets/sheet{at + 1}.xml", $"""<worksheet xmlns="{Main}"><sheetData>{string.Concat(sheets[at].Rows.Select(Row))}</sheetData><mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells></worksheet>""");
        }

        return file.ToArray();
    }

    private static string Row(object?[] cells, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"""<row r="{row + 1}">{string.Concat(cells.Select((cell, at) => Cell(cell, $"{(char)('A' + at)}{row + 1}")))}</row>""");

    private static string Cell(object? value, string at) => value switch
    {
        null => "",
        string text => $"""<c r="{at}" t="inlineStr"><is><t>{SecurityElement.Escape(text)}</t></is></c>""",
        DateTime time => string.Create(CultureInfo.InvariantCulture, $"""<c r="{at}" s="1"><v>{time.ToOADate()}</v></c>"""),
        _ => string.Create(CultureInfo.InvariantCulture, $"""<c r="{at}"><v>{value}</v></c>"""),
    };

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(xml);
    }
}
