using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Orders sites for a group: by verdict first, so that no score buys a hard rule off, then by score; last what lies off the city's ground.</summary>
public static class Ranking
{
    /// <returns>One place a site from 1, equals sharing the better one; 0 for sites not judged for the group, or to which it does not apply.</returns>
    /// <param name="result">The screening.</param>
    /// <param name="group">The group's number in the rule book.</param>
    public static int[] Of(ScreeningResult result, int group)
    {
        int[] order = [.. Enumerable.Range(0, result.Sites.Count).Where(site => result.GroupsOf(site).Contains(group) && !result.IsNotApplicable(site, group))];
        Array.Sort(order, (a, b) => Compare(a, b) is var difference and not 0 ? difference : a.CompareTo(b));
        var places = new int[result.Sites.Count];
        for (var n = 0; n < order.Length; n++)
            places[order[n]] = n > 0 && Compare(order[n - 1], order[n]) == 0 ? places[order[n - 1]] : n + 1;
        return places;

        int Compare(int a, int b)
        {
            var byPlace = result.IsOffGround(a).CompareTo(result.IsOffGround(b));
            if (byPlace != 0)
                return byPlace;
            var byVerdict = Class(result.Verdict(a, group)).CompareTo(Class(result.Verdict(b, group)));
            if (result.IsOffGround(a))
                return 0;
            return byVerdict != 0 ? byVerdict : (result.Score(b, group) ?? -1).CompareTo(result.Score(a, group) ?? -1);
        }
    }

    internal static int Class(Verdict verdict) => verdict switch
    {
        Verdict.Suitable => 0,
        Verdict.Inspect => 1,
        Verdict.Unknown => 2,
        _ => 3,
    };
}
