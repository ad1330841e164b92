using System.Text.RegularExpressions;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Tells which unmapped category may be named in a rejection: one that cannot be about a person.</summary>
/// <remarks>The category's column may hold anything, and names have no form of their own. So nothing is shown because it does not look
/// like a name; it is shown because each of its words is known to be one of incidents (<c>importers/incident-words.txt</c>, and the mapping), or because it is a short number with a
/// letter at most.</remarks>
internal sealed partial class ShownCategory
{
    private const int LongestShown = 60;
    private const int MostWords = 8;
    private const int MostDigits = 4;
    private const int ShortestPart = 3;
    private static readonly Lazy<HashSet<string>> Shipped = new(() => Read(endings: false));
    private static readonly Lazy<HashSet<string>> NameEndings = new(() => Read(endings: true));
    private readonly HashSet<string> _mapped;

    /// <param name="mapping">The words of what it maps and ignores are known too.</param>
    public ShownCategory(SourceMapping mapping) => _mapped = mapping.Categories.Keys.Concat(mapping.Ignore?.Keys ?? [])
        .SelectMany(Words).ToHashSet(StringComparer.Ordinal);

    /// <returns>The text; null where it is withheld.</returns>
    public string? Of(string text)
    {
        if (text.Length > LongestShown || text.Count(char.IsDigit) > MostDigits || text.Any(char.IsControl))
            return null;
        if (NumberedCode().IsMatch(text))
            return text;
        var words = Words(text);
        return words.Count is > 0 and <= MostWords && words.All(IsKnown) && !HasNameForm(text) && PlainSigns().IsMatch(text) ? text : null;
    }

    /// <exception cref="ProblemException">BOM-002: the file is not there.</exception>
    private static HashSet<string> Read(bool endings)
    {
        var path = Path.Combine(ProjectFolders.Importers, "incident-words.txt");
        return File.Exists(path)
            ? [.. File.ReadLines(path).Where(line => !line.StartsWith('#') && line.StartsWith('-') == endings).SelectMany(Words)]
            : throw new ProblemException(ProblemCode.FileNotFound, path, "the file is not there.", "Restore it from the program's own files.");
    }

    private static List<string> Words(string text) => [.. LettersInARow().Matches(text).Select(match => match.Value.ToLowerInvariant())];

    private bool IsKnown(string word) => _mapped.Contains(word) || Shipped.Value.Contains(word) || (IsCompound(word) && !NameEndings.Value.Any(ending => word.EndsWith(ending, StringComparison.Ordinal)));

    /// <summary>«Bilbrann» and «søppelkasse»: known words in a row, with an s between them or not. «Storvold» is such a row too, and a name.</summary>
    private static bool IsCompound(string word)
    {
        for (var at = ShortestPart; at <= word.Length - ShortestPart; at++)
        {
            var rest = word[at..];
            if (Shipped.Value.Contains(word[..at]) && (Shipped.Value.Contains(rest) || IsCompound(rest) || (rest[0] == 's' && Shipped.Value.Contains(rest[1..]))))
                return true;
        }

        return false;
    }

    /// <summary>Two or more words with a capital each.</summary>
    private static bool HasNameForm(string text)
    {
        var words = text.Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && words.All(word => char.IsUpper(word[0]) && (word.Length == 1 || !char.IsUpper(word[1])));
    }

    /// <summary>«12», «7.1», «F-103».</summary>
    [GeneratedRegex(@"^[A-ZÆØÅ]?[-.]?[0-9]{1,4}([-.][0-9]{1,3}){0,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberedCode();

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LettersInARow();

    [GeneratedRegex(@"^[\p{L}0-9 ,./()-]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlainSigns();
}
