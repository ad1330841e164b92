using System.IO.Compression;
using System.Text;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>A CSV file whose encoding and separator the mapping leaves open, or gives as a list.</summary>
public sealed class DetectedShapeTests
{
    private const string Header = "Meldingsnr;Meldt;Type;Adresse;X;Y";
    private const string First = "R-1;04.08.2023 13:27;Tømming;;596610.55;6647802.03";
    private const string Second = "R-2;04.08.2023 13:28;Søppel i park;Øvre vei 1;596610.55;6647802.03";
    private static readonly SourceMapping Waste = SourceFolder.Load("renovasjon", TestSource.Taxonomy).Mapping;

    public static TheoryData<string, string, string> Shapes()
    {
        var shapes = new TheoryData<string, string, string>();
        foreach (var separator in FileShape.KnownSeparators)
        {
            foreach (var encoding in new[] { "utf-8", "utf-8 with mark", "windows-1252" })
            {
                foreach (var titles in new[] { "", "Uttrekk, «2023»; hele året\n\n" })
                    shapes.Add(separator, encoding, titles);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Whatever_the_separator_and_the_encoding_the_same_rows_come_out_and_it_is_told_how_they_were_read(string separator, string encoding, string titles)
    {
        var file = Written(titles + Csv(separator), encoding);

        var (outcomes, readAs) = Read(Waste, file);

        Assert.Equal(["Rejected BOM-208", "forsopling.litter"], outcomes.Select(Show));
        Assert.Equal($"csv, {encoding.Replace(" with mark", "", StringComparison.Ordinal)}, {(separator == "\t" ? "tab" : separator)}", readAs);
    }

    [Fact]
    public void A_first_letter_beyond_ascii_that_comes_late_still_tells_the_encoding()
    {
        var plain = string.Concat(Enumerable.Range(1, 3_000).Select(number => $"R-{number};04.08.2023 13:27;Ufo;;;\n"));
        foreach (var encoding in new[] { "utf-8", "windows-1252" })
        {
            var (outcomes, readAs) = Read(Waste, Written($"{Header}\n{plain}{Second}\n", encoding));

            Assert.True(plain.Length > 1 << 16);
            Assert.Equal((3_001, "forsopling.litter", $"csv, {encoding}, ;"), (outcomes.Count, Show(outcomes[^1]), readAs));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_letter_cut_by_the_end_of_a_block_does_not_decide_the_encoding(int blocks)
    {
        var row = "R-1;04.08.2023 13:27;Ufo;;;\n";
        var head = $"{Header}\n" + string.Concat(Enumerable.Repeat(row, 7_000));
        var begin = Second[..Second.IndexOf('ø', StringComparison.Ordinal)];
        foreach (var before in new[] { 0, 1, 2 })
        {
            // As many bytes of ASCII as leave the last one of the block to the letter's first.
            var length = (blocks << 16) - before;
            var lines = head[..(head.LastIndexOf('\n', length - 200) + 1)];
            var filler = $"R-2;04.08.2023 13:27;Ufo;{new string('x', length - lines.Length - begin.Length - "R-2;04.08.2023 13:27;Ufo;;;\n".Length)};;\n";
            foreach (var encoding in new[] { "utf-8", "windows-1252" })
            {
                var (outcomes, readAs) = Read(Waste, Written($"{lines}{filler}{Second}\n", encoding));

                Assert.Equal(($"csv, {encoding}, ;", "forsopling.litter"), (readAs, Show(outcomes[^1])));
            }
        }
    }

    [Fact]
    public void A_letter_that_ends_a_file_in_windows_1252_is_no_beginning_of_utf8()
    {
        var (_, readAs) = Read(Waste, Written($"{Header}\nR-1;04.08.2023 13:27;Ufo;;5;å", "windows-1252"));

        Assert.Equal("csv, windows-1252, ;", readAs);
    }

    [Fact]
    public void A_file_that_begins_in_utf8_and_does_not_go_on_so_is_refused_and_not_guessed_at()
    {
        byte[] file = [.. Encoding.UTF8.GetBytes($"{Header}\n{First}\n{Second}\n"), .. TestSource.Windows1252.GetBytes(Second)];

        var problem = Problem.Thrown("BOM-301", "delivery.csv, line", () => Read(Waste, file));

        Assert.Contains("begins as utf-8, and does not go on so. Ask the source to write all of it in UTF-8.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_the_mapping_lists_is_tried()
    {
        var listed = Waste with { File = new FileShape("csv", ["utf-8"], [";", "|"]) };

        Assert.Equal("csv, utf-8, |", Read(listed, Written(Csv("|"), "utf-8")).ReadAs);
        var other = Problem.Thrown("BOM-301", "delivery.csv", () => Read(listed, Written(Csv("|"), "windows-1252")));
        Assert.Contains("is not utf-8. If all of it is in another encoding, say so under file.encoding in the mapping;", other.Message, StringComparison.Ordinal);
        Assert.Contains("looks like «,»", Problem.Thrown("BOM-302", "delivery.csv, line 1", () => Read(listed, Written(Csv(","), "utf-8"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_told_of_the_separator_that_comes_nearest()
    {
        var problem = Problem.Thrown("BOM-303", "delivery.csv, line 1", () => Read(Waste, Written(Csv(",").Replace("Meldt", "Tid", StringComparison.Ordinal), "utf-8")));

        Assert.Contains("lacks «Meldt».", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Separated by", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_of_an_archive_may_differ()
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, separator, encoding) in new[] { ("1.csv", ";", "utf-8"), ("2.csv", "\t", "windows-1252") })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Written(Csv(separator), encoding));
            }
        }

        var (outcomes, readAs) = Read(Waste, archive.ToArray());

        Assert.Equal((4, "csv, utf-8, ; + csv, windows-1252, tab"), (outcomes.Count, readAs));
    }

    [Theory]
    [InlineData("\"utf-8\"", "\",\"", null)]
    [InlineData("[\"windows-1252\", \"utf-8\"]", "[\";\", \"\\t\"]", null)]
    [InlineData("\"latin-1\"", "\";\"", "$.file.encoding")]
    [InlineData("[]", "\";\"", "$.file.encoding")]
    [InlineData("\"utf-8\"", "\";;\"", "$.file.separator")]
    [InlineData("\"utf-8\"", "[\"\\\"\"]", "$.file.separator")]
    [InlineData("\"utf-8\"", "[1]", "$.file.separator")]
    public void A_text_and_a_list_are_read_and_what_is_neither_is_told(string encoding, string separator, string? wrong)
    {
        using var source = TestSource.CopyOf("renovasjon");
        source.Change(json => json["file"] = System.Text.Json.Nodes.JsonNode.Parse($$"""{ "format": "csv", "encoding": {{encoding}}, "separator": {{separator}} }"""));

        if (wrong is null)
            Assert.Equal(encoding.Contains(',', StringComparison.Ordinal) ? 2 : 1, source.Load().Mapping.File.Encodings.Count);
        else
            Problem.Thrown("BOM-101", wrong, () => source.Load());
    }

    private static string Csv(string separator) =>
        string.Concat(new[] { Header, First, Second }.Select(line => line.Replace(";", separator, StringComparison.Ordinal) + "\n"));

    private static byte[] Written(string text, string encoding) => encoding switch
    {
        "windows-1252" => TestSource.Windows1252.GetBytes(text),
        "utf-8" => Encoding.UTF8.GetBytes(text),
        _ => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
    };

    private static (List<RowOutcome> Outcomes, string ReadAs) Read(SourceMapping mapping, byte[] file)
    {
        var columns = new MappedColumns(mapping);
        var read = new ReadStep(mapping, columns, "delivery.csv");
        var outcomes = read.Read(new MemoryStream(file)).Select(new NormaliseStep(mapping, columns, new DateOnly(2026, 1, 1)).Apply).ToList();
        return (outcomes, read.ReadAs);
    }

    private static string Show(RowOutcome outcome) => outcome switch
    {
        Accepted accepted => accepted.Incident.Category,
        Rejected rejected => $"Rejected {rejected.Code}",
        _ => outcome.GetType().Name,
    };
}
