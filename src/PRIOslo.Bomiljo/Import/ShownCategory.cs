using System.Text.RegularExpressions;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Tells which unmapped category may be named in a rejection: one that cannot be about a person. Pure.</summary>
/// <remarks>The category's column may hold anything, and names have no form of their own. So nothing is shown because it does not look
/// like a name; it is shown because each of its words is known to be one of incidents, or because it is a short number with a
/// letter at most.</remarks>
internal sealed partial class ShownCategory
{
    private const int LongestShown = 60;
    private const int MostWords = 8;
    private const int MostDigits = 4;

    /// <summary>What services in Norway write of incidents, in bokmål and English, and what stands between such words. No word that is a
    /// given name, a common family name or the end of a street's name belongs here.</summary>
    private static readonly HashSet<string> General = new((
        "brann fire bil personbil buss tog trikk båt sykkel moped vogn campingvogn camping lastebil kjøretøy vehicle car "
        + "bygning bygg building hus house garasje skorstein pipe gress innmark container dunk kasse komfyr kjøkken bolig leilighet oppgang kjeller loft tak "
        + "røyk smoke alarm sprinkler gass gas eksplosjon elektrisk teknisk feil vann water lekkasje oversvømmelse flom kloakk forurensning olje utslipp "
        + "vold volds hendelse hendelser hending violence assault trussel trusler tyveri theft innbrudd burglary ran robbery skade skader skadeverk hærverk vandalism tagging "
        + "bråk støy noise ordensforstyrrelse forstyrrelse disturbance ordre orden krangel slagsmål rus ruset narkotika alkohol våpen mistenkelig "
        + "trafikk traffic ulykke ulykker accident kollisjon påkjørsel parkering parking anlegg lekeplass område fellesareal areal skole "
        + "søppel avfall waste litter forsøpling dumping grovavfall hageavfall matavfall farlig hazardous papir plast metall sprøyte sprøyter kanyle kanyler henting tømming tømt full "
        + "nabo naboer naboklage klage klager complaint husleie leie varsel varsling melding meldinger oppsigelse fravikelse utkastelse eviction innflytting utflytting vedlikehold nøkkel lås dør vindu "
        + "oppdrag bistand assistanse helse ambulanse redning savnet dyr person politi brannvesen sykdom fall overdose hjertestans pust brystsmerter "
        + "ukjent unknown annen annet andre other diverse type kategori kode code test øvelse service kontroll unødig falsk avbrutt ulovlig hensatt mangler mangelfull mindre større liten stor åpen ny gammel "
        + "i på av og eller til fra med uten ved for mot over under utenfor inne ute ikke bak in on of and or to from with without").Split(' '), StringComparer.Ordinal);

    private const int ShortestPart = 3;
    private readonly HashSet<string> _mapped;

    /// <param name="mapping">The words of what it maps and ignores are known too.</param>
    public ShownCategory(SourceMapping mapping) => _mapped = mapping.Categories.Keys.Concat(mapping.Ignore?.Keys ?? [])
        .SelectMany(Words).ToHashSet(StringComparer.Ordinal);

    /// <returns>The text; null where it is withheld.</returns>
    public string? Of(string text)
    {
        if (text.Length > LongestShown || text.Count(char.IsDigit) > MostDigits || text.Any(char.IsControl))
            return null;
        if (NumberedCode().IsMatch(text))
            return text;
        var words = Words(text);
        return words.Count is > 0 and <= MostWords && words.All(IsKnown) && !HasNameForm(text) && PlainSigns().IsMatch(text) ? text : null;
    }

    private static List<string> Words(string text) => [.. LettersInARow().Matches(text).Select(match => match.Value.ToLowerInvariant())];

    private bool IsKnown(string word) => _mapped.Contains(word) || General.Contains(word) || IsCompound(word);

    /// <summary>«Bilbrann» and «søppelkasse»: known words in a row, with an s between them or not.</summary>
    private static bool IsCompound(string word)
    {
        for (var at = ShortestPart; at <= word.Length - ShortestPart; at++)
        {
            var rest = word[at..];
            if (General.Contains(word[..at]) && (General.Contains(rest) || IsCompound(rest) || (rest[0] == 's' && General.Contains(rest[1..]))))
                return true;
        }

        return false;
    }

    /// <summary>Two or more words with a capital each.</summary>
    private static bool HasNameForm(string text)
    {
        var words = text.Split([' ', '-', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && words.All(word => char.IsUpper(word[0]) && (word.Length == 1 || !char.IsUpper(word[1])));
    }

    /// <summary>«12», «7.1», «F-103».</summary>
    [GeneratedRegex(@"^[A-ZÆØÅ]?[-.]?[0-9]{1,4}([-.][0-9]{1,3}){0,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberedCode();

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LettersInARow();

    [GeneratedRegex(@"^[\p{L}0-9 ,./()-]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlainSigns();
}
