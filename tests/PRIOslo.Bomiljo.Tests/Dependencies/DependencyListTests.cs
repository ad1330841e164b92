using System.Text.Json;

namespace PRIOslo.Bomiljo.Tests.Dependencies;

/// <summary>docs/dependencies.md against the lock files of NuGet and npm.</summary>
public sealed class DependencyListTests
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true };

    [Theory]
    [InlineData("## NuGet", "packages.lock.json")]
    [InlineData("## npm", "package-lock.json")]
    public void Every_package_of_the_lock_files_is_in_the_list_and_none_besides(string heading, string lockFile)
    {
        var locked = LockFiles(lockFile).SelectMany(file => lockFile == "package-lock.json" ? NpmPackages(file) : NugetPackages(file)).ToHashSet(StringComparer.Ordinal);
        var listed = Rows(heading).Select(row => $"{row[0]} {row[1]}").ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(locked);
        Assert.Empty(locked.Except(listed));
        Assert.Empty(listed.Except(locked));
    }

    [Theory]
    [InlineData("## NuGet")]
    [InlineData("## npm")]
    public void Every_package_has_a_licence_that_allows_its_use(string heading) => Assert.All(Rows(heading), row =>
    {
        Assert.Contains(row[3], new[] { "program", "build", "tests" });
        Assert.Matches("^(MIT|ISC|Apache-2.0|BSD-[23]-Clause|PostgreSQL|LGPL-2.1-or-later|MS-PL OR Apache-2.0|MIT OR Apache-2.0)$", row[4]);
    });

    /// <summary>Cells of the table under a heading, without its two head lines.</summary>
    private static IEnumerable<string[]> Rows(string heading) =>
        File.ReadLines(Path.Combine(ProjectFolders.Root, "docs", "dependencies.md"))
            .SkipWhile(line => line != heading).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    private static IEnumerable<string> LockFiles(string name) =>
        new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(ProjectFolders.Root, folder), name, Everywhere))
            .Where(file => !file.Split('/').Any(part => part is "obj" or "bin" or "node_modules"));

    private static IEnumerable<string> NugetPackages(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var framework in json.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            foreach (var package in framework.Value.EnumerateObject().Where(package => package.Value.GetProperty("type").GetString() != "Project"))
                yield return $"{package.Name} {package.Value.GetProperty("resolved").GetString()}";
        }
    }

    private static IEnumerable<string> NpmPackages(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var package in json.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0))
            yield return $"{package.Name.Split("node_modules/")[^1]} {package.Value.GetProperty("version").GetString()}";
    }
}
