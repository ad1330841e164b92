using System.Security.Cryptography;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>A folder of <c>importers/</c>: the mapping, a sample and its expected result.</summary>
/// <param name="Folder">Absolute path.</param>
/// <param name="Mapping">The checked mapping.</param>
/// <param name="MappingSha256">Hash of <c>source.json</c>, kept with each delivery.</param>
public sealed record SourceFolder(string Folder, SourceMapping Mapping, string MappingSha256)
{
    private static readonly string[] SampleExtensions = ["csv", "xlsx", "xls", "json", "geojson", "zip"];

    /// <summary>Every <c>sample.*</c>, with the file that holds its approved result: <c>expected.json</c> for the first of the
    /// formats, <c>expected.EXTENSION.json</c> for further ones.</summary>
    public IReadOnlyList<(string Sample, string Expected)> Samples()
    {
        var found = SampleExtensions.Where(extension => File.Exists(Path.Combine(Folder, $"sample.{extension}"))).ToList();
        return found.ConvertAll(extension => (Path.Combine(Folder, $"sample.{extension}"),
            Path.Combine(Folder, extension == found[0] ? "expected.json" : $"expected.{extension}.json")));
    }

    /// <summary>The first sample; <c>sample.csv</c> where there is none.</summary>
    public string SamplePath => Samples() is [var (sample, _), ..] ? sample : Path.Combine(Folder, "sample.csv");

    /// <returns>Every source of the project's own <c>importers/</c>, by name.</returns>
    public static IReadOnlyList<SourceFolder> LoadAll(Taxonomy taxonomy) => [.. Directory.EnumerateDirectories(ProjectFolders.Importers)
        .Where(folder => File.Exists(Path.Combine(folder, "source.json")))
        .Order(StringComparer.Ordinal)
        .Select(folder => Load(folder, taxonomy))];

    /// <param name="nameOrPath">A folder of <c>importers/</c>, or a path to such a folder.</param>
    /// <param name="taxonomy">The categories that a mapping may lead to.</param>
    /// <exception cref="ProblemException">BOM-002, BOM-101, BOM-102, BOM-104.</exception>
    public static SourceFolder Load(string nameOrPath, Taxonomy taxonomy)
    {
        var named = Path.Combine(ProjectFolders.Importers, nameOrPath);
        var isName = !nameOrPath.Contains('/', StringComparison.Ordinal) && (Directory.Exists(named) || !Directory.Exists(nameOrPath));
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(isName ? named : nameOrPath));
        var file = Path.Combine(folder, "source.json");
        var shownAs = Path.Combine(Path.GetDirectoryName(folder) == ProjectFolders.Importers ? Path.Combine("importers", Path.GetFileName(folder)) : folder, "source.json");
        if (!File.Exists(file))
        {
            var known = string.Join(", ", Directory.EnumerateDirectories(ProjectFolders.Importers).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            throw new ProblemException(ProblemCode.FileNotFound, shownAs, "there is no such source.", $"Known sources: {known}.");
        }

        var mapping = StrictJson.Read<SourceMapping>(file, shownAs);
        MappingCheck.Run(mapping, Path.GetFileName(folder), taxonomy, shownAs);
        return new SourceFolder(folder, mapping, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
    }
}
