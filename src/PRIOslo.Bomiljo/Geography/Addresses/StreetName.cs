using System.Globalization;
using System.Text;

namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>Two forms of a street's name that make spellings alike. Pure.</summary>
public static class StreetName
{
    /// <summary>Stands for a letter that a wrong encoding has lost.</summary>
    public const char AnyLetter = '?';

    /// <summary>Words written short or long; the short form stands in the key.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["sankt"] = "st",
        ["sankte"] = "st",
        ["sct"] = "st",
        ["gml"] = "gamle",
        ["doktor"] = "dr",
        ["professor"] = "prof",
        ["general"] = "gen",
        ["pastor"] = "past",
        ["christian"] = "chr",
        ["kristian"] = "chr",
        ["kr"] = "chr",
    };

    /// <summary>Kinds of street, as they stand at a name's end; the kind stands in the key.</summary>
    private static readonly (string End, string Kind)[] Ends =
    [
        ("veien", "vei"), ("vegen", "vei"), ("vei", "vei"), ("veg", "vei"), ("vn", "vei"),
        ("gaten", "gate"), ("gata", "gate"), ("gate", "gate"), ("gt", "gate"),
        ("plassen", "plass"), ("plass", "plass"), ("pl", "plass"), ("alleen", "alle"), ("alle", "alle"),
    ];

    /// <summary>Lower case, without spaces and signs; ä, ö and aa as æ, ø and å, other accents left out. «?» and U+FFFD stay as
    /// <see cref="AnyLetter"/>.</summary>
    public static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var letter in Composed(name))
        {
            var plain = Plain(char.ToLowerInvariant(letter));
            if (plain == 'a' && folded.Length > 0 && folded[^1] == 'a')
                folded[^1] = 'å';
            else if (char.IsLetterOrDigit(plain) || plain == AnyLetter)
                folded.Append(plain);
        }

        return folded.ToString();
    }

    /// <summary>The folded name with words and the kind of street in one form: Storgt. and Storgaten are «storgate», Sankt Olavs vn.
    /// is «stolavsvei».</summary>
    public static string Key(string name)
    {
        var words = name.Split([' ', '.', '-', ',', '\u00A0', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var key = new StringBuilder(name.Length);
        for (var at = 0; at < words.Length; at++)
        {
            var word = Folded(words[at]);
            var isLast = at == words.Length - 1;
            key.Append(isLast && at > 0 && word is "v" ? "vei" : isLast && at > 0 && word is "g" ? "gate" : Words.GetValueOrDefault(word, word));
        }

        var whole = key.ToString();
        if (name.AsSpan().TrimEnd().EndsWith("v.") && whole.EndsWith('v')) // Kirkev.
            return string.Concat(whole, "ei");
        foreach (var (end, kind) in Ends)
        {
            if (whole.Length > end.Length && whole.EndsWith(end, StringComparison.Ordinal))
                return string.Concat(whole.AsSpan(0, whole.Length - end.Length), kind);
        }

        return whole;
    }

    private static string Composed(string name)
    {
        var whole = name.Any(char.IsSurrogate) ? new string([.. name.Where(letter => !char.IsSurrogate(letter))]) : name;
        return whole.Normalize(NormalizationForm.FormC);
    }

    private static char Plain(char letter)
    {
        if (letter is (>= 'a' and <= 'z') or 'æ' or 'ø' or 'å')
            return letter;
        switch (letter)
        {
            case 'ä':
                return 'æ';
            case 'ö':
                return 'ø';
            case '\uFFFD':
                return AnyLetter;
            case < '\u0080':
                return letter;
        }

        var parts = letter.ToString().Normalize(NormalizationForm.FormD);
        return CharUnicodeInfo.GetUnicodeCategory(parts[0]) is UnicodeCategory.LowercaseLetter ? parts[0] : letter;
    }
}
