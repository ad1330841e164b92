using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Incidents;

/// <summary>What is kept of one row of a delivery. There is no field for free text, names or the source's own id.</summary>
/// <param name="Line">The line in the file where the row begins, counted from 1.</param>
/// <param name="Key">A hash that tells the source's incidents apart.</param>
/// <param name="Category">A category of the taxonomy.</param>
/// <param name="OccurredAt">When, or the start of the period.</param>
/// <param name="Precision"><c>minute</c>, <c>day</c>, <c>month</c> or <c>year</c>.</param>
/// <param name="Year">The calendar year in Europe/Oslo.</param>
/// <param name="Count">1 for an event, n for a row that is a count; at least 1.</param>
/// <param name="Point">East and north in EPSG:25832, metres; null where the source gives none.</param>
/// <param name="Area">The area that the source itself states; <c>default</c> where it states none.</param>
public sealed record Incident(
    int Line,
    Guid Key,
    string Category,
    DateTimeOffset OccurredAt,
    string Precision,
    int Year,
    int Count,
    (double East, double North)? Point,
    StatedArea Area)
{
    /// <summary>How the point, or the lack of one, came about; <c>default</c> before the row is located.</summary>
    public IncidentPosition Position { get; init; }

    /// <summary>The last day that the row tells of, in Europe/Oslo: the end of the period where it is a month or a year.</summary>
    public DateOnly LastDay
    {
        get
        {
            var first = OsloTime.DayOf(OccurredAt);
            return Precision switch
            {
                "month" => first.AddMonths(1).AddDays(-1),
                "year" => first.AddYears(1).AddDays(-1),
                _ => first,
            };
        }
    }
}
