using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Overrides;
using PRIOslo.Bomiljo.Suitability.Plots;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Sensitivity;

namespace PRIOslo.Bomiljo.Suitability;

/// <summary>The answer of a site check: verdicts with their rules, what was measured, and the layers behind it.</summary>
/// <param name="Site">What the site is called.</param>
/// <param name="East">Metres, EPSG:25832; for a plot a point inside it.</param>
/// <param name="North">Metres, EPSG:25832.</param>
/// <param name="Delbydel">Null where the site lies in none.</param>
/// <param name="Unknown">Why nothing can be said about the place as such; null where it lies in the municipality.</param>
/// <param name="Groups">One a group asked for, in the order asked.</param>
/// <param name="Metrics">Name to value; null when unknown. Distances to a millimetre, shares to a millionth.</param>
/// <param name="Layers">The layers that the metrics read, the missing ones too.</param>
/// <param name="Units">Homes planned, as the site's file says.</param>
/// <param name="Plot">What a plot is estimated to hold; null for a point.</param>
/// <param name="IsAddress">Whether it was named by its address.</param>
/// <param name="Warnings">What to keep in mind about the layers.</param>
public sealed record SiteReport(
    string Site,
    double East,
    double North,
    NamedDelbydel? Delbydel,
    UnknownReason? Unknown,
    IReadOnlyList<GroupReport> Groups,
    IReadOnlyDictionary<string, double?> Metrics,
    IReadOnlyList<LayerReport> Layers,
    int? Units,
    PlotEstimate? Plot,
    bool IsAddress,
    IReadOnlyList<WarningReport> Warnings);

/// <param name="Kind"><see cref="LayerOutdated"/> or <see cref="UnitsWithoutHome"/>.</param>
/// <param name="Subject">The layer.</param>
/// <param name="Date">The day of a layer that is old; null for the other kind.</param>
public sealed record WarningReport(string Kind, string Subject, DateOnly? Date)
{
    /// <summary>The layer is older than it may be.</summary>
    public const string LayerOutdated = "layer-outdated";

    /// <summary>Dwelling units that reach no home and count nowhere.</summary>
    public const string UnitsWithoutHome = "units-without-home";

    /// <summary>How many units; null for the other kind.</summary>
    public int? Units { get; init; }
}

/// <param name="Group">The group's code.</param>
/// <param name="Verdict">Whether the site suits it.</param>
/// <param name="Score">0 to 100, to a tenth; null when unknown.</param>
/// <param name="Rules">The rules that apply to the group.</param>
/// <param name="Impossible">«no-home-fits» where the plot cannot hold a single home, with its base where the group needs one; else null.</param>
/// <param name="NotApplicable">«judged-by-address» where the group is placed in existing dwellings and the site is none; else null.</param>
/// <param name="RulesKnown">How many of the rules that decide the verdict are known here.</param>
/// <param name="RulesDeciding">How many rules decide the verdict.</param>
/// <param name="Notes">What speaks about the rules as a whole.</param>
/// <param name="Staff">Staff on duty, as far as the documents tell.</param>
/// <param name="Flips">Thresholds that would turn the verdict if they were moved by <see cref="SensitivityRun.Spread"/>: the rules that it hangs on.</param>
/// <param name="Override">What a person decided in place of the verdict; null where nobody did, or who asks may not know.</param>
public sealed record GroupReport(
    string Group,
    Verdict Verdict,
    double? Score,
    IReadOnlyList<RuleReport> Rules,
    string? Impossible,
    string? NotApplicable,
    int RulesKnown,
    int RulesDeciding,
    IReadOnlyList<BilingualText> Notes,
    IReadOnlyList<StaffReport> Staff,
    IReadOnlyList<VerdictFlip> Flips,
    SiteOverride? Override);

/// <param name="Residents">For how many residents; null where not told.</param>
/// <param name="Base">«day» for a day-staffed base; empty where not told.</param>
/// <param name="Min">At least so many; null where not told.</param>
/// <param name="Max">At most so many; null where not told.</param>
public sealed record StaffReport(int? Residents, string Base, int? Min, int? Max);

/// <summary>One rule at one site: what was measured against which threshold, and who stands behind it.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="LabelNb">What is asked, bokmål.</param>
/// <param name="LabelEn">What is asked, English.</param>
/// <param name="Role">What it may do to the verdict.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Measured">In <paramref name="Unit"/>; null when unknown.</param>
/// <param name="Unknown">Why it is unknown; null when it is known.</param>
/// <param name="Comparison">Which side of the thresholds is good; null for information.</param>
/// <param name="Threshold">For «met», included; null for information.</param>
/// <param name="PartlyThreshold">For «partly», included; null where there is no such step.</param>
/// <param name="Unit">«m», «dwellings», «homes» or «share».</param>
/// <param name="RadiusMetres">How far around the site the layer must tell.</param>
/// <param name="Weight">In the score; 0 for information.</param>
/// <param name="Points">Its part of the score; null when it does not count.</param>
/// <param name="Layer">The layer that it is read from.</param>
/// <param name="LayerDate">The day that the layer describes, else that of its import; null where it is missing.</param>
/// <param name="Basis">The rule's source, bokmål.</param>
/// <param name="BasisEn">The rule's source, English.</param>
/// <param name="BasisKind">Who stands behind the threshold.</param>
/// <param name="Adopted">Who adopted it; null for what is not adopted.</param>
/// <param name="Reason">Why this threshold, bokmål.</param>
/// <param name="ReasonEn">Why this threshold, English.</param>
public sealed record RuleReport(
    string Id,
    string LabelNb,
    string LabelEn,
    RuleRole Role,
    RuleOutcome Outcome,
    string Metric,
    double? Measured,
    UnknownReason? Unknown,
    Comparison? Comparison,
    double? Threshold,
    double? PartlyThreshold,
    string Unit,
    double RadiusMetres,
    double Weight,
    double? Points,
    string Layer,
    DateOnly? LayerDate,
    string Basis,
    string BasisEn,
    BasisKind BasisKind,
    Adoption? Adopted,
    string Reason,
    string ReasonEn)
{
    /// <summary>Whether there may be more than <see cref="Measured"/>: counting stopped there, or the layer does not tell of all of the site.</summary>
    public bool MeasuredOrMore { get; init; }
}

/// <param name="Layer">The layer's name.</param>
/// <param name="Year">The year that it stands for; null where it is missing.</param>
/// <param name="Features">How many features it holds; 0 where it is missing.</param>
/// <param name="Date">The day that it describes, else that of its import; null where it is missing.</param>
/// <param name="Approximate">Built from centre points, for demonstration.</param>
/// <param name="Source">Who made it, as stated; empty where not.</param>
/// <param name="Outdated">Older than it may be.</param>
public sealed record LayerReport(string Layer, int? Year, int Features, DateOnly? Date, bool Approximate, string Source, bool Outdated)
{
    /// <summary>Dwelling units that reach no home, and count nowhere; null for every other layer, and without buildings.</summary>
    public int? UnitsWithoutHome { get; init; }
}
