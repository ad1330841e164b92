using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>A district's code: two digits, «01» to «15», and «16» Sentrum and «17» Marka. <c>default</c> means none.</summary>
public readonly record struct BydelCode : IComparable<BydelCode>
{
    private readonly byte _number;

    internal BydelCode(int number) => _number = (byte)number;

    public bool IsNone => _number == 0;

    /// <summary>Reads <c>01</c>, <c>1</c> and <c>030101</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BydelCode code)
    {
        code = default;
        var digits = text?.Trim() ?? "";
        if (digits.Length == 6 && digits.StartsWith("0301", StringComparison.Ordinal))
            digits = digits[4..];
        if (digits.Length is not (1 or 2) || !digits.All(char.IsAsciiDigit) || digits.All(d => d == '0'))
            return false;

        code = new BydelCode(int.Parse(digits, CultureInfo.InvariantCulture));
        return true;
    }

    public int CompareTo(BydelCode other) => _number.CompareTo(other._number);

    /// <returns>Two digits, or an empty text for <c>default</c>.</returns>
    public override string ToString() => IsNone ? "" : _number.ToString("00", CultureInfo.InvariantCulture);

    public static bool operator <(BydelCode left, BydelCode right) => left.CompareTo(right) < 0;

    public static bool operator >(BydelCode left, BydelCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(BydelCode left, BydelCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BydelCode left, BydelCode right) => left.CompareTo(right) >= 0;
}
