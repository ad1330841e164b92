using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>A sub-district's code: four digits, of which the first two are the bydel's («0105»).</summary>
/// <remarks><c>default</c> means no delbydel: unknown, or not placed.</remarks>
public readonly record struct DelbydelCode : IComparable<DelbydelCode>
{
    private const string OsloMunicipality = "0301";
    private readonly short _number;

    private DelbydelCode(int number) => _number = (short)number;

    public static readonly DelbydelCode Sentrum = new(1601);
    public static readonly DelbydelCode Marka = new(1701);

    public bool IsNone => _number == 0;

    /// <summary>The bydel that the code belongs to; <c>default</c> for none.</summary>
    public BydelCode Bydel => new(_number / 100);

    /// <summary>Sentrum, Marka and the two codes for unknown: shown, never ranked.</summary>
    public bool IsSpecial => _number is 1601 or 1701 or >= 9900;

    /// <summary>
    /// Reads every form that deliveries use: <c>0105</c>, <c>105</c> (leading zero lost), <c>011</c> and <c>11</c> (old
    /// forms: bydel, then one digit) and <c>0301010105</c> (municipality, bydel, delbydel).
    /// </summary>
    /// <returns>False for anything else, and for another municipality's code.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out DelbydelCode code)
    {
        code = default;
        var digits = text?.Trim() ?? "";
        if (digits.Length is 0 or > 10 || !digits.All(char.IsAsciiDigit))
            return false;

        var whole = long.Parse(digits, CultureInfo.InvariantCulture);
        var bydelAndOneDigit = (whole / 10 * 100) + (whole % 10);
        var number = digits.Length switch
        {
            2 when digits[0] != '0' => bydelAndOneDigit,
            3 when digits[0] == '0' => bydelAndOneDigit,
            3 or 4 => whole,
            10 when digits.StartsWith(OsloMunicipality, StringComparison.Ordinal)
                && digits.AsSpan(4, 2).SequenceEqual(digits.AsSpan(6, 2)) => whole % 10_000,
            _ => 0,
        };
        if (number < 100 || number % 100 == 0)
            return false;

        code = new DelbydelCode((int)number);
        return true;
    }

    /// <exception cref="FormatException">The text is no delbydel code.</exception>
    public static DelbydelCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException("Not a delbydel code.");

    public int CompareTo(DelbydelCode other) => _number.CompareTo(other._number);

    /// <returns>Four digits, or an empty text for <c>default</c>.</returns>
    public override string ToString() => IsNone ? "" : _number.ToString("0000", CultureInfo.InvariantCulture);

    public static bool operator <(DelbydelCode left, DelbydelCode right) => left.CompareTo(right) < 0;

    public static bool operator >(DelbydelCode left, DelbydelCode right) => left.CompareTo(right) > 0;

    public static bool operator <=(DelbydelCode left, DelbydelCode right) => left.CompareTo(right) <= 0;

    public static bool operator >=(DelbydelCode left, DelbydelCode right) => left.CompareTo(right) >= 0;
}
