namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Mapping function for date and time.</summary>
/// <param name="Column">The column that holds date, or date and time.</param>
/// <param name="Formats">.NET date formats, tried in turn. One with <c>zzz</c> reads the offset from the text; <c>serial</c> is
/// the number of days that spreadsheets write (1 is the last day of 1899).</param>
/// <param name="Precision">What the value tells.</param>
/// <param name="TimeZone">IANA name of the clock's zone where the text has no offset.</param>
public sealed record TimeMapping(string Column, IReadOnlyList<string> Formats, TimePrecision Precision, string TimeZone = "Europe/Oslo");

/// <summary>How exactly a time is known; a month or a year means a count over that period.</summary>
public enum TimePrecision
{
    Minute,
    Day,
    Month,
    Year,
}
