using System.Text.RegularExpressions;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Tests.Pages;

/// <summary>What docs/ and deploy/ say of the program is so.</summary>
public sealed partial class OperationPagesTests
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true };

    [Fact]
    public void Every_test_that_the_pages_name_is_there()
    {
        var tests = Texts("tests", "*.cs").SelectMany(text => TestName().Matches(text)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var named = Texts("docs", "*.md").SelectMany(text => NamedTest().Matches(text)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(named.Count > 40, $"Only {named.Count} names were found.");
        Assert.Empty(named.Except(tests).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_variable_that_pages_and_units_name_is_one_that_the_program_reads()
    {
        var read = Texts("src", "*.cs").SelectMany(text => Variable().Matches(text)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var named = Texts("docs", "*.md").Concat(Texts("deploy", "*")).SelectMany(text => Variable().Matches(text)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(read).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_units_know_the_folder_of_the_private_clusters_socket()
    {
        var folder = $"/tmp/bomiljo-bomiljo-{new BomiljoHome("/var/lib/prioslo-bomiljo").ShortName}";

        foreach (var unit in new[] { "bomiljo.service", "bomiljo-backup.service" })
            Assert.Contains($"BindReadOnlyPaths={folder}", File.ReadAllLines(Path.Combine(ProjectFolders.Root, "deploy", "systemd", unit)));
    }

    [Fact]
    public void Every_file_that_a_page_leads_to_is_there()
    {
        foreach (var page in Directory.EnumerateFiles(Path.Combine(ProjectFolders.Root, "docs"), "*.md", Everywhere))
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Groups["file"].Value)), $"{page}: {link.Value}");
        }
    }

    private static IEnumerable<string> Texts(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(ProjectFolders.Root, folder), pattern, Everywhere)
            .Where(file => !file.Split('/').Any(part => part is "obj" or "bin" or "node_modules"))
            .Select(File.ReadAllText);

    [GeneratedRegex(@"^    public [\w<>\[\] ]+ (?<name>[A-Z][a-z]*(_\w+)+)\(", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"`(?<name>[A-Z][a-z]*(_[A-Za-z0-9]+){2,})`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"\bBOMILJO_[A-Z_]+\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\]\((?<file>[^)#:]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Link();
}
