using System.Globalization;
using System.Text.RegularExpressions;

namespace PRIOslo.Bomiljo.Suitability.Layers;

/// <summary>A street address as a person writes it, such as «Storgata 12B, 0184 Oslo».</summary>
/// <param name="Street">The street's name, as written.</param>
/// <param name="Number">House number.</param>
/// <param name="Letter">House letter, or null when not given.</param>
/// <param name="Postcode">Four digits, or null.</param>
/// <param name="Place">Postal town, or null.</param>
internal sealed partial record AddressText(string Street, int Number, string? Letter, string? Postcode, string? Place)
{
    /// <returns>Null where the text is no street and number.</returns>
    public static AddressText? TryParse(string text)
    {
        var match = Form().Match(text);
        return match.Success
            ? new AddressText(
                string.Join(' ', match.Groups["street"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
                int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture),
                OrNull("letter"),
                OrNull("postcode"),
                OrNull("place"))
            : null;

        string? OrNull(string group) => match.Groups[group] is { Success: true, Value: { Length: > 0 } value } ? value : null;
    }

    [GeneratedRegex(
        """
        ^\s*(?<street>[^,]*?\p{L}[^,]*?)          # a name with at least one letter
        \s+(?<number>\d{1,5})\s*(?<letter>\p{L})? # 12, 12B, 12 B
        (?=\s|,|$)[\s,]*
        (?<postcode>\d{4})?(?=\s|,|$)[\s,]*
        (?<place>\p{L}[^,]*?)?\s*$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Form();
}
