using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Suitability.Overrides;

/// <summary>A person's verdict in place of the program's, which stays beside it.</summary>
/// <param name="Id">The decision's number.</param>
/// <param name="Group">The group's code.</param>
/// <param name="Verdict">As the person decided.</param>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="ComputedVerdict">What the rules gave on that day; null in a decision older than the column.</param>
/// <param name="ComputedScore">0 to 100; null where it was unknown.</param>
/// <param name="Units">Homes planned, for which the rules gave that; null where none were said, and in a decision older than the column.</param>
/// <param name="DecidedBy">The identity provider's id of the person.</param>
/// <param name="DecidedOn">The day in Oslo.</param>
public sealed record SiteOverride(
    int Id,
    string Group,
    Verdict Verdict,
    string Reason,
    Verdict? ComputedVerdict,
    double? ComputedScore,
    int? Units,
    string DecidedBy,
    DateOnly DecidedOn);
