using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>Which side of the threshold is good; the threshold itself is on that side.</summary>
public enum Comparison
{
    AtLeast,
    AtMost,

    /// <summary>The threshold itself is on the poor side.</summary>
    Below,
}

/// <summary>What a rule may do to a verdict.</summary>
public enum RuleRole
{
    /// <summary>Decides the verdict and counts in the score; while it is unknown, no site is suitable.</summary>
    Required,

    /// <summary>Counts in the score only.</summary>
    Bonus,

    /// <summary>Shown only.</summary>
    Info,

    /// <summary>
    /// As <see cref="Required"/> where it is known. While it is unknown, an assumption decides nothing; law, plan and what the
    /// organisation has adopted ask for an inspection, because nobody may call a site suitable that the law may forbid.
    /// </summary>
    WhereKnown,
}

/// <summary>Who stands behind a threshold.</summary>
public enum BasisKind
{
    /// <summary>Law or plan.</summary>
    Law,

    /// <summary>Adopted by the organisation, with a reference.</summary>
    Adopted,

    /// <summary>Nobody has decided it: it can ask for an inspection, never rule a site out.</summary>
    Assumption,
}

/// <param name="Comparison">Which side of the thresholds is good.</param>
/// <param name="Met">From here the rule is met; in the metric's unit, included.</param>
/// <param name="Partly">From here it is met in part; included, on the poorer side of <paramref name="Met"/>. Null: no such step.</param>
public sealed record Threshold(Comparison Comparison, double Met, double? Partly);

/// <summary>Who adopted a threshold.</summary>
/// <param name="Body">The body that decided.</param>
/// <param name="On">The day of the decision.</param>
/// <param name="Reference">Case or document.</param>
public sealed record Adoption(string Body, DateOnly On, string Reference);

/// <summary>A text in bokmål and English.</summary>
public sealed record BilingualText(string Nb, string En);

/// <summary>One location rule of the rule file.</summary>
/// <param name="Id">Stable; shared only by versions of the same rule.</param>
/// <param name="Label">What is asked, in a few words.</param>
/// <param name="Groups">The groups that it applies to.</param>
/// <param name="Metric">What is measured; gives the unit.</param>
/// <param name="Threshold">What it is held against; null for information, and only there.</param>
/// <param name="Role">What it may do to a verdict.</param>
/// <param name="Weight">Its weight in the score; 0 for information, else above 0.</param>
/// <param name="Layer">The layer that it is read from.</param>
/// <param name="Basis">The source of the rule.</param>
/// <param name="BasisKind">Who stands behind the threshold.</param>
/// <param name="Reason">Why this threshold.</param>
/// <param name="RadiusMetres">How far around the site the layer must tell for the rule to be known.</param>
/// <param name="ValidFrom">The first day on which this version applies; null: always, until another does.</param>
/// <param name="Adoption">Who adopted it; null for what is not adopted.</param>
public sealed record LocationRule(
    string Id,
    BilingualText Label,
    IReadOnlyList<GroupCode> Groups,
    MetricDefinition Metric,
    Threshold? Threshold,
    RuleRole Role,
    double Weight,
    string Layer,
    BilingualText Basis,
    BasisKind BasisKind,
    BilingualText Reason,
    double RadiusMetres = 0,
    DateOnly? ValidFrom = null,
    Adoption? Adoption = null)
{
    /// <summary>Whether it asks for an inspection while it is unknown.</summary>
    public bool AsksWhereUnknown => Role == RuleRole.WhereKnown && BasisKind != BasisKind.Assumption;
}

/// <summary>Something to keep in mind about the rules as a whole, shown beside the verdicts of its groups.</summary>
public sealed record RuleNote(string Id, IReadOnlyList<GroupCode> Groups, BilingualText Text);
