using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>One sheet of Office Open XML (ECMA-376): the contract's columns, numbers as numbers, a frozen header with filters, and <c>:</c>
/// for what is suppressed. The same rows give the same bytes.</summary>
internal static class ExcelExport
{
    private const string Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>The first day that a ZIP file can tell.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Stream stream, IReadOnlyList<ExportRow> rows)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Part(zip, "[Content_Types].xml",
            """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
        Part(zip, "_rels/.rels", $"""<Relationships xmlns="{Package}"><Relationship Id="r1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{Sheet}" xmlns:r="{Office}"><sheets><sheet name="varmekart" sheetId="1" r:id="r1"/></sheets></workbook>""");
        Part(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Package}"><Relationship Id="r1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
        using var body = Entry(zip, "xl/worksheets/sheet1.xml").Open();
        using var xml = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false });
        WriteSheet(xml, rows);
    }

    /// <summary>In the order of <see cref="CsvExport.HeaderOf"/>.</summary>
    private static object?[] Values(ExportRow row)
    {
        var statistics = row.Statistics;
        return
        [
            (double)row.Year, row.Level, row.Area, row.AreaName, row.Bydel, row.Theme,
            OrSign(row.Count), row.Denominator, OrSign(row.Rate), (double)row.RatePer, OrSign(row.RateLow), OrSign(row.RateHigh),
            statistics.RateEb, statistics.Change, statistics.ChangeP, statistics.ChangeQ, statistics.GiZ, statistics.GiP, statistics.GiQ, statistics.Lisa, statistics.LisaP,
            row.Suppressed, statistics.ChangeClass, statistics.TrendClass, statistics.RateClass, statistics.HotspotClass, .. row.Further.Select(field => field.Value),
        ];

        object? OrSign(double? value) => row.Suppressed ? CsvExport.SuppressedSign : value;
    }

    private static void WriteSheet(XmlWriter xml, IReadOnlyList<ExportRow> rows)
    {
        xml.WriteStartElement("worksheet", Sheet);
        xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        xml.WriteStartElement("sheetData");
        var header = CsvExport.HeaderOf(rows).ToList();
        WriteRow(xml, header);
        foreach (var row in rows)
            WriteRow(xml, Values(row));
        xml.WriteEndElement();
        xml.WriteStartElement("autoFilter");
        xml.WriteAttributeString("ref", string.Create(CultureInfo.InvariantCulture, $"A1:{ColumnName(header.Count)}{rows.Count + 1}"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>A for 1, Z for 26, AA for 27.</summary>
    internal static string ColumnName(int number) => number == 0 ? "" : ColumnName((number - 1) / 26) + (char)('A' + ((number - 1) % 26));

    private static void WriteRow(XmlWriter xml, IEnumerable<object?> values)
    {
        xml.WriteStartElement("row");
        foreach (var value in values)
        {
            xml.WriteStartElement("c");
            switch (value)
            {
                case null or "":
                    break;
                case double number:
                    xml.WriteElementString("v", number.ToString("R", CultureInfo.InvariantCulture));
                    break;
                case bool flag:
                    xml.WriteAttributeString("t", "b");
                    xml.WriteElementString("v", flag ? "1" : "0");
                    break;
                default:
                    xml.WriteAttributeString("t", "inlineStr");
                    xml.WriteStartElement("is");
                    xml.WriteElementString("t", value.ToString());
                    xml.WriteEndElement();
                    break;
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(Entry(zip, name).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        return entry;
    }
}
