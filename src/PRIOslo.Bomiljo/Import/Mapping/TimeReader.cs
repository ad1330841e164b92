using System.Globalization;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Reads a source's dates and times.</summary>
public sealed class TimeReader
{
    /// <summary>The format of a spreadsheet's day number.</summary>
    public const string Serial = "serial";

    private const int FirstYear = 1950;
    private readonly string[] _local;
    private readonly FixedTimeFormat?[] _fixed;
    private readonly string[] _withOffset;
    private readonly bool _serial;
    private readonly TimeZoneInfo _zone;
    private readonly bool _toTheMinute;

    public TimeReader(TimeMapping mapping)
    {
        _withOffset = [.. mapping.Formats.Where(HasOffset)];
        _serial = mapping.Formats.Contains(Serial);
        _local = [.. mapping.Formats.Where(format => !HasOffset(format) && format != Serial)];
        _fixed = Array.ConvertAll(_local, FixedTimeFormat.Of);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(mapping.TimeZone);
        _toTheMinute = mapping.Precision == TimePrecision.Minute;
    }

    /// <returns>False for a text that is in none of the formats, a date that does not exist, a year before 1950 and, where times are told
    /// to the minute, one in the hour that spring skips. In the hour that autumn repeats the first (summer time) is taken.</returns>
    public bool TryRead(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (TryReadClock(text, out var clock))
            return clock.Year >= FirstYear && FromClock(clock, out instant);
        if (_withOffset.Length > 0 && DateTimeOffset.TryParseExact(text, _withOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            instant = read;
            return read.Year is >= FirstYear and < 9999;
        }

        return _serial && NumberReader.TryRead(text, out var days) && days is > 18_264 and < 2_900_000
            && FromClock(DateTime.FromOADate(Math.Round(days * 86_400) / 86_400), out instant);
    }

    /// <summary>One spelling for all texts of the same instant: the first local format's.</summary>
    /// <param name="text">As the source writes it.</param>
    /// <param name="instant">What it was read as.</param>
    /// <returns>The text itself where that format would lose something of it.</returns>
    public string Spell(string text, DateTimeOffset instant)
    {
        if (_local.Length == 0)
            return text;
        var spelled = TimeZoneInfo.ConvertTime(instant, _zone).ToString(_local[0], CultureInfo.InvariantCulture);
        return TryRead(spelled, out var again) && again == instant ? spelled : text;
    }

    /// <summary>True for a format with a year whose texts can be read again.</summary>
    public static bool IsFormat(string? format)
    {
        if (string.IsNullOrWhiteSpace(format) || format.Contains('K', StringComparison.Ordinal))
            return false;
        if (format == Serial)
            return true;
        try
        {
            var example = new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.FromHours(1));
            var text = example.ToString(format, CultureInfo.InvariantCulture);
            return HasOffset(format)
                ? DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read == example
                : DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) && clock == example.DateTime;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private bool TryReadClock(string text, out DateTime clock)
    {
        for (var at = 0; at < _local.Length; at++)
        {
            if (_fixed[at]?.TryRead(text, out clock) ?? DateTime.TryParseExact(text, _local[at], CultureInfo.InvariantCulture, DateTimeStyles.None, out clock))
                return true;
        }

        clock = default;
        return false;
    }

    private static bool HasOffset(string format) => format.Contains("zzz", StringComparison.Ordinal);

    private bool FromClock(DateTime clock, out DateTimeOffset instant)
    {
        instant = OsloTime.ToInstant(clock, _zone);
        return !_toTheMinute || DayOffsets.Of(_zone).TryGet(clock, out _) || !_zone.IsInvalidTime(clock);
    }
}
