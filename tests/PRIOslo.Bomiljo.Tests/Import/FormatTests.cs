using System.IO.Compression;
using System.Text;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>Three waste reports in every format that a delivery may have.</summary>
public sealed class FormatTests
{
    private static readonly SourceMapping Waste = SourceFolder.Load("renovasjon", TestSource.Taxonomy).Mapping;

    private static readonly SourceMapping Table = Waste with
    {
        File = new FileShape("table"),
        OccurredAt = Waste.OccurredAt with { Formats = ["dd.MM.yyyy HH:mm", "yyyy-MM-ddTHH:mm:ss", "serial"] },
    };

    private static readonly object?[] Header = ["Meldingsnr", "Meldt", "Type", "X", "Y"];
    private const string Csv = "Meldingsnr;Meldt;Type;X;Y\nR-1;04.08.2023 12:00;Søppel i park;596610,5;6647802\n";

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public void Title_lines_above_the_header_need_not_be_counted(int titles)
    {
        var file = string.Concat(Enumerable.Repeat("Rapport;;\n", titles)) + Csv;

        Assert.Equal([titles + 2], Lines(Table, Encoding.UTF8.GetBytes(file)));
        Assert.Equal([titles + 2], Lines(Table, Workbook.Write(("Ark1", [.. Enumerable.Repeat<object?[]>(["Rapport"], titles), Header, Row("R-1", "04.08.2023 12:00")]))));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public void One_wrong_column_name_is_told_alone_and_at_the_header(int rows)
    {
        object?[] renamed = [.. Header.Select(name => name is "X" ? "Øst" : name)];
        var file = Workbook.Write(("Ark1", [["Rapport"], ["Uttrekk, 2023"], renamed, .. Enumerable.Range(1, rows).Select(at => Row($"R-{at}", "04.08.2023 12:00"))]));
        var csv = "Rapport\nUttrekk, 2023\nMeldingsnr;Meldt;Type;Øst;Y\n" + string.Concat(Enumerable.Repeat("R-1;04.08.2023 12:00;Søppel i park;1;2\n", rows));

        Assert.Contains("lacks «X».", Problem.Thrown("BOM-303", "delivery.csv, line 3", () => Lines(Table, file)).Message, StringComparison.Ordinal);
        Assert.Contains("lacks «X».", Problem.Thrown("BOM-303", "delivery.csv, line 3", () => Lines(Table, Encoding.UTF8.GetBytes(csv))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spreadsheets_dates_are_read_as_cells_as_numbers_and_as_texts()
    {
        var time = new DateTime(2023, 8, 4, 12, 0, 0, DateTimeKind.Unspecified);
        var file = Workbook.Write(("Ark1", [["Tittel"], [], Header, Row("R-1", time), [], Row("R-2", time.ToOADate()), Row("R-3", "04.08.2023 12:00"), Row(4, "ukjent")]));

        var outcomes = TestSource.Outcomes(Table, file);

        Assert.Equal([4, 6, 7, 8], outcomes.Select(outcome => outcome.Line));
        Assert.All(outcomes.Take(3), outcome => Assert.Equal(new DateTimeOffset(2023, 8, 4, 10, 0, 0, TimeSpan.Zero), Assert.IsType<Accepted>(outcome).Incident.OccurredAt));
        Assert.Equal((596610.5, 6647802), ((Accepted)outcomes[0]).Incident.Point);
        Assert.Equal(PRIOslo.Bomiljo.Problems.ProblemCode.BadDate, Assert.IsType<Rejected>(outcomes[3]).Code);
    }

    [Fact]
    public void Sheets_are_read_by_name_or_all_and_else_the_first()
    {
        var file = Workbook.Write(("Jan", [Header, Row("R-1", "04.08.2023 12:00")]), ("Feb", [Header, Row("R-2", "04.08.2023 12:00"), Row("R-3", "04.08.2023 12:00")]));

        Assert.Equal([2], Lines(Table, file));
        Assert.Equal([2, 3], Lines(Table with { File = Table.File with { Sheets = ["Feb"] } }, file));
        Assert.Equal([2, 4, 5], Lines(Table with { File = Table.File with { Sheets = ["*"] } }, file));
        Problem.Thrown("BOM-311", "delivery.csv", () => Lines(Table with { File = Table.File with { Sheets = ["Mars"] } }, file));
    }

    [Theory]
    [InlineData("""[{"n":"R-1","t":{"m":"04.08.2023 12:00"},"k":"Søppel i park","p":[596610.5,6647802]},{"n":"R-2","t":{"m":null},"k":"Søppel i park","p":null}]""", "")]
    [InlineData("""{"info":{"x":[1,{"messages":3}]},"data":{"messages":[{"n":"R-1","t":{"m":"04.08.2023 12:00"},"k":"Søppel i park","p":[596610.5,6647802]},{"n":"R-2"}]},"total":2}""", "data.messages")]
    [InlineData("""[{"messages":[{"n":"R-1","t":{"m":"04.08.2023 12:00"},"k":"Søppel i park","p":[596610.5,6647802]}]},{"messages":[]},{"messages":[{"n":"R-2"}]}]""", "messages")]
    [InlineData("{\"n\":\"R-1\",\"t\":{\"m\":\"04.08.2023 12:00\"},\"k\":\"Søppel i park\",\"p\":[596610.5,6647802]}\n{\"n\":\"R-2\"}\n", "")]
    public void Json_rows_are_found_nested_paged_and_line_by_line(string json, string rows)
    {
        var outcomes = TestSource.Outcomes(Json(rows), Encoding.UTF8.GetBytes("\uFEFF" + json));

        Assert.Equal([1, 2], outcomes.Select(outcome => outcome.Line));
        Assert.Equal((596610.5, 6647802), Assert.IsType<Accepted>(outcomes[0]).Incident.Point);
        Assert.IsType<Rejected>(outcomes[1]);
    }

    [Theory]
    [InlineData("{\"messages\": [", "BOM-311")]
    [InlineData("{\"messages\": [{]}", "BOM-311")]
    [InlineData("{\"other\": []}", "BOM-311")]
    [InlineData("{\"messages\": [{\"x\": 1}]}", "BOM-303")]
    [InlineData("  ", "BOM-304")]
    public void Json_that_does_not_fit_is_told(string json, string code) =>
        Problem.Thrown(code, "delivery.csv", () => TestSource.Outcomes(Json("messages"), Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Geojson_features_are_rows()
    {
        var mapping = Json("") with
        {
            File = new FileShape("geojson"),
            Epsg = 4326,
            Id = new("properties.n"),
            OccurredAt = Waste.OccurredAt with { Column = "properties.m" },
            Category = new("properties.k"),
            East = new("geometry.coordinates.0"),
            North = new("geometry.coordinates.1"),
        };
        const string json = """{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[10.75,59.91]},"properties":{"n":1,"m":"04.08.2023 12:00","k":"Søppel i park"}}]}""";

        Assert.InRange(Assert.IsType<Accepted>(Assert.Single(TestSource.Outcomes(mapping, Encoding.UTF8.GetBytes(json)))).Incident.Point!.Value.North, 6_642_000, 6_643_000);
    }

    [Fact]
    public void Zipped_files_are_read_entry_by_entry()
    {
        var sheet = Workbook.Write(("Ark1", [Header, Row("R-9", "04.08.2023 12:00")]));

        Assert.Equal([2], Lines(Waste, Zip(("a.csv", Encoding.UTF8.GetBytes(Csv)))));
        Assert.Equal([2, 4, 6], Lines(Table, Zip(("1.csv", Encoding.UTF8.GetBytes(Csv)), ("2.csv", Encoding.UTF8.GetBytes(Csv)), ("3.xlsx", sheet), ("__MACOSX/._1.csv", [0, 1]))));
        Problem.Thrown("BOM-304", "delivery.csv", () => Lines(Waste, Zip()));
        Problem.Thrown("BOM-305", "delivery.csv", () => Lines(Table, [.. sheet.Take(sheet.Length / 2)]));
        Problem.Thrown("BOM-305", "delivery.csv", () => Lines(Waste, sheet));
    }

    [Fact]
    public void A_file_is_read_row_by_row_and_not_at_once()
    {
        var endless = new Endless();

        var first = new ReadStep(Waste, new MappedColumns(Waste), "delivery.csv").Read(endless).Take(1_000).Last();

        Assert.Equal(1_001, first.Line);
        Assert.InRange(endless.BytesRead, 50_000, 400_000);
    }

    private static SourceMapping Json(string rows) => Waste with
    {
        File = new FileShape("json", Rows: rows),
        Id = new("n"),
        OccurredAt = Waste.OccurredAt with { Column = "t.m" },
        Category = new("k"),
        East = new("p.0"),
        North = new("p.1"),
    };

    private static object?[] Row(object id, object time) => [id, time, "Søppel i park", 596610.5, 6647802];

    private static IEnumerable<int> Lines(SourceMapping mapping, byte[] file) =>
        TestSource.Outcomes(mapping, file).Select(outcome => Assert.IsType<Accepted>(outcome).Incident.Line);

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return file.ToArray();
    }

    /// <summary>The same delivery row again and again, without end.</summary>
    private sealed class Endless : MemoryStream
    {
        private static readonly byte[] HeaderLine = Encoding.UTF8.GetBytes("Meldingsnr;Meldt;Type;X;Y\n");
        private static readonly byte[] RowLine = Encoding.UTF8.GetBytes("R-1;04.08.2023 12:00;Søppel i park;596610,5;6647802\n");
        private long _at;

        public long BytesRead { get; private set; }

        public override long Position
        {
            get => _at;
            set => _at = value;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            for (var at = 0; at < buffer.Length; at++, _at++)
                buffer[at] = _at < HeaderLine.Length ? HeaderLine[_at] : RowLine[(_at - HeaderLine.Length) % RowLine.Length];
            BytesRead += buffer.Length;
            return buffer.Length;
        }
    }
}
