using System.Text;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class ReadStepTests
{
    private const string Header = "Meldingsnr;Meldt;Type;Adresse;Postnr;X;Y;Status";
    private const string Row = "R-1;04.08.2023 13:27;Søppel i park;;;596610,55;6647802,03;";
    private static readonly SourceMapping Waste = Load("renovasjon") with { File = new FileShape("csv", ["utf-8"], [";"], TitleLines: 0) };
    private static readonly SourceMapping Housing = Load("boligbygg") with { File = new FileShape("csv", ["windows-1252"], [";"]) };

    [Fact]
    public void Windows_1252_read_as_utf8_is_told_with_the_line_that_it_is_near() =>
        Assert.Contains("line 1 or after: the file is not utf-8.", Problem.Thrown("BOM-301", "delivery.csv, line",
            () => TestSource.Outcomes(Waste, TestSource.Windows1252.GetBytes($"{Header}\n{Row}\n"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Utf8_read_as_windows_1252_is_told() =>
        Assert.Contains("the file is UTF-8, not windows-1252. Correct file.encoding in the mapping", Problem.Thrown("BOM-301", "delivery.csv",
            () => TestSource.Outcomes(Housing, Encoding.UTF8.GetBytes("Saksnr;Sakstype\n1;Husbråk\n"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Utf16_is_told_and_what_to_do_whatever_the_mapping_says() => Assert.All([Waste, Housing, Waste with { File = new FileShape("csv", ["utf-8", "windows-1252"], [";"]) }], mapping =>
        Assert.Contains("the file is UTF-16 or UTF-32, which is not read. Save it as UTF-8.", Problem.Thrown("BOM-301", "UTF-16",
        () => TestSource.Outcomes(mapping, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"{Header}\n{Row}\n")])).Message, StringComparison.Ordinal));

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Another_separator_is_told_with_its_line(char separator) => Problem.Thrown("BOM-302", "delivery.csv, line 1",
        () => TestSource.Outcomes(Waste, Header.Replace(';', separator) + "\n"));

    [Fact]
    public void A_missing_column_is_named_and_the_found_header_is_not_repeated()
    {
        var problem = Problem.Thrown("BOM-303", "delivery.csv, line 1", () => TestSource.Outcomes(Waste, "Meldt;Type;hemmelig;X;Y\n"));

        Assert.Contains("«Meldingsnr»", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hemmelig", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\n  \n")]
    public void An_empty_file_is_told(string text) => Problem.Thrown("BOM-304", "delivery.csv", () => TestSource.Outcomes(Waste, text));

    [Fact]
    public void A_file_of_title_lines_only_is_empty() =>
        Problem.Thrown("BOM-304", "delivery.csv", () => TestSource.Outcomes(Waste with { File = Waste.File with { TitleLines = 2 } }, "Fullrapport oppdrag\nUttrekk\n"));

    [Theory]
    [InlineData("PK\u0003\u0004")]
    [InlineData("a;b\n\0\0\0")]
    public void A_binary_file_is_told(string text) => Problem.Thrown("BOM-305", "delivery.csv", () => TestSource.Outcomes(Waste, text));

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_told() => Problem.Thrown("BOM-302", "delivery.csv, line 2",
        () => TestSource.Outcomes(Waste, $"{Header}\n\"{string.Concat(Enumerable.Repeat(Row + "\n", 5_000))}"));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Any_line_ending_will_do(string newline) =>
        Assert.Equal([2, 3], TestSource.Outcomes(Waste, string.Join(newline, Header, Row, Row)).Select(outcome => outcome.Line));

    [Fact]
    public void Column_names_are_found_in_any_case_and_order() => Assert.IsType<PRIOslo.Bomiljo.Import.Accepted>(Assert.Single(
        TestSource.Outcomes(Waste, "y; x ;TYPE;meldt;MeldingsNr\n6647802,03;596610,55;Søppel i park;04.08.2023 13:27;R-1\n")));

    private static SourceMapping Load(string source) => SourceFolder.Load(source, TestSource.Taxonomy).Mapping;

    [Theory]
    [InlineData(',', ",")]
    [InlineData('\t', "tab")]
    [InlineData('|', "|")]
    public void Below_a_title_line_the_separator_that_would_fit_is_named(char separator, string shown)
    {
        var problem = Problem.Thrown("BOM-303", "delivery.csv, line 1", () => TestSource.Outcomes(Waste with { File = Waste.File with { TitleLines = null } }, $"Rapport\n{"Meldingsnr;Meldt;Type;X;Y".Replace(';', separator)}\n"));

        Assert.Contains($"Separated by «{shown}» it would have", problem.Message, StringComparison.Ordinal);
    }
}
