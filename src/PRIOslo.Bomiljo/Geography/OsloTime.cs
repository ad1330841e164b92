namespace PRIOslo.Bomiljo.Geography;

/// <summary>Clock and calendar of the city: every year and date in the program is a Europe/Oslo one.</summary>
public static class OsloTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");
    private static readonly DayOffsets OsloOffsets = DayOffsets.Of(Zone);

    /// <summary>
    /// The instant of a local clock time. In the hour that autumn repeats the first (summer time) is taken; in the hour
    /// that spring skips, the clock is read as if it had not been moved yet.
    /// </summary>
    public static DateTimeOffset ToInstant(DateTime local) => ToInstant(local, Zone);

    /// <summary>The same in another zone.</summary>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        var clock = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (DayOffsets.Of(zone).TryGet(clock, out var known))
            return new DateTimeOffset(clock, known);
        var offset = zone.IsAmbiguousTime(clock)
            ? zone.GetAmbiguousTimeOffsets(clock).Max()
            : zone.IsInvalidTime(clock) ? zone.BaseUtcOffset : zone.GetUtcOffset(clock);
        return new DateTimeOffset(clock, offset);
    }

    /// <summary>The calendar year in Oslo.</summary>
    public static int YearOf(DateTimeOffset instant) => ClockOf(instant).Year;

    /// <summary>The calendar day in Oslo.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(ClockOf(instant));

    private static DateTime ClockOf(DateTimeOffset instant) => OsloOffsets.TryGet(instant.UtcDateTime, out var offset)
        ? instant.UtcDateTime + offset
        : TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
}
