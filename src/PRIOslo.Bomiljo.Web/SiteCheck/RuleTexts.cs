using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Web.Language;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.SiteCheck;

/// <summary>One rule at a site in the reader's words, which are the same for every group that it applies to.</summary>
/// <param name="Rule">The rule, as it came out.</param>
/// <param name="Label">What is asked.</param>
/// <param name="Icon">Of the outcome.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Measured">With unit, or why it is unknown.</param>
/// <param name="Terms">Threshold and who stands behind it, such as «Krav: minst 100 m. Antakelse».</param>
public sealed record RuleTexts(RuleReport Rule, string Label, string Icon, string Outcome, string Measured, string Terms)
{
    /// <summary>Anchor of the rule's own paragraph on the page.</summary>
    public string Anchor => $"regel-{Rule.Id}";

    /// <summary>Whether it moves the verdict or the score here.</summary>
    /// <remarks>What law or plan asks and nobody could look up asks for an inspection, so it counts too.</remarks>
    public bool Counts => Rule.Outcome is not RuleOutcome.Info && (Rule.Outcome != RuleOutcome.Unknown || Rule.Role == RuleRole.Required
        || (Rule.Role == RuleRole.WhereKnown && Rule.BasisKind != BasisKind.Assumption));

    /// <returns>By rule id, in the order in which the groups name them.</returns>
    public static OrderedDictionary<string, RuleTexts> Of(SiteReport report)
    {
        var texts = new OrderedDictionary<string, RuleTexts>(StringComparer.Ordinal);
        foreach (var rule in report.Groups.SelectMany(group => group.Rules))
        {
            if (!texts.ContainsKey(rule.Id))
                texts.Add(rule.Id, Of(rule));
        }

        return texts;
    }

    private static RuleTexts Of(RuleReport rule)
    {
        var threshold = SiteWords.Threshold(rule);
        return new RuleTexts(
            rule,
            PageLanguage.Pick(rule.LabelNb, rule.LabelEn),
            SiteWords.Icon(rule.Outcome),
            SiteWords.Outcome(rule),
            SiteWords.Measured(rule),
            threshold.Length == 0 ? "" : T(rule.Role == RuleRole.Bonus ? "TermsOfBonus" : "TermsOfRule", threshold, T($"Basis{rule.BasisKind}")));
    }
}
