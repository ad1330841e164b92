using System.Globalization;
using System.Text.RegularExpressions;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Compares two refusing findings of one source-year by their sentences, which are what a decision keeps. Pure.</summary>
internal static partial class AnsweredFinding
{
    /// <summary>True where what is found is what was answered, or less of the same kind: fewer months missing, more rows placed. A mean or another figure beside it may differ.</summary>
    public static bool IsSameOrLess(string found, string answered) =>
        found == answered
        || (Months().IsMatch(found) && Months().IsMatch(answered) && Named(found).IsSubsetOf(Named(answered)))
        || (Number(PlacedShare().Match(found)) is { } now && Number(PlacedShare().Match(answered)) is { } then && now >= then);

    private static HashSet<string> Named(string sentence) => Month().Matches(sentence).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    private static double? Number(Match match) => match.Success ? double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\d+ of 12 months are covered;", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Months();

    [GeneratedRegex(@"\b\d{4}-\d{2}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Month();

    [GeneratedRegex(@"^(?<number>[\d.]+) % of its \d+ rows are placed", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PlacedShare();
}
