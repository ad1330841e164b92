using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using PRIOslo.Bomiljo.Suitability.Sensitivity;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.SiteCheck;

/// <summary>The city under a rule as it stands and with another threshold.</summary>
/// <param name="Rules">The group's rules that have a threshold of the organisation's own, assumed or adopted: law and plan are not for it to move.</param>
/// <param name="Rule">The one that is moved.</param>
/// <param name="Met">Its threshold now asked for, in the metric's unit.</param>
/// <param name="IsRefused">Whether what was asked for is no threshold of the rule, so that its own stands in its place.</param>
/// <param name="IsOtherGroup">Whether the group asked for is none that is placed on plots, so that another stands in its place.</param>
/// <param name="IsOtherRule">Whether the rule asked for is none of the group's, so that another stands in its place.</param>
/// <param name="IsOfOtherGroup">Whether it is one that could be moved for another group.</param>
/// <param name="Before">As the rule stands.</param>
/// <param name="After">With the threshold moved.</param>
/// <param name="Warnings">What to keep in mind about the layers.</param>
public sealed record WhatIfAnswer(
    IReadOnlyList<LocationRule> Rules, LocationRule Rule, double Met, bool IsRefused, bool IsOtherGroup, bool IsOtherRule, bool IsOfOtherGroup, VerdictCounts Before, VerdictCounts After,
    IReadOnlyList<WarningReport> Warnings);

/// <summary>Counts over a grid of the city that is measured once and judged again for each question.</summary>
public sealed class WhatIfAnswerer(SiteCheckService service, PersonDatabase database) : IDisposable
{
    /// <summary>Side of the grid's cells, metres.</summary>
    public const int GridMetres = 250;

    private readonly SemaphoreSlim _measuring = new(1, 1);
    private ScreeningResult? _city;

    /// <returns>Null where no area layer tells where the city is.</returns>
    /// <param name="group">The group; null, unknown or placed in existing dwellings takes 5.</param>
    /// <param name="rule">Id of a rule of the group; another takes its first.</param>
    /// <param name="met">The threshold, NaN for what is no number; null takes the rule's own.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<WhatIfAnswer?> AnswerAsync(string? group, string? rule, double? met, CancellationToken cancel)
    {
        if (await CityAsync(cancel) is not { } city)
            return null;
        var isKnown = GroupCode.TryParse(group, out var asked) && city.Book.Groups.Contains(asked);
        var code = isKnown ? asked : GroupCode.All[4];
        var movable = city.Book.Rules.Where(candidate => candidate.Threshold is not null && candidate.Role != RuleRole.Bonus && candidate.BasisKind != BasisKind.Law).ToList();
        var rules = movable.Where(candidate => candidate.Groups.Contains(code)).ToArray();
        var chosen = rules.FirstOrDefault(candidate => candidate.Id == rule) ?? rules[0];
        var own = chosen.Threshold!.Met;
        var isRefused = chosen.Id == rule && met is { } wanted && (!ThresholdChange.IsPossible(chosen, wanted) || wanted > RuleAdoption.MostTimes * Math.Max(1, own));
        var threshold = chosen.Id == rule && !isRefused ? met ?? own : own;
        var number = Array.IndexOf(city.Book.Rules, chosen);
        var after = SensitivityRun.WhatIf(city, number, ThresholdChange.MoveTo(chosen, threshold));
        return new WhatIfAnswer(
            rules, chosen, threshold, isRefused, !string.IsNullOrEmpty(group) && !isKnown, !string.IsNullOrEmpty(rule) && chosen.Id != rule,
            chosen.Id != rule && movable.Exists(candidate => candidate.Id == rule),
            VerdictCounts.Of(city).Single(count => count.Group == code.ToString()),
            after.Single(count => count.Group == code.ToString()),
            LayerWarnings.Of(city));
    }

    public void Dispose() => _measuring.Dispose();

    /// <summary>Asks the person's own connection for the layers each time, so that the database refuses who may not know.</summary>
    private Task<ScreeningResult?> CityAsync(CancellationToken cancel) => database.AskAsync(async connection =>
    {
        var present = await service.PresentAsync(connection, cancel);
        await _measuring.WaitAsync(cancel);
        try
        {
            if (_city is { } known && present.TellTheSameAs(known.Layers))
                return known;
            return present.Areas.Extent.IsNull
                ? null
                : _city = service.Screen(present, GridSites.Over(present.Areas, GridMetres), MatrixGroup.PlacedOnPlots, mayKnowHomes: true, cancel);
        }
        finally
        {
            _measuring.Release();
        }
    }, cancel);
}
