using System.Text;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Finds the source's category where a wrong encoding has left «?» or «�» in the place of its letters beyond ASCII. Pure, but for
/// what it remembers.</summary>
/// <param name="mapping">Whose categories, mapped and ignored, a text may mean.</param>
internal sealed class HealedCategory(SourceMapping mapping)
{
    private const int MostRemembered = 1_000;
    private readonly string[] _codes = [.. mapping.Categories.Keys.Concat(mapping.Ignore?.Keys ?? [])];
    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);

    private readonly HashSet<string> _withoutLetters = [.. mapping.Categories.Keys.Concat(mapping.Ignore?.Keys ?? []).Where(code => !Ascii.IsValid(code)).Select(AsciiOf)];

    /// <summary>Rows whose category is that of the mapping but for its letters beyond ASCII: the file is in another encoding than it was read in.</summary>
    public int MisreadRows { get; private set; }

    /// <summary>Counts a category that is not the mapping's.</summary>
    public void NoteUnmapped(string text) => MisreadRows += !Ascii.IsValid(text) && !text.Contains('\uFFFD') && _withoutLetters.Contains(AsciiOf(text)) ? 1 : 0;

    /// <summary>How many rows had such a category that could be told.</summary>
    public int Rows { get; private set; }

    /// <returns>The one category that it can mean; null where there is none, or more than one.</returns>
    public string? Of(string text)
    {
        if (text.AsSpan().IndexOfAny('?', '\uFFFD') < 0)
            return null;
        if (!_known.TryGetValue(text, out var healed))
        {
            var meant = _codes.Where(code => Fits(text, code)).Take(2).ToList();
            healed = meant is [var only] ? only : null;
            if (_known.Count < MostRemembered)
                _known.Add(text, healed);
        }

        Rows += healed is null ? 0 : 1;
        return healed;
    }

    private static string AsciiOf(string text) => string.Concat(text.Where(char.IsAscii));

    /// <summary>One sign stands for one letter beyond ASCII, or two for one: some programs leave one for each of its bytes.</summary>
    private static bool Fits(ReadOnlySpan<char> text, ReadOnlySpan<char> code)
    {
        while (!text.IsEmpty && text[0] is not ('?' or '\uFFFD'))
        {
            if (code.IsEmpty || code[0] != text[0])
                return false;
            text = text[1..];
            code = code[1..];
        }

        if (text.IsEmpty)
            return code.IsEmpty;
        if (code.IsEmpty || char.IsAscii(code[0]) || !char.IsLetter(code[0]))
            return false;
        return Fits(text[1..], code[1..]) || (text.Length > 1 && text[1] == text[0] && Fits(text[2..], code[1..]));
    }
}
