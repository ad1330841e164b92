using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;

namespace PRIOslo.Bomiljo.Suitability.Sensitivity;

/// <summary>How the verdicts move when the rules do.</summary>
/// <param name="Base">The verdicts as the rules stand.</param>
/// <param name="Thresholds">One a rule and factor.</param>
/// <param name="Weights">One a draw of weights.</param>
/// <param name="Sites">The sites that hang on a rule, in their order; the verdicts of others stand through all variants.</param>
public sealed record SensitivityReport(
    IReadOnlyList<VerdictCounts> Base,
    IReadOnlyList<ThresholdVariant> Thresholds,
    IReadOnlyList<WeightVariant> Weights,
    IReadOnlyList<SiteDependence> Sites);

/// <param name="Rule">The rule whose threshold is moved.</param>
/// <param name="Factor">What «met» and «partly» are multiplied by.</param>
/// <param name="Groups">The groups that the rule applies to.</param>
public sealed record ThresholdVariant(string Rule, double Factor, IReadOnlyList<GroupShift> Groups);

/// <param name="Group">The group.</param>
/// <param name="Flips">Sites with another verdict than before.</param>
/// <param name="Suitable">Sites that are suitable now.</param>
public sealed record GroupShift(string Group, int Flips, int Suitable);

/// <param name="Draw">Number of the draw, from 1. Weights decide no verdict, only scores and places.</param>
/// <param name="Groups">One a group.</param>
public sealed record WeightVariant(int Draw, IReadOnlyList<RankShift> Groups);

/// <param name="Group">The group.</param>
/// <param name="LargestScoreChange">Points, 0 to 100.</param>
/// <param name="TopTenKept">How many of the ten best sites are among the ten best still.</param>
public sealed record RankShift(string Group, double LargestScoreChange, int TopTenKept);

/// <summary>A threshold that turns a site's verdict when it is moved.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Factor">What its «met» and «partly» are multiplied by.</param>
/// <param name="Threshold">Its «met» then, in the metric's unit.</param>
/// <param name="Verdict">The verdict then.</param>
public sealed record VerdictFlip(string Rule, double Factor, double Threshold, Verdict Verdict);

/// <param name="Site">The site.</param>
/// <param name="Group">The group.</param>
/// <param name="Rules">The rules whose threshold, moved by the factor or its opposite, changes the verdict.</param>
public sealed record SiteDependence(string Site, string Group, IReadOnlyList<string> Rules);
