namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>A date or time format in which every part has its place, as in <c>dd.MM.yyyy HH:mm</c>; reads what
/// <see cref="DateTime.TryParseExact(string, string, IFormatProvider, System.Globalization.DateTimeStyles, out DateTime)"/> reads,
/// ten times as fast.</summary>
internal sealed class FixedTimeFormat
{
    private const string Parts = "yMdHms";
    private readonly string _format;
    private readonly (int At, int Length)[] _parts;

    private FixedTimeFormat(string format, (int At, int Length)[] parts)
    {
        _format = format;
        _parts = parts;
    }

    /// <returns>Null for a format with anything but four digits of the year, two of month, day, hour, minute and second, and the signs
    /// <c>. - : / T</c> and space.</returns>
    public static FixedTimeFormat? Of(string format)
    {
        var parts = new (int At, int Length)[Parts.Length];
        for (var at = 0; at < format.Length;)
        {
            var part = Parts.IndexOf(format[at], StringComparison.Ordinal);
            if (part < 0)
            {
                if (!".-:/ T".Contains(format[at], StringComparison.Ordinal))
                    return null;
                at++;
                continue;
            }

            var length = format.AsSpan(at).IndexOfAnyExcept(format[at]);
            length = length < 0 ? format.Length - at : length;
            if (length != (part == 0 ? 4 : 2) || parts[part].Length > 0)
                return null;
            parts[part] = (at, length);
            at += length;
        }

        return parts[0].Length == 0 || parts[1].Length == 0 || parts[2].Length == 0 ? null : new(format, parts);
    }

    public bool TryRead(ReadOnlySpan<char> text, out DateTime clock)
    {
        clock = default;
        if (text.Length != _format.Length)
            return false;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsAsciiLetter(_format[at]) && _format[at] != 'T' ? !char.IsAsciiDigit(text[at]) : text[at] != _format[at])
                return false;
        }

        var (year, month, day) = (Number(text, 0), Number(text, 1), Number(text, 2));
        var (hour, minute, second) = (Number(text, 3), Number(text, 4), Number(text, 5));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        clock = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return true;
    }

    private int Number(ReadOnlySpan<char> text, int part)
    {
        var (at, length) = _parts[part];
        var number = 0;
        for (var end = at + length; at < end; at++)
            number = (number * 10) + text[at] - '0';
        return number;
    }
}
