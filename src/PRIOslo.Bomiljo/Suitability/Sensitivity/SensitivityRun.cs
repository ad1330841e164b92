using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;

namespace PRIOslo.Bomiljo.Suitability.Sensitivity;

/// <summary>Judges measured sites again under other thresholds and weights. Nothing is measured anew. Pure.</summary>
public static class SensitivityRun
{
    /// <summary>Every threshold is moved this share up and down, one at a time; each weight is drawn evenly from as far around it.</summary>
    public const double Spread = 0.25;

    /// <summary>How often all weights are drawn, unless said otherwise: with every threshold of the shipped rules up and down, more than 60 variants.</summary>
    public const int WeightDraws = 20;

    private const int Best = 10;

    private static readonly double[] Factors = [1 - Spread, 1 + Spread];

    /// <param name="result">A screening.</param>
    /// <param name="weightDraws">How often all weights are drawn.</param>
    /// <param name="seed">For the draws.</param>
    public static SensitivityReport Run(ScreeningResult result, int weightDraws = WeightDraws, int seed = 1)
    {
        var dependence = new HashSet<int>?[result.Sites.Count * result.Book.Groups.Length];
        var basis = VerdictCounts.Of(result);
        var thresholds = (
            from rule in Deciding(result.Book)
            from factor in Factors
            select Threshold(result, basis, rule, factor, dependence)).ToArray();
        var random = new Random(seed);
        return new SensitivityReport(
            basis,
            thresholds,
            [.. Enumerable.Range(1, weightDraws).Select(draw => Weights(result, draw, random))],
            Dependence(result, dependence));
    }

    /// <summary>How the verdicts come out where one rule has another threshold: what-if.</summary>
    /// <param name="result">A screening.</param>
    /// <param name="rule">The rule's number in the rule book.</param>
    /// <param name="changed">The same rule with another threshold.</param>
    public static IReadOnlyList<VerdictCounts> WhatIf(ScreeningResult result, int rule, LocationRule changed) =>
        VerdictCounts.Of(result, (site, group) => Verdict(result, site, group, rule, RuleBook.Outcome(changed, result.Metrics[site])));

    /// <summary>The thresholds that would turn a site's verdicts if they were moved by <see cref="Spread"/>, one at a time.</summary>
    /// <returns>Each with the number of its group in the rule book.</returns>
    public static IEnumerable<(int Group, VerdictFlip Flip)> FlipsOf(ScreeningResult result, int site)
    {
        foreach (var rule in Deciding(result.Book))
        {
            foreach (var factor in Factors)
            {
                var changed = ThresholdChange.Scale(result.Book.Rules[rule], factor);
                var outcome = RuleBook.Outcome(changed, result.Metrics[site]);
                if (outcome == result.Outcomes(site)[rule])
                    continue;
                foreach (var group in result.GroupsOf(site).ToArray().Where(group => result.Book.Rules[rule].Groups.Contains(result.Book.Groups[group])))
                {
                    if (Verdict(result, site, group, rule, outcome) is var verdict && verdict != result.Verdict(site, group))
                        yield return (group, new VerdictFlip(changed.Id, factor, changed.Threshold!.Met, verdict));
                }
            }
        }
    }

    private static IEnumerable<int> Deciding(RuleBook book) => Enumerable.Range(0, book.Rules.Length).Where(rule =>
        book.Rules[rule].Role is RuleRole.Required or RuleRole.WhereKnown && book.Rules[rule].Groups.Any(book.Groups.Contains));

    private static ThresholdVariant Threshold(
        ScreeningResult result, IReadOnlyList<VerdictCounts> basis, int rule, double factor, HashSet<int>?[] dependence)
    {
        var groups = result.Book.Groups.Length;
        var changed = ThresholdChange.Scale(result.Book.Rules[rule], factor);
        var (flips, gained) = (new int[groups], new int[groups]);
        ForSites(result, site =>
        {
            var outcome = RuleBook.Outcome(changed, result.Metrics[site]);
            if (outcome == result.Outcomes(site)[rule])
                return;
            foreach (var group in result.GroupsOf(site))
            {
                var (before, after) = (result.Verdict(site, group), Verdict(result, site, group, rule, outcome));
                if (before == after)
                    continue;
                Interlocked.Increment(ref flips[group]);
                Interlocked.Add(ref gained[group], (after == Rules.Verdict.Suitable ? 1 : 0) - (before == Rules.Verdict.Suitable ? 1 : 0));
                (dependence[(site * groups) + group] ??= []).Add(rule);
            }
        });
        return new ThresholdVariant(changed.Id, factor,
        [
            .. Enumerable.Range(0, groups).Where(group => result.Book.RulesOf(group).Contains(rule))
                .Select(group => new GroupShift(result.Book.Groups[group].ToString(), flips[group], basis[group].Suitable + gained[group])),
        ]);
    }

    private static Verdict Verdict(ScreeningResult result, int site, int group, int rule, RuleOutcome outcome)
    {
        Span<RuleOutcome> outcomes = stackalloc RuleOutcome[result.Book.Rules.Length];
        result.Outcomes(site).CopyTo(outcomes);
        outcomes[rule] = outcome;
        return result.Settle(site, group, result.Book.Judge(group, outcomes)).Verdict;
    }

    private static WeightVariant Weights(ScreeningResult result, int draw, Random random)
    {
        double[] weights = [.. result.Book.Rules.Select(rule => rule.Weight * (1 + (Spread * ((2 * random.NextDouble()) - 1))))];
        return new WeightVariant(draw,
        [
            .. Enumerable.Range(0, result.Book.Groups.Length).AsParallel().AsOrdered().Select(group =>
            {
                var scores = new double?[result.Sites.Count];
                var largest = 0.0;
                for (var site = 0; site < scores.Length; site++)
                {
                    if (!result.GroupsOf(site).Contains(group) || result.Score(site, group) is not { } before)
                        continue;
                    scores[site] = result.Book.Judge(group, result.Outcomes(site), weights).Score;
                    largest = Math.Max(largest, Math.Abs((scores[site] ?? before) - before));
                }

                var (then, now) = (BestOf(result, group, site => result.Score(site, group)), BestOf(result, group, site => scores[site]));
                return new RankShift(result.Book.Groups[group].ToString(), Math.Round(largest, 1), then.Intersect(now).Count());
            }),
        ]);
    }

    /// <summary>The ten best by verdict, then score, then order of the sites.</summary>
    private static int[] BestOf(ScreeningResult result, int group, Func<int, double?> score)
    {
        var best = new PriorityQueue<int, (int Verdict, double Score, int Site)>();
        for (var site = 0; site < result.Sites.Count; site++)
        {
            if (!result.GroupsOf(site).Contains(group) || score(site) is not { } points)
                continue;
            best.Enqueue(site, (-Ranking.Class(result.Verdict(site, group)), points, -site));
            if (best.Count > Best)
                best.Dequeue();
        }

        return [.. best.UnorderedItems.Select(item => item.Element)];
    }

    private static SiteDependence[] Dependence(ScreeningResult result, HashSet<int>?[] dependence)
    {
        var groups = result.Book.Groups.Length;
        return
        [
            .. dependence.Index().Where(entry => entry.Item is not null).Select(entry => new SiteDependence(
                result.Sites[entry.Index / groups].Id,
                result.Book.Groups[entry.Index % groups].ToString(),
                [.. entry.Item!.Order().Select(rule => result.Book.Rules[rule].Id)])),
        ];
    }

    private static void ForSites(ScreeningResult result, Action<int> act) => ScreeningRun.ForAll(result.Sites.Count, act, CancellationToken.None);
}
