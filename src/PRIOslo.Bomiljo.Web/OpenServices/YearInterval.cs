using System.Globalization;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>The years that the parameter <c>datetime</c> touches; both included, null for an open end.</summary>
/// <remarks>An instant or <c>start/end</c>, each RFC 3339 with or without a time of day, or <c>..</c> or nothing for an open end
/// (OGC API – Features – Part 1, 17-069r4, 7.15.4). A year lasts from its first to its last instant in Europe/Oslo.</remarks>
internal readonly record struct YearInterval(int? First, int? Last)
{
    private const string Parameter = "datetime";

    /// <exception cref="ProblemException">BOM-821: not as above, or the end comes before the start.</exception>
    public static YearInterval Parse(string? text)
    {
        if (text is null)
            return default;
        var parts = text.Split('/');
        if (parts.Length > 2 || (parts.Length == 1 && IsOpen(parts[0])))
            throw Wrong();
        var (start, end) = (Instant(parts[0], last: false), Instant(parts[^1], last: true));
        if (start > end)
            throw ServiceProblems.BadParameter(Parameter, "the end comes before the start.", "Exchange them.");
        return new(start is { } from ? OsloTime.YearOf(from) : null, end is { } to ? OsloTime.YearOf(to) : null);
    }

    /// <returns>The first and the last second of years, in UTC, as JSON has them.</returns>
    public static (string Start, string End) Bounds(int firstYear, int lastYear) => (
        Text(OsloTime.ToInstant(new DateTime(firstYear, 1, 1))),
        Text(OsloTime.ToInstant(new DateTime(lastYear + 1, 1, 1)).AddSeconds(-1)));

    private static bool IsOpen(string text) => text is "" or "..";

    private static DateTimeOffset? Instant(string text, bool last)
    {
        if (IsOpen(text))
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsOfOurTime(day.Year))
            return OsloTime.ToInstant(day.ToDateTime(last ? new TimeOnly(23, 59, 59) : TimeOnly.MinValue));
        return DateTimeOffset.TryParseExact(text.ToUpperInvariant(), ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) && IsOfOurTime(instant.Year) ? instant : throw Wrong();
    }

    // Nearer to the ends of the calendar another time zone would lead out of it.
    private static bool IsOfOurTime(int year) => year is > 1 and < 9999;

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ProblemException Wrong() => ServiceProblems.BadParameter(Parameter, "this is no instant and no interval.",
        "Write 2023-06-01, 2023-06-01T00:00:00Z, or two with / between; .. is an open end.");
}
