using System.Globalization;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Reads numbers as Norwegian files write them: decimal comma or point, spaces between thousands, minus as a hyphen or as U+2212.</summary>
internal static class NumberReader
{
    private const int LongestOnStack = 64;
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <returns>False for anything that is not one finite number, and where comma and point stand together.</returns>
    public static bool TryRead(string text, out double value)
    {
        value = 0;
        Span<char> plain = text.Length <= LongestOnStack ? stackalloc char[text.Length] : new char[text.Length];
        var (length, comma, point) = (0, false, false);
        foreach (var letter in text)
        {
            comma |= letter == ',';
            point |= letter == '.';
            if (letter is not (' ' or '\u00A0'))
                plain[length++] = letter switch { ',' => '.', '\u2212' => '-', _ => letter };
        }

        return !(comma && point) && double.TryParse(plain[..length], Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
