using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Plots;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>
/// Sites, measured and judged, as numbers in arrays: an outcome a rule and a verdict and score a group. Texts are made when a
/// site is reported.
/// </summary>
public sealed class ScreeningResult
{
    private readonly MeasuredSites _measured;
    private readonly RuleOutcome[] _outcomes;
    private readonly Verdict[] _verdicts;
    private readonly float[] _scores;
    private readonly int[] _asked;
    private readonly MatrixGroup[] _groups;

    internal ScreeningResult(
        MeasuredSites measured, SiteLayers layers, RuleFile rules, IReadOnlyList<GroupCode> groups, RuleBook book)
    {
        (_measured, Layers, RuleFile, Book) = (measured, layers, rules, book);
        _asked = [.. groups.Select(group => Array.IndexOf(book.Groups, group))];
        _groups = [.. book.Groups.Select(MatrixGroup.Of)];
        _outcomes = new RuleOutcome[measured.Sites.Count * book.Rules.Length];
        _verdicts = new Verdict[measured.Sites.Count * book.Groups.Length];
        _scores = new float[measured.Sites.Count * book.Groups.Length];
    }

    public IReadOnlyList<Site> Sites => _measured.Sites;

    public SiteLayers Layers { get; }

    public RuleFile RuleFile { get; }

    public RuleBook Book { get; }

    public MetricTable Metrics => _measured.Metrics;

    public IReadOnlyList<SitePlace> Places => _measured.Places;

    /// <summary>What each plot is estimated to hold; null for points.</summary>
    public IReadOnlyList<PlotEstimate?> Plots => _measured.Plots;

    /// <summary>One a rule of <see cref="Book"/>.</summary>
    public ReadOnlySpan<RuleOutcome> Outcomes(int site) => _outcomes.AsSpan(site * Book.Rules.Length, Book.Rules.Length);

    /// <summary>The numbers (in <see cref="RuleBook.Groups"/>) of the groups that a site is judged for.</summary>
    public ReadOnlySpan<int> GroupsOf(int site) => Sites[site].Group is { } own ? new[] { Array.IndexOf(Book.Groups, own) } : _asked;

    public Verdict Verdict(int site, int group) => _verdicts[(site * Book.Groups.Length) + group];

    /// <returns>0 to 100; null while a required rule is unknown.</returns>
    public double? Score(int site, int group) => _scores[(site * Book.Groups.Length) + group] is var score && float.IsNaN(score) ? null : score;

    /// <summary>Whether the plot cannot hold a single home, with its base where the group needs one, not even cleared, for a group that needs one built.</summary>
    public bool IsImpossible(int site, int group) =>
        _groups[group].Placement == Placement.Plot && Plots[site] is { } plot && !plot.HoldsHome(_groups[group].HasBase);

    /// <summary>
    /// Whether the group is placed in existing dwellings and the site is none: no address, and no dwelling stands there. Nothing is
    /// said of it then: the verdict is unknown, there is no score, and it has no place in a ranking.
    /// </summary>
    public bool IsNotApplicable(int site, int group) =>
        _groups[group].Placement == Placement.Dwelling && !Sites[site].IsAddress && Metrics[site].HasDwelling == false;

    /// <summary>Whether there may be more than what the rule measures: counting stopped there, or the layer does not tell of all of the site.</summary>
    internal bool IsOrMore(int site, LocationRule rule) => Metrics[site].OpenShare(rule.Metric) > 0
        || (rule.Metric.Metric == Metric.PossibleUnits && Plots[site] is { } plot && (plot.IfCleared ?? plot).PossibleUnitsOrMore);

    internal void Judge(int site)
    {
        var outcomes = _outcomes.AsSpan(site * Book.Rules.Length, Book.Rules.Length);
        Book.Outcomes(Metrics[site], outcomes);
        for (var group = 0; group < Book.Groups.Length; group++)
        {
            var (verdict, score) = Settle(site, group, Book.Judge(group, outcomes));
            _verdicts[(site * Book.Groups.Length) + group] = verdict;
            _scores[(site * Book.Groups.Length) + group] = (float)(score ?? double.NaN);
        }
    }

    /// <summary>
    /// What no rule can buy off: a plot that holds nothing, and a place of which it is not known that it is in the city. Off the
    /// city's ground (<see cref="IsOffGround"/>) there is no score, and no verdict better than unknown.
    /// </summary>
    internal (Verdict Verdict, double? Score) Settle(int site, int group, (Verdict Verdict, double? Score) judged)
    {
        if (IsNotApplicable(site, group))
            return (Rules.Verdict.Unknown, null);
        if (IsImpossible(site, group))
            return (Rules.Verdict.Unsuitable, IsOffGround(site) ? null : judged.Score);
        if (IsOffGround(site))
            return (judged.Verdict == Rules.Verdict.Unsuitable ? Rules.Verdict.Unsuitable : Rules.Verdict.Unknown, null);
        return Places[site].Unknown != UnknownReason.None && judged.Verdict == Rules.Verdict.Suitable ? (Rules.Verdict.Unknown, null) : judged;
    }

    /// <summary>Whether the areas are known and the site lies in none of them: another municipality, or fjord.</summary>
    internal bool IsOffGround(int site) => Places[site].Unknown is UnknownReason.OutsideMunicipality or UnknownReason.InNoDelbydel;
}
