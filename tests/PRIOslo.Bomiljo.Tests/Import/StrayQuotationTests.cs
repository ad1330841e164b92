using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>Quotation marks that make many rows one, and those that do not.</summary>
public sealed class StrayQuotationTests
{
    private const int Rows = 20;

    private static readonly SourceMapping Waste = SourceFolder.Load("renovasjon", TestSource.Taxonomy).Mapping;

    private static readonly Arbitrary<(char Separator, string File)> Marked =
        (from separator in Gen.Elements(';', '\t', ',')
         from newline in Gen.Elements("\n", "\r\n")
         from places in Gen.ListOf(from row in Gen.Choose(1, Rows) from share in Gen.Choose(0, 100) from atField in Gen.Elements(true, false) select (row, share, atField))
         select (separator, string.Join(newline, Mark(Lines(separator), separator, places)) + newline)).ToArbitrary();

    [Theory]
    [InlineData(";\"Kiosken;", ";\"Sentrum;")] // neither field ends with its mark
    [InlineData(";\"Kiosken;", ";Sentrum\";")] // well-formed
    [InlineData(";\"Kiosken;", ";Sent\"rum;")]
    [InlineData(";\"Kiosken;", ";Vei 14;")] // never closed
    public void Rows_that_two_marks_or_one_make_one_are_told_with_the_first_line(string fourth, string last)
    {
        foreach (var separator in new[] { ';', '\t' })
        {
            var lines = Lines(separator);
            lines[5] = lines[5].Replace($"{separator}Vei 4{separator}", fourth.Replace(';', separator), StringComparison.Ordinal);
            lines[15] = lines[15].Replace($"{separator}Vei 14{separator}", last.Replace(';', separator), StringComparison.Ordinal);

            Problem.Thrown("BOM-302", "delivery.csv, line 6: a quotation mark", () => Read(separator, string.Join('\n', lines) + "\n"));
        }
    }

    [Fact]
    public void Marks_that_end_in_another_column_are_told_too()
    {
        var lines = Lines(';');
        lines[5] = lines[5].Replace(";Vei 4;", ";\"Kiosken;", StringComparison.Ordinal);
        lines[7] += "\"";

        Problem.Thrown("BOM-302", "delivery.csv, line 6", () => Read(';', string.Join('\n', lines)));
    }

    [Fact]
    public void A_mark_in_the_header_is_told() =>
        Problem.Thrown("BOM-302", "delivery.csv, line 1", () => Read(';', string.Join('\n', Lines(';')).Replace("Adresse", "\"Adresse", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"Nord\" kiosk")]
    [InlineData("Kiosken \"nord\" 4")]
    [InlineData("12\" rør")]
    [InlineData("\"Bak kiosken;\nved; benken\n\nog \"\"bua\"\"\"")]
    [InlineData("\"Hei, hei\r\nmed, komma\rog, mer, enn, det, som, er, kolonner\"")]
    public void A_text_with_marks_or_lines_of_its_own_is_one_row(string text)
    {
        foreach (var separator in new[] { ';', ',' })
        {
            var lines = Lines(separator);
            lines[5] = lines[5].Replace("Vei 4", separator == ',' || text.Contains('\n', StringComparison.Ordinal) ? text : text.Replace(';', separator), StringComparison.Ordinal);

            Assert.Equal(Rows, Read(separator, string.Join('\n', lines)).Count(outcome => outcome is Accepted));
        }
    }

    [Fact]
    public void Prose_with_a_whole_rows_commas_on_two_of_its_lines_is_one_row()
    {
        var lines = Lines(',');
        const string Line = "en, to, tre, fire, fem, seks";
        lines[5] = lines[5].Replace("Vei 4", $"\"{Line}\n{Line}\n{Line}\"", StringComparison.Ordinal);

        Assert.Equal(Rows, Read(',', string.Join('\n', lines)).Count(outcome => outcome is Accepted));
    }

    [Theory]
    [InlineData("Ny", "\"Ny; sak\"")] // another field is quoted, with a separator
    [InlineData(";", "; ")] // padded
    [InlineData("Ny", "Ny;ekstra")]
    public void Rows_that_do_not_look_like_the_header_are_told_too(string what, string instead)
    {
        var lines = Lines(';');
        lines[5] = lines[5].Replace("Vei 4", "\"Kiosken", StringComparison.Ordinal);
        lines[6] = lines[6].Replace(what, instead, StringComparison.Ordinal).Replace("Vei 5", "Rør 12\"", StringComparison.Ordinal);

        Problem.Thrown("BOM-302", "delivery.csv, line 6", () => Read(';', string.Join('\n', lines)));
    }

    [Theory]
    [InlineData("\"Tabell:\n1;2;3;4;5;6;7\n1;2;3;4;5;6;8\nslutt\"")]
    [InlineData("\"Glass\ntre;papp;metall;plast;stoff;maling;jord\"")]
    [InlineData("\"Meldt også 04.08.2019;\n05.08.2019\"")]
    public void A_table_that_a_person_pasted_into_a_quoted_text_is_one_row(string text)
    {
        var lines = Lines(';');
        lines[5] = lines[5].Replace("Vei 4", text, StringComparison.Ordinal);

        Assert.Equal(Rows, Read(';', string.Join('\n', lines)).Count(outcome => outcome is Accepted));
    }

    /// <remarks>Not in the header: what it swallows leaves no other row with its number of columns.</remarks>
    [Fact]
    public void With_quotation_marks_anywhere_every_row_is_told_of_or_the_file_is_refused() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_500), Prop.ForAll(Marked, file =>
        {
            try
            {
                return Read(file.Separator, file.File).Count == Rows;
            }
            catch (ProblemException)
            {
                return true;
            }
        }));

    private static List<RowOutcome> Read(char separator, string file) =>
        TestSource.Outcomes(Waste with { File = Waste.File with { Separator = [separator.ToString()] } }, file);

    /// <returns>A header and <see cref="Rows"/> rows with a column that is not mapped.</returns>
    private static string[] Lines(char separator) =>
        [.. Enumerable.Range(0, Rows).Select(row => $"Q{row};{1 + row:00}.03.2019 10:27;Søppel i park;Vei {row};59700{row % 10}.25;6643000.5;Ny")
            .Prepend("Meldingsnr;Meldt;Type;Adresse;X;Y;Status").Select(line => line.Replace(';', separator))];

    private static string[] Mark(string[] lines, char separator, IEnumerable<(int Row, int Share, bool AtField)> places)
    {
        foreach (var (row, share, atField) in places)
        {
            var at = lines[row].Length * share / 100;
            if (atField)
                at = 1 + lines[row].LastIndexOf(separator, Math.Max(0, at - 1)) + (share % 2 == 0 ? 0 : -1);
            lines[row] = lines[row].Insert(Math.Max(0, at), "\"");
        }

        return lines;
    }
}
