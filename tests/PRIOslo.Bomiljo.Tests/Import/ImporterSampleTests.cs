using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>A folder per case: every source's sample gives what its <c>expected.json</c> says.</summary>
public sealed class ImporterSampleTests
{
    private static string[] Folders => [.. Directory.EnumerateDirectories(ProjectFolders.Importers).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Sources => [.. Folders];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Sample_gives_what_is_expected(string source)
    {
        var result = SampleCheck.Run(SourceFolder.Load(source, Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"))));

        Assert.True(result.Same, result.ToString());
    }

    [Fact]
    public void All_four_sources_are_there() => Assert.Superset(new HashSet<string>(["boligbygg", "brann", "politi", "renovasjon"]), Folders.ToHashSet());

    [Fact]
    public void A_changed_sample_differs_and_the_result_is_written_beside_it()
    {
        using var folder = TestSource.CopyOf("renovasjon");
        File.AppendAllText(folder.SamplePath, "R-999999;04.08.2023 13:27;Søppel i park;Eksempelveien 1;;596610,55;6647802,03;Lukket\n");

        var result = SampleCheck.Run(folder.Load());

        Assert.False(result.Same);
        Assert.NotEmpty(result.Differences);
        Assert.True(File.Exists(Path.Combine(folder.Folder, "expected.received.json")));
    }

    [Fact]
    public void A_result_that_is_right_again_removes_what_was_received_before()
    {
        using var folder = TestSource.CopyOf("renovasjon");
        var received = Path.Combine(folder.Folder, "expected.received.json");
        File.WriteAllText(received, "{}");

        Assert.True(SampleCheck.Run(folder.Load()).Same);
        Assert.False(File.Exists(received));
    }

    [Fact]
    public void A_source_without_a_sample_is_told_so()
    {
        using var folder = TestSource.CopyOf("renovasjon");
        File.Delete(folder.SamplePath);

        Problem.Thrown("BOM-002", "sample.csv", () => SampleCheck.Run(folder.Load()));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/.")]
    public void A_path_to_a_source_may_end_in_a_slash(string ending)
    {
        using var folder = TestSource.CopyOf("renovasjon");

        Assert.Equal("renovasjon", SourceFolder.Load(folder.Folder + ending, TestSource.Taxonomy).Mapping.Source);
    }
}
