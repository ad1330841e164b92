using System.Text;
using ExcelDataReader;
using PRIOslo.Bomiljo.Publishing.Export;

namespace PRIOslo.Bomiljo.Tests.Publishing.Export;

public sealed class ExcelExportTests
{
    // The reader asks for Windows-1252 even where a file needs none.
    static ExcelExportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void The_header_is_the_contracts() => Assert.Equal(CsvExport.Columns, Rows()[0]);

    [Fact]
    public void Numbers_are_numbers_and_codes_keep_their_zeros() => Assert.Equal(
        [2023d, "delbydel", "0102", "Grønland", "01", "brann", 12d, 9500d, 1.263157, 1000d, 0.6526, 2.206], Rows(ExportRows.Shown)[1].Take(12));

    [Fact]
    public void A_suppressed_cell_has_a_colon_for_count_rate_and_limits()
    {
        var row = Rows(ExportRows.Hidden)[1];

        Assert.Equal([":", ":", ":", ":", true], new[] { row[6], row[8], row[10], row[11], row[21] });
    }

    [Fact]
    public void What_is_said_beside_the_contract_comes_after_it()
    {
        var rows = Rows(ExportRows.Further);

        Assert.Equal(["version", "interpolated", "funnel", "lisa_q"], rows[0][^4..]);
        Assert.Equal([2d, true, "above-95", null], rows[1][^4..]);
    }

    [Fact]
    public void A_rate_that_cannot_be_computed_is_empty_and_not_zero() => Assert.Null(Rows(ExportRows.NoResidents)[1][8]);

    [Fact]
    public void The_same_rows_give_the_same_bytes() => Assert.Equal(Bytes(ExportRows.Shown), Bytes(ExportRows.Shown));

    [Theory]
    [InlineData(1, "A")]
    [InlineData(26, "Z")]
    [InlineData(27, "AA")]
    [InlineData(703, "AAA")]
    public void Columns_are_named_as_in_spreadsheets(int number, string name) => Assert.Equal(name, ExcelExport.ColumnName(number));

    private static byte[] Bytes(params ExportRow[] rows)
    {
        using var stream = new MemoryStream();
        ExcelExport.Write(stream, rows);
        return stream.ToArray();
    }

    private static List<object?[]> Rows(params ExportRow[] rows)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(Bytes(rows)));
        var read = new List<object?[]>();
        while (reader.Read())
            read.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        return read;
    }
}
