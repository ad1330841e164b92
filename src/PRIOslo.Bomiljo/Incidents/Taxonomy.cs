using System.Text.Json.Serialization;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Incidents;

/// <summary>The themes of the heat map and the categories in each; read from <c>importers/taxonomy.json</c>.</summary>
public sealed class Taxonomy
{
    /// <summary>The theme that sums all others; no category belongs to it.</summary>
    public const string Total = "total";

    /// <summary>A category's severity lies between these, both included; the least serious weighs 1.</summary>
    public const double LeastSeverity = 1, LargestSeverity = 100;

    private readonly Dictionary<string, Theme> _themeOfCategory;

    private Taxonomy(IReadOnlyList<Theme> themes)
    {
        Themes = themes;
        _themeOfCategory = themes
            .SelectMany(theme => theme.Categories, (theme, category) => (theme, category.Code))
            .ToDictionary(pair => pair.Code, pair => pair.theme, StringComparer.Ordinal);
    }

    public IReadOnlyList<Theme> Themes { get; }

    public bool HasCategory(string category) => _themeOfCategory.ContainsKey(category);

    /// <returns>Null for a category that is not in the taxonomy.</returns>
    public Theme? ThemeOf(string category) => _themeOfCategory.GetValueOrDefault(category);

    /// <exception cref="ProblemException">BOM-101, BOM-102: the file is wrong; a code stands twice or in the wrong theme, or a severity is out of range.</exception>
    public static Taxonomy Load(string path)
    {
        var shownAs = Path.Combine("importers", Path.GetFileName(path));
        var themes = StrictJson.Read<TaxonomyFile>(path, shownAs).Themes;
        var codes = themes.SelectMany(theme => theme.Categories).Select(category => category.Code)
            .Concat(themes.Select(theme => theme.Code)).Append(Total).ToList();
        if (codes.GroupBy(code => code, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Wrong(shownAs, twice.Key, "the code stands twice.");
        foreach (var theme in themes)
        {
            if (theme.Categories.FirstOrDefault(category => !category.Code.StartsWith(theme.Code + ".", StringComparison.Ordinal)) is { } stray)
                throw Wrong(shownAs, stray.Code, $"a category's code begins with its theme, «{theme.Code}.».");
        }

        if (themes.SelectMany(theme => theme.Categories).FirstOrDefault(category => category.Severity is not (>= LeastSeverity and <= LargestSeverity)) is { } weighed)
            throw Wrong(shownAs, weighed.Code, $"the severity must be {LeastSeverity} to {LargestSeverity}.");

        return new Taxonomy(themes);
    }

    private static ProblemException Wrong(string file, string code, string what) =>
        new(ProblemCode.BadConfiguration, $"{file}, «{code}»", what, "Correct the file.");

    private sealed record TaxonomyFile(IReadOnlyList<Theme> Themes);
}

/// <param name="Code">As the command line writes it: <c>ro-og-orden</c>.</param>
/// <param name="NameNb">Name in bokmål.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Protected">True if small counts tell on people and are suppressed on publishing.</param>
/// <param name="Categories">What is counted in the theme.</param>
public sealed record Theme(
    [property: JsonPropertyName("theme")] string Code,
    [property: JsonPropertyName("nb")] string NameNb,
    [property: JsonPropertyName("en")] string NameEn,
    bool Protected,
    IReadOnlyList<Category> Categories);

/// <param name="Code">Theme and kind: <c>brann.vehicle</c>.</param>
/// <param name="NameNb">Name in bokmål.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Severity">What one incident weighs in a severity-weighted total: <see cref="Taxonomy.LeastSeverity"/> to
/// <see cref="Taxonomy.LargestSeverity"/>. An assumption; <c>importers/README.md</c> tells its basis.</param>
public sealed record Category(
    [property: JsonPropertyName("category")] string Code,
    [property: JsonPropertyName("nb")] string NameNb,
    [property: JsonPropertyName("en")] string NameEn,
    double Severity);
