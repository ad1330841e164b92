#:project ../../../src/PRIOslo.Bomiljo/PRIOslo.Bomiljo.csproj
#:property PublishAot=false
#:property TieredPGO=false

// The peer of importing a spreadsheet: `write FILE ROWS` makes an .xlsx in boligbygg's shape, seeded, 5 % damaged; `read FILE` reads
// every cell of it with ExcelDataReader and does nothing else.
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;

if (args is ["write", var to, var rows])
    Write(to, int.Parse(rows, CultureInfo.InvariantCulture));
else if (args is ["read", var from])
    Console.WriteLine(Read(from));
return;

static long Read(string path)
{
    Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
    using var stream = File.OpenRead(path);
    using var reader = ExcelReaderFactory.CreateReader(stream);
    var cells = 0L;
    while (reader.Read())
    {
        for (var at = 0; at < reader.FieldCount; at++)
            cells += reader.GetValue(at) is null ? 0 : 1;
    }

    return cells;
}

static void Write(string path, int rows)
{
    const string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    string[] types = ["Naboklage", "Husbråk", "Varsel om oppsigelse", "Fravikelse", "Skade på bolig", "Skade på fellesareal", "Vedlikehold"];
    var random = new Random(1);
    var texts = new Dictionary<string, int>(StringComparer.Ordinal); // Excel keeps each text once, for the whole workbook
    using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
    Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
    Part("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r0\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    Part("xl/workbook.xml", $"<workbook {main} xmlns:r=\"{relations}\"><sheets><sheet name=\"Saker\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
    Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"{relations}/styles\" Target=\"styles.xml\"/></Relationships>");
    Part("xl/styles.xml", $"<styleSheet {main}><cellXfs count=\"2\"><xf/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
    using (var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open()))
    {
        sheet.Write($"<worksheet {main}><sheetData><row r=\"1\">{string.Concat(new[] { "Saksnr", "Registrert dato", "Sakstype", "Adresse", "Postnr", "Poststed", "Bruksenhet", "Delbydel", "Status" }.Select(Text))}</row>");
        for (var row = 2; row < rows + 2; row++)
        {
            var damaged = random.Next(20) == 0;
            var date = damaged ? Text("31.02.2023") : $"<c s=\"1\"><v>{44_927 + random.Next(365)}</v></c>";
            sheet.Write($"<row r=\"{row}\">{Text($"23/{row}")}{date}{Text(types[random.Next(types.Length)])}{Text($"Eksempelgata {random.Next(900)}")}{Text($"{random.Next(1295):0000}")}{Text("OSLO")}{Text($"H{random.Next(1, 9):00}{random.Next(1, 9):00}")}<c><v>{((1 + random.Next(15)) * 100) + 1 + random.Next(5)}</v></c>{Text("Avsluttet")}</row>");
        }

        sheet.Write("</sheetData></worksheet>");
    }

    Part("xl/sharedStrings.xml", $"<sst {main} count=\"{texts.Count}\" uniqueCount=\"{texts.Count}\">{string.Concat(texts.Keys.Select(text => $"<si><t>{text}</t></si>"))}</sst>");

    string Text(string value)
    {
        if (!texts.TryGetValue(value, out var at))
            texts.Add(value, at = texts.Count);
        return $"<c t=\"s\"><v>{at}</v></c>";
    }

    void Part(string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(xml);
    }
}
