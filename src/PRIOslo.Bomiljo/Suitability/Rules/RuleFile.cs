using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>The location rules of one file, checked.</summary>
/// <param name="Path">Where they were read from.</param>
/// <param name="Rules">In the file's order; ids are unique.</param>
public sealed record RuleFile(string Path, IReadOnlyList<LocationRule> Rules)
{
    /// <summary>Reads and checks a rule file.</summary>
    /// <exception cref="ProblemException">
    /// BOM-002, BOM-003: no such file. BOM-101, BOM-102, BOM-106: something in it is wrong; the place names file and rule.
    /// </exception>
    public static RuleFile Load(string path)
    {
        using var document = JsonFile.Open(path);
        return new RuleFile(path, RuleReader.Read(path, document.RootElement));
    }

    /// <summary>As <see cref="Load"/>, from text; <paramref name="path"/> is only named in problems.</summary>
    public static RuleFile Parse(string path, string json)
    {
        using var document = JsonFile.Parse(path, json);
        return new RuleFile(path, RuleReader.Read(path, document.RootElement));
    }
}
