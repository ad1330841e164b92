namespace PRIOslo.Bomiljo.Publishing.Drawn;

/// <summary>A delbydel that a drawn area touches.</summary>
/// <param name="Whole">All of it lies in the area.</param>
/// <param name="ResidentsInside">Estimated by the share of dwellings, else of square metres, that lies inside.</param>
/// <param name="ResidentsOutside">The rest.</param>
/// <param name="CutBefore">An earlier request of the year cut it.</param>
public sealed record TouchedDelbydel(string Delbydel, bool Whole, double ResidentsInside, double ResidentsOutside, bool CutBefore);

/// <summary>A theme's incidents in a delbydel that a drawn area touches.</summary>
/// <param name="Shown">The delbydel's own figure is published.</param>
/// <param name="Count">As it is published; 0 where it is not shown.</param>
/// <param name="Inside">Incidents inside the area.</param>
/// <param name="LargestInside">Of these, at the address that has most.</param>
/// <param name="Outside">Incidents of the rest of the delbydel.</param>
/// <param name="LargestOutside">Of these, at the address that has most.</param>
/// <param name="Unknown">Incidents of which it is not known on which side they lie.</param>
public sealed record DrawnPart(
    string Delbydel, string Theme, bool Shown, int Count, int Inside, int LargestInside, int Outside, int LargestOutside, int Unknown);

/// <summary>What is answered of one theme.</summary>
/// <param name="Incidents">Null where nothing is answered.</param>
/// <param name="Reason">Empty, or <c>hidden-delbydel</c>, <c>no-position</c>, <c>changed</c> or <c>small-part</c>.</param>
public sealed record DrawnAnswer(string Theme, int? Incidents, string Reason);
