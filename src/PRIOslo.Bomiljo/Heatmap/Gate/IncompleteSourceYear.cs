namespace PRIOslo.Bomiljo.Heatmap.Gate;

/// <summary>A source-year that lacks months or places: what it tells of is compared with neither the year before nor the year after.</summary>
/// <param name="Year">The measured one, or one that it looks back on.</param>
/// <param name="Outcome"><c>overridden</c> where an analyst's decision counts it in its own year, <c>refused</c> where no decision answers it.</param>
/// <param name="Findings">What is lacking: findings <c>months</c> and <c>placed</c> that refuse.</param>
public sealed record IncompleteSourceYear(string Source, int Year, string Outcome, IReadOnlyList<GateFinding> Findings);
