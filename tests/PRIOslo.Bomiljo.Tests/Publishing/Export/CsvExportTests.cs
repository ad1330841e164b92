using System.Text;
using PRIOslo.Bomiljo.Publishing.Export;

namespace PRIOslo.Bomiljo.Tests.Publishing.Export;

public sealed class CsvExportTests
{
    [Fact]
    public async Task The_header_is_the_contracts_and_what_was_added_comes_after_it() => Assert.Equal(
        "year;level;area;area_name;bydel;theme;count;denominator;rate;rate_per;rate_low;rate_high;rate_eb;change;change_p;change_q;gi_z;gi_p;gi_q;lisa;lisa_p;suppressed;change_class;trend_class;rate_class;hotspot_class",
        (await LinesAsync())[0]);

    [Fact]
    public async Task The_file_is_utf8_with_a_byte_order_mark()
    {
        using var stream = new MemoryStream();
        await CsvExport.WriteAsync(stream, [ExportRows.Shown], default);

        Assert.Equal([0xEF, 0xBB, 0xBF], stream.ToArray()[..3]);
        Assert.Contains("Grønland", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_have_a_decimal_comma_and_no_thousands_separator() => Assert.Equal(
        "2023;delbydel;0102;Grønland;01;brann;12;9500;1,263157;1000;0,6526;2,206;;;;;;;;;;false;;;;",
        (await LinesAsync(ExportRows.Shown))[1]);

    [Fact]
    public async Task A_suppressed_cell_has_a_colon_for_count_rate_and_limits_and_keeps_its_denominator() => Assert.Equal(
        "2023;delbydel;0103;Grønland;01;brann;:;9500;:;1000;:;:;;;;;;;;;;true;;;;",
        (await LinesAsync(ExportRows.Hidden))[1]);

    [Fact]
    public async Task A_rate_that_cannot_be_computed_is_absent_and_not_zero() => Assert.Equal(
        "2023;by;0102;Grønland;;brann;12;;;1000;;;;;;;;;;;;false;;;;",
        (await LinesAsync(ExportRows.NoResidents))[1]);

    [Theory]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("St. Hanshaugen, øvre", "St. Hanshaugen, øvre")]
    public async Task A_name_is_quoted_where_it_would_break_the_row(string name, string written)
    {
        using var stream = new MemoryStream();
        await CsvExport.WriteAsync(stream, [ExportRows.Shown with { AreaName = name }], default);

        Assert.Contains($"2023;delbydel;0102;{written};01;brann;", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_row_has_as_many_cells_as_the_header() => Assert.All(
        await LinesAsync(ExportRows.Shown, ExportRows.Hidden, ExportRows.NoResidents),
        line => Assert.Equal(CsvExport.Columns.Count, line.Split(';').Length));

    [Fact]
    public async Task Statistics_have_decimal_commas_and_small_probabilities_keep_their_digits() => Assert.Equal(
        "1,2;1,5;2E-05;0,0019;2,5;0,01;0,04;high-high;0,03;false;up;rising;;hot",
        string.Join(';', (await LinesAsync(ExportRows.Internal))[1].Split(';')[12..]));

    [Fact]
    public async Task A_negative_number_has_a_minus_that_spreadsheets_read() => Assert.Contains(
        ";-2,5;", (await LinesAsync(ExportRows.Internal with { Statistics = ExportRows.Internal.Statistics with { GiZ = -2.5 } }))[1], StringComparison.Ordinal);

    [Fact]
    public async Task What_is_said_beside_the_contract_comes_after_it_under_its_own_names()
    {
        var lines = await LinesAsync(ExportRows.Further);

        Assert.EndsWith(";hotspot_class;version;interpolated;funnel;lisa_q", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(";2;true;above-95;", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_234_567.5, "1234567,5")]
    [InlineData(-1_234_567.5, "-1234567,5")]
    [InlineData(0.000012345678, "1,23457E-05")]
    public async Task A_further_number_keeps_its_digits_however_large_or_small(double number, string written) => Assert.EndsWith(
        $";{written}", (await LinesAsync(ExportRows.Shown with { Further = [("weighted", number)] }))[1], StringComparison.Ordinal);

    private static async Task<string[]> LinesAsync(params ExportRow[] rows)
    {
        using var stream = new MemoryStream();
        await CsvExport.WriteAsync(stream, rows, default);
        return new UTF8Encoding(false).GetString(stream.ToArray()[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
