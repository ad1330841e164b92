using System.Globalization;
using System.Text.RegularExpressions;

namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>The groups of the matrix that a facility is for, as people write them: «5,6», «5;6», «5/6», «5 og 6», «5-7», «gruppe 5», «som-5-7».</summary>
public static partial class FacilityGroups
{
    private static readonly string[] Somatic = ["som-1-5", "som-5-7"];

    /// <param name="written">May be empty: not stated.</param>
    /// <param name="groups">«1» to «7», «som-1-5», «som-5-7», each once, in that order; empty where none is stated.</param>
    /// <returns>False, with no groups, where any part of it is not understood.</returns>
    public static bool TryParse(string written, out IReadOnlyList<string> groups)
    {
        groups = [];
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var stated = Ignored().Replace(written.ToLowerInvariant(), " ");
        var rest = Item().Replace(stated, match =>
        {
            var (first, last) = (Number(match, "first"), match.Groups["last"].Success ? Number(match, "last") : Number(match, "first"));
            if (match.Groups["somatic"].Success)
                found.Add($"som-{first}-{last}");
            else if (first > last)
                return "?";
            else
                found.UnionWith(Enumerable.Range(first, last - first + 1).Select(group => group.ToString(CultureInfo.InvariantCulture)));
            return "";
        });
        if (LoosePlus().IsMatch(stated) || !Separators().IsMatch(rest) || found.Any(group => group.Length > 1 && !Somatic.Contains(group)))
            return false;
        groups = [.. found];
        return true;
    }

    private static int Number(Match match, string group) => match.Groups[group].ValueSpan[0] - '0';

    [GeneratedRegex(@"\b(?:gruppene|grupper|gruppe|groups|group|gr)\b\.?", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Ignored();

    /// <summary>A group, or a range of them with a hyphen, a dash, «til» or «to»; a field of numbers may write «5.0».</summary>
    [GeneratedRegex(@"(?<![\w.])(?<somatic>som(?:atikk|atic)?[\s-]*)?(?<first>[1-7])(?:\.0+)?(?:\s*(?:-|–|til|to)\s*(?<last>[1-7])(?:\.0+)?)?(?![\w.])", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Item();

    [GeneratedRegex(@"^(?:[\s,;/&+]|\bog\b|\band\b)*$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Separators();

    /// <summary>A plus joins two groups; after one alone («5+») it may mean «and above».</summary>
    [GeneratedRegex(@"(?<![0-7]\s*)\+|\+(?!\s*(?:som|[1-7]))", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LoosePlus();
}
