using System.Collections.Concurrent;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>A time zone's offset from UTC on whole days, looked up once: on all but a few days of a year it does not change.</summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class DayOffsets
{
    private const int FirstYear = 1950;
    private const int LastYear = 2200;
    private const short NotLookedUp = 0;
    private const short Changes = -1;
    private const short Zero = 2_000; // stored for an offset of no minutes, so that every offset is positive
    private static readonly int FirstDay = new DateTime(FirstYear, 1, 1, 0, 0, 0, DateTimeKind.Utc).Day0();
    private static readonly ConcurrentDictionary<string, DayOffsets> Known = new(StringComparer.Ordinal);
    private readonly TimeZoneInfo _zone;
    private readonly short[] _minutes = new short[new DateTime(LastYear, 1, 1, 0, 0, 0, DateTimeKind.Utc).Day0() - FirstDay];

    private DayOffsets(TimeZoneInfo zone) => _zone = zone;

    public static DayOffsets Of(TimeZoneInfo zone) => Known.GetOrAdd(zone.Id, static (_, zone) => new(zone), zone);

    /// <param name="clock">A time in UTC or in the zone.</param>
    /// <param name="offset">In force on the whole day, the day before and the day after.</param>
    /// <returns>False where it changes, and before 1950 and after 2199.</returns>
    public bool TryGet(DateTime clock, out TimeSpan offset)
    {
        offset = default;
        var at = clock.Day0() - FirstDay;
        if (at < 0 || at >= _minutes.Length)
            return false;
        var minutes = _minutes[at];
        if (minutes == NotLookedUp)
            _minutes[at] = minutes = LookUp(clock.Date);
        offset = new TimeSpan(0, minutes - Zero, 0);
        return minutes != Changes;
    }

    private short LookUp(DateTime day)
    {
        var midnight = DateTime.SpecifyKind(day, DateTimeKind.Utc);
        var offset = _zone.GetUtcOffset(midnight);
        foreach (var days in (ReadOnlySpan<int>)[-1, 1, 2])
        {
            if (_zone.GetUtcOffset(midnight.AddDays(days)) != offset)
                return Changes;
        }

        return offset.Ticks % TimeSpan.TicksPerMinute == 0 ? (short)(Zero + (offset.Ticks / TimeSpan.TicksPerMinute)) : Changes;
    }
}

file static class Days
{
    public static int Day0(this DateTime time) => (int)(time.Ticks / TimeSpan.TicksPerDay);
}
