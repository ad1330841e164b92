using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Export;

namespace PRIOslo.Bomiljo.Tests.Publishing.Export;

public sealed class HeatmapExportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-export-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("csv")]
    [InlineData("geojson")]
    public async Task A_file_that_is_there_is_replaced_and_nothing_else_is_left(string format)
    {
        var path = Path.Combine(_folder.FullName, "out");
        await File.WriteAllTextAsync(path, "before");

        await HeatmapExport.WriteAsync([ExportRows.Shown], format, path, default);

        Assert.DoesNotContain("before", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("geojson")]
    [InlineData("gpkg")]
    public async Task An_export_that_is_stopped_leaves_the_earlier_file_and_no_part(string format)
    {
        var path = Path.Combine(_folder.FullName, "out");
        await File.WriteAllTextAsync(path, "before");
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HeatmapExport.WriteAsync([ExportRows.Shown], format, path, stopped.Token));

        Assert.Equal("before", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Theory]
    [InlineData("no-such-folder/out.csv")]
    [InlineData("file/out.csv")]
    [InlineData("")]
    [InlineData("/proc/out.csv")]
    public async Task A_place_that_cannot_be_written_to_is_told(string place)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "file"), "");

        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => HeatmapExport.WriteAsync([ExportRows.Shown], "csv", Path.Combine(_folder.FullName, place), default));

        Assert.Equal("BOM-004", problem.Code.ToString());
        Assert.Single(Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public async Task No_file_name_is_told() => Assert.Equal(
        ProblemCode.CannotWriteFile,
        (await Assert.ThrowsAsync<ProblemException>(() => HeatmapExport.WriteAsync([ExportRows.Shown], "csv", "", default))).Code);
}
