using System.Globalization;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Reads numbers as Norwegian files write them: decimal comma or point, spaces between thousands.</summary>
internal static class NumberReader
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <returns>False for anything that is not one finite number, and where comma and point stand together.</returns>
    public static bool TryRead(string text, out double value)
    {
        value = 0;
        if (text.Contains(',', StringComparison.Ordinal) && text.Contains('.', StringComparison.Ordinal))
            return false;
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace(',', '.');
        return double.TryParse(plain, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
