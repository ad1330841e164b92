using System.Text.Json;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Incidents;

/// <param name="Sources">Sources' codes.</param>
/// <param name="Categories">Of the taxonomy.</param>
public sealed record SameEventSide(IReadOnlyList<string> Sources, IReadOnlyList<string> Categories);

/// <summary>When incidents of two services are taken for one real event, so that the total counts it once.</summary>
/// <param name="Rule">The rule's name, each once.</param>
/// <param name="Enabled">False leaves every figure as it is.</param>
/// <param name="First">Whose incident the total counts.</param>
/// <param name="Second">Whose incident the total leaves out; its own theme counts it all the same.</param>
/// <param name="WindowMinutes">The largest difference in time, 1–1440, included.</param>
/// <param name="DistanceMetres">The largest distance between two points, 0–2000, included.</param>
/// <param name="SameDelbydel">True also pairs incidents of which one has no point, where both lie in one delbydel.</param>
/// <param name="Reason">Why, for whoever reads the figures.</param>
public sealed record SameEventRule(
    string Rule,
    bool Enabled,
    SameEventSide First,
    SameEventSide Second,
    int WindowMinutes,
    double DistanceMetres,
    bool SameDelbydel,
    string Reason);

/// <summary>Reads <c>importers/same-events.json</c>.</summary>
public static class SameEventRules
{
    public static string DefaultPath => Path.Combine(ProjectFolders.Importers, "same-events.json");

    /// <param name="path">The file.</param>
    /// <param name="taxonomy">Whose categories the rules name.</param>
    /// <returns>The rules that are switched on, in the file's order.</returns>
    /// <exception cref="ProblemException">BOM-002, BOM-101, BOM-102, BOM-104; a rule that is off is checked too.</exception>
    public static IReadOnlyList<SameEventRule> Load(string path, Taxonomy taxonomy)
    {
        var shownAs = Path.Combine("importers", Path.GetFileName(path));
        var rules = StrictJson.Read<RuleFile>(path, shownAs).Rules;
        for (var at = 0; at < rules.Count; at++)
            Check(rules[at], taxonomy, $"{shownAs}, $.rules[{at}]");
        if (rules.GroupBy(rule => rule.Rule, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Wrong(shownAs, $"the rule «{twice.Key}» stands twice.");
        return [.. rules.Where(rule => rule.Enabled)];
    }

    /// <summary>The rules of <see cref="DefaultPath"/> with the taxonomy beside it.</summary>
    /// <exception cref="ProblemException">As <see cref="Load"/>.</exception>
    public static IReadOnlyList<SameEventRule> LoadDefault() => Load(DefaultPath, Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json")));

    /// <summary>The same text for the same rules; part of what a measurement rests on.</summary>
    public static string ToJson(IReadOnlyList<SameEventRule> rules) => JsonSerializer.Serialize(rules, StrictJson.Options);

    private static void Check(SameEventRule rule, Taxonomy taxonomy, string place)
    {
        Demand(rule.Rule.Length > 0 && rule.Rule.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'),
            $"{place}.rule", "must be lower-case letters, digits and «-».");
        Demand(rule.WindowMinutes is >= 1 and <= 1_440, $"{place}.windowMinutes", "must be 1 to 1440.");
        Demand(rule.DistanceMetres is >= 0 and <= 2_000, $"{place}.distanceMetres", "must be 0 to 2000.");
        Demand(rule.Reason.Trim().Length > 0, $"{place}.reason", "is empty; whoever reads the figures must learn why.");
        var first = ThemesOf(rule.First, taxonomy, $"{place}.first");
        var second = ThemesOf(rule.Second, taxonomy, $"{place}.second");
        Demand(!first.Overlaps(second), $"{place}.second", "shares a theme with first; a theme counts each of its incidents.");
        Demand(second.All(theme => theme.Protected), $"{place}.second", "names an open theme; put it first, so that the total keeps what everybody sees.");
    }

    private static HashSet<Theme> ThemesOf(SameEventSide side, Taxonomy taxonomy, string place)
    {
        Demand(side.Sources.Count > 0 && side.Sources.All(source => !string.IsNullOrEmpty(source)), $"{place}.sources", "names no source.");
        Demand(side.Categories.Count > 0, $"{place}.categories", "names no category.");
        return [.. side.Categories.Select(category => taxonomy.ThemeOf(category) ?? throw new ProblemException(
            ProblemCode.UnknownCategory, $"{place}.categories", $"«{category}» is not in the taxonomy.", "Add it to importers/taxonomy.json or correct it."))];
    }

    private static void Demand(bool holds, string place, string what)
    {
        if (!holds)
            throw Wrong(place, what);
    }

    private static ProblemException Wrong(string place, string what) => new(ProblemCode.BadConfiguration, place, what, "Correct the file.");

    private sealed record RuleFile(IReadOnlyList<SameEventRule> Rules);
}
