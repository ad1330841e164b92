using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Import.Formats;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>Against ExcelDataReader, which reads the same files in twice the time.</summary>
public sealed class XlsxSheetsTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly string[] Formats =
    [
        "General", "0.00", "#,##0 \"kr\"", "dd.mm.yyyy", "yyyy\\-mm\\-dd hh:mm", "[h]:mm", "[mm]:ss", "[Red]0;[Blue]-0.0", "[$-414]d. mmmm yyyy;@",
        "\"dag\" 0", "mmm", "h:mm AM/PM", "@", "_-* #,##0.00_-", "yyyy", "0\\d", "ss", "[$-F800]dddd, mmmm dd, yyyy", "d/m", "0%",
    ];

    [Fact]
    public void Samples_have_the_same_cells()
    {
        var samples = Directory.GetFiles(ProjectFolders.Importers, "*.xlsx", SearchOption.AllDirectories);

        Assert.NotEmpty(samples);
        Assert.All(samples, sample => AssertSame(File.ReadAllBytes(sample)));
    }

    [Theory]
    [InlineData("""<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c></row>""")]
    [InlineData("""<row r="1"><c r="B1" t="s"><v>1</v></c></row><row r="4"><c t="b"><v>1</v></c><c t="b"><v>0</v></c></row>""")]
    [InlineData("""<row><c><v>1</v></c><c r="D1"><v>1E-3</v></c><c><v> 7 </v></c></row><row><c t="n"><v>-0.1</v></c></row>""")]
    [InlineData("""<row r="2" spans="1:3"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>a_x000D_b</v></c><c r="C2"/></row>""")]
    [InlineData("""<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t xml:space="preserve"> b </t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c></row>""")]
    [InlineData("""<row r="1"><c r="AB1"><v>28</v></c></row><row r="3"/><row r="5"></row><row r="6"><c r="A6"><v></v></c><c r="B6" t="inlineStr"><is/></c></row>""")]
    [InlineData("""<row r="1"><c r="A1"><f>NOW()</f><v>44927.25</v></c><extLst><ext/></extLst></row>""")]
    public void Cells_are_the_same(string rows) => AssertSame(Book(rows));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_mean_the_same_in_every_format(bool from1904)
    {
        double[] numbers = [0, 0.5, 1, 59.25, 60, 61, 44_927, 44_927.999_99, 45_000.123_456, -2, 2_958_465.5, 3_000_000];
        var styles = 50 + Formats.Length;
        var rows = string.Concat(numbers.Select(number => $"<row>{string.Concat(Enumerable.Range(0, styles).Select(style => string.Create(CultureInfo.InvariantCulture, $"""<c s="{style}"><v>{number:R}</v></c>""")))}</row>"));

        var file = Book(rows, from1904);
        Assert.Equal(string.Join('\n', ByFormat(Cells(Library(file)))), string.Join('\n', ByFormat(Cells(Fast(file)))));

        static string[] ByFormat(List<(string Name, List<object?[]> Rows)> sheets) =>
            [.. Enumerable.Range(0, 50 + Formats.Length).Select(style => $"{(style < 50 ? style : Formats[style - 50])}: {string.Join(" | ", sheets[0].Rows.Select(row => Shown(row[style])))}")];
    }

    [Fact]
    public void Sheets_come_in_their_order_with_their_names()
    {
        var file = Workbook.Write(("Jan", [["a", 1]]), ("Tom", []), ("Mars", [["b"], [null, new DateTime(2023, 3, 1, 12, 30, 0, DateTimeKind.Unspecified)]]));

        AssertSame(file);
        Assert.Equal(["Jan", "Tom", "Mars"], Cells(Fast(file)).Select(sheet => sheet.Name));
    }

    [Fact]
    public void Any_table_has_the_same_cells()
    {
        var cell = Gen.OneOf(
            Gen.Constant<object?>(null),
            Gen.Elements<object?>("", "x", "Økern", "  to ord ", "<&>", "_x0041_", "31.02.2023"),
            Gen.Choose(-5, 100_000).Select(number => (object?)number),
            Gen.Choose(1, 3_000_000).Select(number => (object?)(number / 1_000d)),
            Gen.Choose(1, 60_000).Select(day => (object?)DateTime.FromOADate(day + 0.25)));
        var row = Gen.Choose(0, 12).SelectMany(width => Gen.ArrayOf(cell, width));
        Prop.ForAll(Gen.ArrayOf(row).ToArbitrary(), rows => AssertSame(Workbook.Write(("Ark1", rows)))).QuickCheckThrowOnFailure();
    }

    /// <remarks>The sender's clock is what the mapping's time zone is about; the reader's machine has no say in it.</remarks>
    [Theory]
    [InlineData("2023-06-01T12:30:00")]
    [InlineData("2023-06-01T12:30:00Z")]
    [InlineData("2023-06-01T12:30:00+02:00")]
    [InlineData("2023-06-01T12:30:00.000-05:00")]
    public void A_date_cell_keeps_the_clock_as_it_is_written(string written) => Assert.Equal(
        new DateTime(2023, 6, 1, 12, 30, 0, DateTimeKind.Unspecified),
        Cells(Fast(Book($"""<row r="1"><c r="A1" t="d"><v>{written}</v></c></row>""")))[0].Rows[0][0]);

    [Fact]
    public void A_cell_further_out_than_cells_can_be_is_damage() =>
        Assert.Throws<InvalidDataException>(() => Cells(Fast(Book("""<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>"""))));

    private static void AssertSame(byte[] file) => Assert.Equal(Shown(Cells(Library(file))), Shown(Cells(Fast(file))));

    private static XlsxSheets Fast(byte[] file) => new(XlsxBook.Open(new MemoryStream(file))!);

    private static LibrarySheets Library(byte[] file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new(ExcelReaderFactory.CreateReader(new MemoryStream(file)));
    }

    private static List<(string Name, List<object?[]> Rows)> Cells(ISheets sheets)
    {
        using (sheets)
        {
            var found = new List<(string, List<object?[]>)>();
            do
            {
                var rows = new List<object?[]>();
                while (sheets.Read())
                    rows.Add([.. Enumerable.Range(0, sheets.FieldCount).Select(at => sheets.IsBlank(at) ? null : sheets.Value(at))]);
                found.Add((sheets.Name, rows));
            }
            while (sheets.NextResult());
            return found;
        }
    }

    /// <summary>A line a row; blank cells at the end of a row say nothing.</summary>
    private static string Shown(List<(string Name, List<object?[]> Rows)> sheets) => string.Join('\n', sheets.Select(sheet =>
        $"«{sheet.Name}»\n{string.Join('\n', sheet.Rows.Select(row => string.Join(" | ", row.Select(Shown)).TrimEnd(' ', '|')))}"));

    private static string Shown(object? cell) => cell is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{cell.GetType().Name} {(cell is DateTime time ? time.ToString("o", CultureInfo.InvariantCulture) : cell)}");

    private static byte[] Book(string rows, bool from1904 = false)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", "<Types/>");
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><workbookPr date1904="{(from1904 ? 1 : 0)}"/><sheets><sheet name="Ark" sheetId="1" r:id="r1"/></sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/worksheet" Target="worksheets/a.xml"/><Relationship Id="r2" Type="{Relations}/styles" Target="styles.xml"/><Relationship Id="r3" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""");
            Part(zip, "xl/styles.xml", $"""<styleSheet xmlns="{Main}"><numFmts>{string.Concat(Formats.Select((code, at) => $"""<numFmt numFmtId="{200 + at}" formatCode="{System.Security.SecurityElement.Escape(code)}"/>"""))}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{string.Concat(Enumerable.Range(0, 50).Concat(Enumerable.Range(200, Formats.Length)).Select(id => $"""<xf numFmtId="{id}" applyNumberFormat="1"><alignment/></xf>"""))}</cellXfs></styleSheet>""");
            Part(zip, "xl/sharedStrings.xml", $"""<sst xmlns="{Main}"><si><t>første</t></si><si><t xml:space="preserve"> </t></si><si><r><t>to</t></r><r><t>_x000A_deler</t></r></si></sst>""");
            Part(zip, "xl/worksheets/a.xml", $"""<worksheet xmlns="{Main}"><cols><col min="1" max="3" width="9"/></cols><sheetData>{rows}</sheetData></worksheet>""");
        }

        return file.ToArray();

        static void Part(ZipArchive zip, string name, string xml)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(xml);
        }
    }
}
