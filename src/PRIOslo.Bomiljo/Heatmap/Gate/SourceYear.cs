namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>Incidents of one category in one month, over the whole city, placed or not.</summary>
/// <param name="Month">1 to 12; 0 for incidents that are known by year only, which cover every month.</param>
public sealed record CategoryMonth(string Category, int Month, long Incidents);

/// <summary>Incidents of a source in one year, over the whole city, placed or not.</summary>
public sealed record YearCount(int Year, long Incidents);

/// <summary>A delbydel that rows name and the year's boundaries do not have, although others have it or the table of changed areas knows where it went or what it came of.</summary>
/// <param name="Code">As the rows name it.</param>
/// <param name="Rows">That are unplaced for it.</param>
public sealed record OldArea(string Code, long Rows);

/// <summary>What a source delivered for a year, for the gate to judge.</summary>
/// <param name="Rows">Accepted rows of the year: placed, unplaced and outside the city.</param>
/// <param name="Placed">Those placed in an area.</param>
/// <param name="HasPlaces">False where no row of the source, of the year or of those looked back on, has a place: it delivers for the city as a whole.</param>
/// <param name="Counts">Of the year.</param>
/// <param name="CountsYearBefore">Of <see cref="EarlierYear"/>; empty where the source has none.</param>
public sealed record SourceYear(
    string Source, int Year, long Rows, long Placed, bool HasPlaces, IReadOnlyList<CategoryMonth> Counts, IReadOnlyList<CategoryMonth> CountsYearBefore)
{
    /// <summary>The year before; of a source without a row in both years, the latest of those looked back on that it has rows in.</summary>
    public int EarlierYear { get; init; } = Year - 1;

    /// <summary>Numbers of its deliveries with days in the year, rising; withdrawn and replaced ones are not among them.</summary>
    public IReadOnlyList<int> Deliveries { get; init; } = [];

    /// <summary>True where one of the themes that it tells of in the year is protected.</summary>
    public bool TellsOfProtected { get; init; }

    /// <summary>Areas of other boundaries that its rows name, by code.</summary>
    public IReadOnlyList<OldArea> OldAreas { get; init; } = [];
}

/// <summary>An analyst's decision about a source-year.</summary>
/// <param name="Enters">True: it is counted despite the gate; false: it is left out.</param>
/// <param name="Reason">The analyst's own words; they are published with the figures.</param>
public sealed record CoverageDecision(string Source, int Year, bool Enters, string Reason)
{
    /// <summary>The refusing findings that it answered, as the gate's sentences with their figures; null where it holds for whatever is found.</summary>
    public IReadOnlyList<string>? Answered { get; init; }

    /// <summary>The deliveries that were in when it was made; null where it holds for any.</summary>
    public IReadOnlyList<int>? Deliveries { get; init; }

    /// <summary>
    /// True if it answers what is found now. One that counts the source holds while the gate finds the same or less; one that leaves it out
    /// while nothing else is found and no other delivery has come.
    /// </summary>
    /// <param name="refusing">Sentences of the refusing findings.</param>
    public bool Answers(IReadOnlyList<string> refusing, IReadOnlyList<int> deliveries) => Enters
        ? Answered is null || refusing.All(found => Answered.Any(answered => AnsweredFinding.IsSameOrLess(found, answered)))
        : (Answered is null || refusing.Order(StringComparer.Ordinal).SequenceEqual(Answered.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            && (Deliveries is null || deliveries.SequenceEqual(Deliveries));
}

/// <summary>Something that the gate found.</summary>
/// <param name="Kind"><c>months</c>, <c>placed</c>, <c>old-areas</c>, <c>categories</c>, <c>no-places</c>, <c>decision</c> for one that answered something else,
/// <c>no-rows</c> where a decision counts what is not there, or <c>not-needed</c> for a decision that nothing needs.</param>
/// <param name="Refuses">True where it keeps the source-year out; false for a warning.</param>
/// <param name="Text">One sentence with its figure; of the city as a whole, never of an area.</param>
public sealed record GateFinding(string Kind, bool Refuses, string Text);

/// <summary>Whether a source-year is counted, and why.</summary>
/// <param name="Outcome"><c>entered</c>, <c>warned</c>, <c>overridden</c>, <c>left-out</c> or <c>refused</c>.</param>
/// <param name="Reason">The decision's reason where there is one; else null.</param>
public sealed record GateVerdict(string Source, string Outcome, string? Reason, IReadOnlyList<GateFinding> Findings)
{
    public const string Entered = "entered";
    public const string Warned = "warned";
    public const string Overridden = "overridden";
    public const string LeftOut = "left-out";
    public const string Refused = "refused";

    /// <summary>True where its incidents are counted.</summary>
    public bool Counts => Outcome is Entered or Warned or Overridden;
}
