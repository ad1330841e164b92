namespace PRIOslo.Bomiljo.Publishing.Attack;

/// <summary>What was answered of one theme of an area of somebody's own drawing: a sum of whole delbydeler and of parts of others.</summary>
/// <param name="Release">The release that it rests on, as a place among all of the year.</param>
/// <param name="Theme">Of one theme; never the total.</param>
/// <param name="Whole">Delbydeler that are counted whole.</param>
/// <param name="Cut">Delbydeler of which a part is counted.</param>
/// <param name="Incidents">The answer.</param>
public sealed record DrawnAnswer(int Release, string Theme, IReadOnlyList<string> Whole, IReadOnlyList<string> Cut, int Incidents);
