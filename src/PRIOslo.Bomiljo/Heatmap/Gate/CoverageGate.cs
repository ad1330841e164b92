using System.Globalization;

namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Whether a source-year is complete enough to be measured. Pure.</summary>
/// <remarks>
/// Three questions: are its months covered, have its rows a place, are its categories those of the year before? Whether a month or a
/// category is missing or only empty is judged by chance: with λ expected, nothing comes with probability e^−λ (Poisson).
/// </remarks>
public static class CoverageGate
{
    /// <summary>Below this share of rows placed a source-year is warned of.</summary>
    public const double WarnBelowPlacedShare = 0.95;

    /// <summary>Below this share of rows placed it is refused.</summary>
    public const double RefuseBelowPlacedShare = 0.90;

    /// <summary>An empty month or category is refused where chance would leave it empty less often than this: more than 4.6 were expected.</summary>
    public const double LeastChanceOfNothing = 0.01;

    /// <summary>
    /// So few rows of a protected theme that lack a place break no series: what readers see of a break would tell, beside the count, that share and number are small.
    /// The rows' share does not go out for the same reason.
    /// </summary>
    public const int LargestSmallNumber = 4;

    /// <param name="source">What was delivered; at least one row, in the year or in an earlier one.</param>
    /// <param name="decision">The analyst's, if there is one.</param>
    /// <param name="isBreak">True where the source, or each of its themes, has a series break in this year: its categories need not be comparable.</param>
    public static GateVerdict Judge(SourceYear source, CoverageDecision? decision, bool isBreak)
    {
        List<GateFinding> findings = source.HasPlaces
            ? source.Rows == 0 ? [.. isBreak ? [] : source.EarlierYear < source.Year - 1 ? [StillNothing(source)] : Nothing(YearBefore(source))] : [.. Months(source), .. Placed(source), .. OldAreas(source), .. isBreak ? [] : Categories(source)]
            : [new("no-places", Refuses: false, "none of its rows, of this year or of those looked back on, has a place; it tells of the city as a whole and is not counted by area.")];
        if (decision is not null && !decision.Answers([.. findings.Where(finding => finding.Refuses).Select(finding => finding.Text)], source.Deliveries))
        {
            findings.Add(new("decision", Refuses: true, decision.Enters
                ? "it was decided to count it, about other findings than these."
                : "it was decided to leave it out, about other findings or deliveries than these."));
            return new(source.Source, GateVerdict.Refused, null, findings);
        }

        if (decision is { Enters: true })
            findings.AddRange(Overridden(source, needed: !source.HasPlaces || findings.Exists(finding => finding.Refuses)));
        var outcome = (decision, source.HasPlaces) switch
        {
            ({ Enters: false }, _) or (null, false) => GateVerdict.LeftOut,
            ({ Enters: true }, _) => GateVerdict.Overridden,
            _ when findings.Exists(finding => finding.Refuses) => GateVerdict.Refused,
            _ => findings.Count > 0 ? GateVerdict.Warned : GateVerdict.Entered,
        };
        return new(source.Source, outcome, decision?.Reason, findings);
    }

    /// <summary>What an earlier source-year lacks in months and places, by what the measured year is asked for.</summary>
    /// <param name="source">With the counts of the year and the year before; its categories are not looked at.</param>
    /// <param name="decision">The analyst's about the year, if there is one.</param>
    /// <param name="isBreak">As <see cref="Judge"/>.</param>
    /// <param name="nearest">Where the source has no row in the year but has some in an earlier and in a later year of the series: the nearest of these years. It is missing
    /// in between, and a break that says why does not fill the year. Else null.</param>
    /// <returns>Null where it lacks nothing, has no place in any year, or is left out.</returns>
    public static IncompleteSourceYear? Incomplete(SourceYear source, CoverageDecision? decision, bool isBreak, YearCount? nearest = null)
    {
        if (!source.HasPlaces || decision is { Enters: false })
            return null;
        IEnumerable<GateFinding> found = source.Counts.Count > 0 ? [.. Months(source), .. IsSmallLack(source) ? [] : Placed(source)]
            : nearest is not null ? Nothing(nearest)
            : isBreak ? [] : Nothing(YearBefore(source));
        List<GateFinding> lacking = [.. found.Where(finding => finding.Refuses)];
        return lacking.Count == 0 ? null
            : new(source.Source, source.Year, decision is not null && decision.Answers([.. lacking.Select(finding => finding.Text)], source.Deliveries) ? GateVerdict.Overridden : GateVerdict.Refused, lacking);
    }

    /// <summary>What a source-year lacks that its own measurement has counted by decision.</summary>
    /// <param name="source">What the verdict is about.</param>
    /// <returns>Null where it lacks neither months nor places.</returns>
    public static IncompleteSourceYear? Incomplete(GateVerdict verdict, SourceYear source)
    {
        List<GateFinding> lacking = [.. verdict.Findings.Where(finding => finding.Refuses && (finding.Kind == "months" || (finding.Kind == "placed" && !IsSmallLack(source))))];
        return verdict.Outcome == GateVerdict.Overridden && lacking.Count > 0 ? new(verdict.Source, source.Year, GateVerdict.Overridden, lacking) : null;
    }

    private static bool IsSmallLack(SourceYear source) => source.TellsOfProtected && source.Rows - source.Placed is >= 1 and <= LargestSmallNumber;

    /// <summary>What a decision to count the source does not do.</summary>
    private static IEnumerable<GateFinding> Overridden(SourceYear source, bool needed)
    {
        if (source.Rows == 0)
            yield return new("no-rows", Refuses: false, "there is no row to count: a theme that no other source tells of is not measured.");
        if (!needed)
            yield return new("not-needed", Refuses: false, Say($"nothing needs the decision any more; `bomiljo measure decision {source.Source} {source.Year} --remove --reason TEXT` takes it back."));
    }

    private static YearCount YearBefore(SourceYear source) => new(source.EarlierYear, source.CountsYearBefore.Sum(count => count.Incidents));

    /// <summary>A source that has not come back is told of each year; refused it was in the first.</summary>
    private static GateFinding StillNothing(SourceYear source) =>
        new("months", Refuses: false, Say($"no row of it is in, nor of {source.Year - 1}; it had {YearBefore(source).Incidents} incidents in {source.EarlierYear}."));

    /// <param name="told">What is expected: as many as in this year.</param>
    private static IEnumerable<GateFinding> Nothing(YearCount told)
    {
        yield return new("months", Math.Exp(-told.Incidents) < LeastChanceOfNothing, Say($"no row of it is in; it had {told.Incidents} incidents in {told.Year}."));
    }

    private static IEnumerable<GateFinding> Months(SourceYear source)
    {
        if (source.Counts.Any(count => count.Month == 0))
            yield break;
        var byMonth = source.Counts.ToLookup(count => count.Month, count => count.Incidents);
        var mean = source.Counts.Sum(count => count.Incidents) / (double)byMonth.Count;
        var empty = Enumerable.Range(1, 12).Where(month => !byMonth.Contains(month))
            .Select(month => (Month: month, Before: source.CountsYearBefore.Where(count => count.Month == month).Sum(count => count.Incidents)))
            .ToList();
        var missing = empty.Where(month => Math.Exp(-Math.Max(mean, month.Before)) < LeastChanceOfNothing).ToList();
        if (missing.Count > 0)
        {
            yield return new("months", Refuses: true, Say(
                $"{12 - missing.Count} of 12 months are covered; {Names(source.Year, missing)} without rows, where the other months have {mean:0.#} incidents in the mean."));
        }
        else if (empty.Count > 0)
        {
            yield return new("months", Refuses: false, Say($"{Names(source.Year, empty)} without rows; so few are expected that this may be chance."));
        }
    }

    private static IEnumerable<GateFinding> Placed(SourceYear source)
    {
        var share = source.Placed / (double)source.Rows;
        if (share < WarnBelowPlacedShare)
        {
            yield return new("placed", share < RefuseBelowPlacedShare, Say(
                $"{100 * share:0.0} % of its {source.Rows} rows are placed in an area; {100 * WarnBelowPlacedShare:0} % are wanted, and below {100 * RefuseBelowPlacedShare:0} % it is refused."));
        }
    }

    /// <summary>However few the rows are: all incidents of an area are lost to those that it went to, or came of, whose zeros would be false.</summary>
    private static IEnumerable<GateFinding> OldAreas(SourceYear source)
    {
        if (source.OldAreas.Count > 0)
        {
            var rows = source.OldAreas.Sum(area => area.Rows);
            yield return new("old-areas", Refuses: true, Say(
                $"{rows} {(rows == 1 ? "row names an area" : "rows name areas")} that the year's boundaries do not have: {string.Join(", ", source.OldAreas.Select(area => area.Code))}."));
        }
    }

    /// <summary>Categories that are there in one of the two years only, although chance would seldom leave them out.</summary>
    private static IEnumerable<GateFinding> Categories(SourceYear source)
    {
        if (source.CountsYearBefore.Count == 0)
            yield break;
        var (now, before) = (Sums(source.Counts), Sums(source.CountsYearBefore));
        foreach (var (category, incidents) in before)
        {
            if (!now.ContainsKey(category) && Math.Exp(-incidents) < LeastChanceOfNothing)
                yield return new("categories", Refuses: true, Say($"the category {category} does not occur; it had {incidents} incidents in {source.Year - 1}."));
        }

        foreach (var (category, incidents) in now)
        {
            if (!before.ContainsKey(category) && Math.Exp(-incidents) < LeastChanceOfNothing)
                yield return new("categories", Refuses: true, Say($"the category {category} is new, with {incidents} incidents; in {source.Year - 1} it did not occur."));
        }
    }

    private static SortedDictionary<string, long> Sums(IReadOnlyList<CategoryMonth> counts)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var count in counts)
            sums[count.Category] = sums.GetValueOrDefault(count.Category) + count.Incidents;
        return sums;
    }

    private static string Names(int year, List<(int Month, long Before)> months) =>
        string.Join(", ", months.Select(month => Say($"{year}-{month.Month:00}"))) + (months.Count == 1 ? " is" : " are");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
