using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>The rules held against homes that exist: a rule that fails what works is the rule's problem first.</summary>
/// <param name="City">Over a grid of the whole city, group by group, group 7 first; empty where no area layer tells where it is.</param>
/// <param name="Homes">How many homes were judged, by group.</param>
/// <param name="Rules">Every rule that applies to a home, those that fail most of them first.</param>
/// <param name="Sites">Each home with the rules that it fails, save those that their group does not apply to.</param>
public sealed record Backtest(
    IReadOnlyList<VerdictCounts> City,
    IReadOnlyList<VerdictCounts> Homes,
    IReadOnlyList<RuleBacktest> Rules,
    IReadOnlyList<SiteBacktest> Sites)
{
    /// <param name="homes">A screening of existing homes, each for its own group.</param>
    /// <param name="city">A screening of a grid over the city; null where it could not be made.</param>
    public static Backtest Of(ScreeningResult homes, ScreeningResult? city)
    {
        IReadOnlyList<VerdictCounts> overCity = city is null ? [] : VerdictCounts.Of(city);
        return new Backtest(
            [.. overCity.OrderBy(count => count.Group != "7")],
            [.. VerdictCounts.Of(homes).Where(count => count.Sites > 0)],
            [
                .. Enumerable.Range(0, homes.Book.Rules.Length)
                    .Where(rule => homes.Book.Rules[rule].Role != RuleRole.Info)
                    .Select(rule => RuleBacktest.Of(homes, rule))
                    .Where(rule => rule.Homes > 0)
                    .OrderByDescending(rule => rule.FailingShare ?? -1).ThenBy(rule => rule.Rule, StringComparer.Ordinal),
            ],
            [.. Enumerable.Range(0, homes.Sites.Count).SelectMany(site => SiteBacktest.Of(homes, site))]);
    }
}

/// <param name="Rule">The rule's id.</param>
/// <param name="BasisKind">Who stands behind it.</param>
/// <param name="Homes">Homes that it applies to.</param>
/// <param name="Met">Of them those that meet it.</param>
/// <param name="Partly">In part.</param>
/// <param name="NotMet">Not at all.</param>
/// <param name="Unknown">Where it cannot be judged.</param>
/// <param name="FailingShare">Not met, as a share of those that could be judged; null where none could.</param>
public sealed record RuleBacktest(
    string Rule, BasisKind BasisKind, int Homes, int Met, int Partly, int NotMet, int Unknown, double? FailingShare)
{
    internal static RuleBacktest Of(ScreeningResult homes, int rule)
    {
        var counts = new int[Enum.GetValues<RuleOutcome>().Length];
        for (var site = 0; site < homes.Sites.Count; site++)
        {
            foreach (var group in homes.GroupsOf(site))
            {
                if (homes.Book.RulesOf(group).Contains(rule) && !homes.IsNotApplicable(site, group))
                    counts[(int)homes.Outcomes(site)[rule]]++;
            }
        }

        var judged = counts[(int)RuleOutcome.Met] + counts[(int)RuleOutcome.Partly] + counts[(int)RuleOutcome.NotMet];
        return new RuleBacktest(
            homes.Book.Rules[rule].Id, homes.Book.Rules[rule].BasisKind, counts.Sum(),
            counts[(int)RuleOutcome.Met], counts[(int)RuleOutcome.Partly], counts[(int)RuleOutcome.NotMet], counts[(int)RuleOutcome.Unknown],
            judged == 0 ? null : Math.Round(counts[(int)RuleOutcome.NotMet] / (double)judged, 4));
    }
}

/// <param name="Site">The home.</param>
/// <param name="Group">Its group.</param>
/// <param name="Verdict">What the rules say of it.</param>
/// <param name="Failed">Ids of the rules that it does not meet.</param>
/// <param name="InPart">Ids of those that it meets in part.</param>
public sealed record SiteBacktest(string Site, string Group, Verdict Verdict, IReadOnlyList<string> Failed, IReadOnlyList<string> InPart)
{
    internal static IEnumerable<SiteBacktest> Of(ScreeningResult homes, int site) =>
        homes.GroupsOf(site).ToArray().Where(group => !homes.IsNotApplicable(site, group)).Select(group => new SiteBacktest(
            homes.Sites[site].Id,
            homes.Book.Groups[group].ToString(),
            homes.Verdict(site, group),
            Rules(homes, site, group, RuleOutcome.NotMet),
            Rules(homes, site, group, RuleOutcome.Partly)));

    private static string[] Rules(ScreeningResult homes, int site, int group, RuleOutcome outcome) =>
        [.. homes.Book.RulesOf(group).ToArray().Where(rule => homes.Outcomes(site)[rule] == outcome && homes.Book.Rules[rule].Role != RuleRole.Bonus)
            .Select(rule => homes.Book.Rules[rule].Id)];
}
