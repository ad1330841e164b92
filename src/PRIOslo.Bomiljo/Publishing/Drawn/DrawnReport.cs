namespace PRIOslo.Bomiljo.Publishing.Drawn;

/// <summary>What is told of a drawn area.</summary>
/// <param name="Residents">Estimated, to the nearest ten.</param>
/// <param name="Cut">The delbydeler that it cuts, by code.</param>
/// <param name="Taken">Those that it cuts, but that are counted whole, as few live outside it.</param>
/// <param name="LeftOut">Those that it touches, but that are not counted, as few live in that part.</param>
/// <param name="Answers">By theme, the sum of them last; empty on a dry run.</param>
public sealed record DrawnReport(
    int Year, int Version, double Residents, IReadOnlyList<string> Cut, IReadOnlyList<string> Taken, IReadOnlyList<string> LeftOut, IReadOnlyList<DrawnFigure> Answers);

/// <summary>What the database answers of one theme.</summary>
/// <param name="Incidents">Null where nothing is answered.</param>
/// <param name="Reason">Empty, or <c>hidden-delbydel</c>, <c>whole-only</c>, <c>no-position</c> or <c>small-part</c>.</param>
public sealed record DrawnAnswer(string Theme, int? Incidents, string Reason);

/// <summary>What the published figures of a theme say about its rates.</summary>
/// <param name="Unit">What they are per: <c>residents</c>, <c>municipal-dwellings</c> …</param>
/// <param name="Dispersion">φ that the published intervals are widened by.</param>
public sealed record DrawnBasis(string Theme, string Unit, int RatePer, double Dispersion);

/// <summary>An answer with its rate per <paramref name="RatePer"/> residents and the 95 % interval.</summary>
/// <param name="Theme">A theme, or <c>total</c>.</param>
/// <param name="Incidents">Null where nothing is answered.</param>
/// <param name="Reason">Empty, or why nothing is answered: as of <see cref="DrawnAnswer"/>; for the total <c>theme-hidden</c> or <c>same-events</c>.</param>
/// <param name="Rate">Null where nothing is answered, or the theme's rate is not per residents.</param>
/// <param name="RateLow">As the rate.</param>
/// <param name="RateHigh">As the rate.</param>
/// <param name="RatePer">As the rate.</param>
public sealed record DrawnFigure(string Theme, int? Incidents, string Reason, double? Rate, double? RateLow, double? RateHigh, int? RatePer);
