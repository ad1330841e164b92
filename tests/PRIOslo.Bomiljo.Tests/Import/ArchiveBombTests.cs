using System.IO.Compression;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class ArchiveBombTests
{
    private const int BombMegabytes = 100;

    [Fact]
    public void An_archive_that_unpacks_to_a_thousand_times_its_size_is_refused_before_it_is_whole()
    {
        using var source = TestSource.CopyOf("renovasjon");

        Problem.Thrown("BOM-315", "delivery.csv", () => TestSource.Outcomes(source.Load().Mapping, Bomb("waste.csv")));
    }

    [Fact]
    public void A_spreadsheet_whose_texts_do_so_is_refused_before_they_are_read()
    {
        using var source = TestSource.CopyOf("boligbygg");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Problem.Thrown("BOM-315", "delivery.csv", () => TestSource.Outcomes(source.Load().Mapping, Bomb("[Content_Types].xml", "xl/sharedStrings.xml")));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < BombMegabytes << 20);
    }

    [Fact]
    public void A_very_regular_file_is_none()
    {
        using var source = TestSource.CopyOf("renovasjon");
        var rows = File.ReadAllLines(source.SamplePath);
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry("waste.csv", CompressionLevel.Optimal).Open());
            writer.WriteLine(rows[0]);
            for (var row = 0; row < 40_000; row++)
                writer.WriteLine(rows[1]);
        }

        Assert.Equal(40_000, TestSource.Outcomes(source.Load().Mapping, packed.ToArray()).Count);
    }

    /// <summary>The last of the parts is a hundred megabytes of the same byte.</summary>
    private static byte[] Bomb(params string[] parts)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                using var entry = zip.CreateEntry(part, CompressionLevel.Optimal).Open();
                var zeros = new byte[1 << 20];
                Array.Fill(zeros, (byte)' ');
                for (var left = part == parts[^1] ? BombMegabytes : 0; left > 0; left--)
                    entry.Write(zeros);
            }
        }

        return packed.ToArray();
    }
}
