using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>The location rules of one file, checked.</summary>
/// <param name="Path">Where they were read from.</param>
/// <param name="Rules">
/// In the file's order, those that it extends first. A rule may stand in several versions, each valid from a day of its own: sites
/// are judged by those of one day (<see cref="On"/>).
/// </param>
public sealed record RuleFile(string Path, IReadOnlyList<LocationRule> Rules)
{
    public IReadOnlyList<RuleNote> Notes { get; init; } = [];

    /// <summary>Reads and checks a rule file, and the one that it extends.</summary>
    /// <exception cref="ProblemException">
    /// BOM-002, BOM-003: no such file. BOM-101, BOM-102, BOM-106 to BOM-108: something in it is wrong; the place names file and rule.
    /// </exception>
    public static RuleFile Load(string path) => Load(path, []);

    /// <summary>As <see cref="Load(string)"/>, from text; <paramref name="path"/> is named in problems, and what it extends is looked for beside it.</summary>
    public static RuleFile Parse(string path, string json) => Parse(path, json, [path]);

    /// <summary>The rules that apply on a day: of each the version that is valid from the latest day not after it; ids are unique.</summary>
    public RuleFile On(DateOnly day) => this with
    {
        Rules = [.. Rules.Where(rule => Start(rule) <= day).GroupBy(rule => rule.Id, StringComparer.Ordinal).Select(versions => versions.MaxBy(Start)!)],
    };

    private static DateOnly Start(LocationRule rule) => rule.ValidFrom ?? DateOnly.MinValue;

    private static RuleFile Load(string path, IReadOnlyList<string> readBefore)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (readBefore.Contains(full, StringComparer.Ordinal))
        {
            throw new ProblemException(
                ProblemCode.CircularReference, path, "the file extends itself, by way of others or directly.", "Break the circle: one file must extend nothing.");
        }

        return Parse(path, TextFile.Read(path), [.. readBefore, full]);
    }

    private static RuleFile Parse(string path, string json, IReadOnlyList<string> readBefore)
    {
        using var document = JsonFile.Parse(path, json);
        var content = RuleReader.Read(path, document.RootElement);
        if (content.Extends is not { } name)
            return new RuleFile(path, content.Rules) { Notes = content.Notes };

        var folder = System.IO.Path.GetDirectoryName(path) ?? "";
        var below = Load(System.IO.Path.Combine(folder, name), readBefore);
        var own = content.Rules.ToLookup(rule => rule.Id, StringComparer.Ordinal);
        var ofBelow = below.Rules.ToLookup(rule => rule.Id, StringComparer.Ordinal);
        return new RuleFile(path,
        [
            .. ofBelow.SelectMany(versions => versions.Where(rule => !own.Contains(rule.Id) || Start(rule) < own[rule.Id].Min(Start)).Concat(own[versions.Key])),
            .. content.Rules.Where(rule => !ofBelow.Contains(rule.Id)),
        ])
        { Notes = [.. below.Notes.Where(note => content.Notes.All(other => other.Id != note.Id)), .. content.Notes] };
    }
}
