using System.Globalization;
using System.Text.RegularExpressions;

namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>An address as a person or a source writes it, such as «Storgata 12B, 0184 Oslo», taken apart. Held in memory only.</summary>
/// <param name="Street">The street's name, as written; empty where there is none.</param>
/// <param name="Number">House number, 1 to 9999; null where none is given.</param>
/// <param name="Letter">House letter, upper case; empty where none is given.</param>
/// <param name="Postcode">Four digits; empty where not given.</param>
/// <param name="Place">Postal town; empty where not given.</param>
/// <param name="LastNumber">The end of «12-14»; null otherwise.</param>
public sealed partial record AddressText(string Street, int? Number, string Letter, string Postcode, string Place, int? LastNumber = null)
{
    /// <summary>Longer texts are no addresses and are not looked at.</summary>
    private const int LongestText = 200;

    private static readonly AddressText None = new("", null, "", "", "");

    /// <summary>True where there is nothing to look up.</summary>
    public bool IsEmpty => Street.Length == 0;

    /// <param name="text">«Storgata 12 B, 0184 Oslo» and its like; a farm's name and a comma may stand before the street.</param>
    /// <returns>Never null; without a number where the text has none.</returns>
    public static AddressText Parse(string text)
    {
        if (text.Length > LongestText || !text.Any(char.IsLetter))
            return None;
        var match = Form().Match(text);
        if (!match.Success)
            return WithoutNumber(text);
        return new(
            Spaced(match.Groups["street"].Value), Whole(match.Groups["number"].Value), match.Groups["letter"].Value.ToUpperInvariant(),
            match.Groups["postcode"].Value, match.Groups["place"].Value.Trim(),
            match.Groups["last"].Success ? Whole(match.Groups["last"].Value) : null);
    }

    /// <summary>An address in several columns; what they leave open is read from the first text.</summary>
    /// <param name="text">The street's name, or a whole address.</param>
    /// <param name="number">«12», «12B», «12-14»; empty where it stands in the text.</param>
    /// <param name="letter">«B»; empty where it stands with the number.</param>
    /// <param name="postcode">Three or four digits (a leading zero may be lost); empty where it stands in the text.</param>
    /// <param name="place">Postal town; empty where it stands in the text.</param>
    public static AddressText Parse(string text, string number, string letter, string postcode, string place)
    {
        var known = Parse(number.Length == 0 ? text : $"{text} {number}{letter}");
        return known with
        {
            Letter = known.Letter.Length == 0 && letter.Length == 1 && char.IsLetter(letter[0]) ? letter.ToUpperInvariant() : known.Letter,
            Postcode = postcode.Length is 3 or 4 && postcode.All(char.IsAsciiDigit) ? postcode.PadLeft(4, '0') : known.Postcode,
            Place = place.Length > 0 ? place : known.Place,
        };
    }

    private static AddressText WithoutNumber(string text)
    {
        var match = StreetForm().Match(text);
        return match.Success
            ? new(Spaced(match.Groups["street"].Value), null, "", match.Groups["postcode"].Value, match.Groups["place"].Value.Trim())
            : None;
    }

    private static int Whole(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string Spaced(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(
        """
        ^\s*(?:[^,\d]*,\s*(?=\p{L}[^,]*?\d))?              # a farm's name before the street
        (?<street>[^,]*?\p{L}[^,]*?)                       # a name with at least one letter
        [\s,]*(?:nr\.?\s*)?(?<number>[1-9]\d{0,3})\s*(?<letter>\p{L})?            # 12, 12B, 12 B
        (?:\s*[-–/]\s*(?:(?<last>[1-9]\d{0,3})\s*)?\p{L}?)? # 12-14, 12A-C
        (?=[\s,]|$)[\s,]*
        (?:H\d{4}(?=[\s,]|$)[\s,]*)?                       # a flat's number
        (?<postcode>\d{4})?(?=[\s,]|$)[\s,]*
        (?<place>\p{L}[^,]*?)?\s*$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Form();

    [GeneratedRegex(
        """
        ^\s*(?<street>[^,]*?\p{L}[^,]*?)
        (?:[\s,]+(?<postcode>\d{4})(?=[\s,]|$)|,|$)[\s,]*
        (?<place>\p{L}[^,]*?)?\s*$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2_000)]
    private static partial Regex StreetForm();
}
