using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import.Fuzz;

/// <summary>What the mutations have found, each by itself.</summary>
public sealed class FoundByFuzzTests
{
    [Fact]
    public void A_zip_whose_list_of_entries_is_damaged_is_refused()
    {
        using var source = TestSource.CopyOf("renovasjon");
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a.csv").Open();
            entry.Write(File.ReadAllBytes(source.SamplePath));
        }

        var bytes = file.ToArray();
        bytes[^14] = 2; // entries on this disk
        bytes[^12] = 2; // entries in all

        Problem.Thrown("BOM-305", "delivery.csv", () => TestSource.Outcomes(source.Load().Mapping, bytes));
    }

    [Theory]
    [InlineData("999999999", "a row far below the end of a sheet")]
    [InlineData("1048577", "one below it")]
    public void A_sheet_that_claims_more_rows_than_sheets_can_have_is_refused_in_good_time(string row, string why)
    {
        using var source = TestSource.CopyOf("boligbygg");
        var file = Changed(File.ReadAllBytes(Path.Combine(ProjectFolders.Importers, "boligbygg", "sample.xlsx")), "xl/worksheets/sheet1.xml",
            xml => xml.Replace("<row r=\"20\">", $"<row r=\"{row}\">", StringComparison.Ordinal));
        var clock = Stopwatch.StartNew();

        Problem.Thrown("BOM-311", "sheet 1", () => TestSource.Outcomes(source.Load().Mapping, file));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), why);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_rejects_its_row()
    {
        var source = SourceFolder.Load("politilogg", TestSource.Taxonomy).Mapping;
        var sample = File.ReadAllText(Path.Combine(ProjectFolders.Importers, "politilogg", "sample.json"));
        var before = TestSource.Outcomes(source, Encoding.UTF8.GetBytes(sample)).OfType<Rejected>().Count();
        var at = sample.IndexOf("+01:00\"", StringComparison.Ordinal);

        var after = TestSource.Outcomes(source, Encoding.UTF8.GetBytes(sample.Insert(at, "\\uD800"))).OfType<Rejected>().ToList();

        Assert.Equal(before + 1, after.Count);
        Assert.Contains(after, row => row.Code.ToString() == "BOM-207");
    }

    private static byte[] Changed(byte[] workbook, string part, Func<string, string> change)
    {
        using var file = new MemoryStream();
        file.Write(workbook);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            string xml;
            using (var reader = new StreamReader(zip.GetEntry(part)!.Open()))
                xml = reader.ReadToEnd();
            zip.GetEntry(part)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(part).Open());
            writer.Write(change(xml));
        }

        return file.ToArray();
    }
}
