using System.Globalization;
using System.Security.Cryptography;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>A folder of <c>importers/</c>: the mapping, a sample and its expected result.</summary>
/// <param name="Folder">Absolute path.</param>
/// <param name="Mapping">The checked mapping.</param>
/// <param name="MappingSha256">Hash of <c>source.json</c>, kept with each delivery.</param>
public sealed record SourceFolder(string Folder, SourceMapping Mapping, string MappingSha256)
{
    public string SamplePath => Path.Combine(Folder, "sample.csv");

    public string ExpectedPath => Path.Combine(Folder, "expected.json");

    /// <param name="nameOrPath">A folder of <c>importers/</c>, or a path to such a folder.</param>
    /// <param name="taxonomy">The categories that a mapping may lead to.</param>
    /// <exception cref="ProblemException">BOM-002, BOM-101, BOM-102, BOM-104.</exception>
    public static SourceFolder Load(string nameOrPath, Taxonomy taxonomy)
    {
        var named = Path.Combine(ProjectFolders.Importers, nameOrPath);
        var isName = !nameOrPath.Contains('/', StringComparison.Ordinal) && (Directory.Exists(named) || !Directory.Exists(nameOrPath));
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(isName ? named : nameOrPath));
        var file = Path.Combine(folder, "source.json");
        var shownAs = Path.Combine("importers", Path.GetFileName(folder), "source.json");
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

/// <summary>What must hold in a mapping beyond its form.</summary>
internal static class MappingCheck
{
    public static void Run(SourceMapping mapping, string folderName, Taxonomy taxonomy, string shownAs)
    {
        Demand(mapping.Source == folderName, "$.source", $"is not the folder's name, «{folderName}».");
        Demand(mapping.Version >= 1, "$.version", "must be 1 or more.");
        Demand(mapping.RetentionMonths >= 0, "$.retentionMonths", "cannot be negative.");
        Demand(mapping.File.Format == "csv", "$.file.format", "must be csv.");
        Demand(mapping.File.Encoding is "utf-8" or "windows-1252", "$.file.encoding", "must be utf-8 or windows-1252.");
        Demand(mapping.File.Separator.Length == 1, "$.file.separator", "must be one character.");
        Demand(mapping.File.TitleLines is >= 0 and <= 20, "$.file.titleLines", "must be 0 to 20.");
        Demand(CoordinateTransform.KnownEpsg.Contains(mapping.Epsg), "$.epsg",
            $"is not one of {string.Join(", ", CoordinateTransform.KnownEpsg)}.");
        Demand(mapping.OccurredAt.Formats.Count > 0, "$.occurredAt.formats", "names no format.");
        Demand(mapping.OccurredAt.Formats.All(IsDateFormat), "$.occurredAt.formats", "holds something that is no date format with a year.");
        Demand((mapping.East is null) == (mapping.North is null), "$.east", "and north are given together or not at all.");
        Demand(mapping.East is not null || mapping.Area is not null, "$.area", "is needed where there are no coordinates.");
        foreach (var (field, name) in Fields(mapping))
            Demand((field.Column is null) != (field.Constant is null), $"$.{name}", "needs either a column or a constant.");

        foreach (var (source, category) in mapping.Categories)
        {
            if (category is null || !taxonomy.HasCategory(category)) // JSON may hold null where the type says text
            {
                throw new ProblemException(ProblemCode.UnknownCategory, $"{shownAs}, $.categories",
                    $"«{source}» leads to «{category}», which is not in the taxonomy.", "Add it to importers/taxonomy.json or correct it.");
            }

            Demand(mapping.Ignore?.ContainsKey(source) != true, "$.ignore", $"«{source}» is mapped as well.");
        }

        void Demand(bool holds, string path, string what)
        {
            if (!holds)
                throw new ProblemException(ProblemCode.BadConfiguration, $"{shownAs}, {path}", what, "Correct the file.");
        }
    }

    private static bool IsDateFormat(string? format)
    {
        if (string.IsNullOrWhiteSpace(format))
            return false;
        try
        {
            var example = new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
            return DateTime.TryParseExact(example.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var read) && read == example;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<(FieldMapping Field, string Name)> Fields(SourceMapping mapping) =>
        new (FieldMapping? Field, string Name)[]
        {
            (mapping.Category, "category"), (mapping.Id, "id"), (mapping.East, "east"), (mapping.North, "north"),
            (mapping.Area, "area"), (mapping.Count, "count"),
        }
        .Where(pair => pair.Field is not null)
        .Select(pair => (pair.Field!, pair.Name));
}
