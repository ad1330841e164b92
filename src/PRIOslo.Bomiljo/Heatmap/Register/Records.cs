namespace PRIOslo.Bomiljo.Heatmap.Register;

/// <summary>Something that was done, shown on the time line beside the figures.</summary>
/// <param name="Kind">One of <see cref="EventRegister.Kinds"/>.</param>
/// <param name="Area">A delbydel (four digits) or a bydel (two); null for the whole city.</param>
/// <param name="LastDay">Included; null while it lasts.</param>
/// <param name="Public">May be told outside the house.</param>
/// <param name="NotedBy">Who put it on record.</param>
public sealed record RegisteredEvent(int Id, string Kind, string? Area, DateOnly FirstDay, DateOnly? LastDay, string Text, bool Public, string NotedBy);

/// <summary>An analyst's note about a delbydel in a year.</summary>
public sealed record AnalystNote(int Id, string Area, int Year, string Text, string NotedBy);
