using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using PRIOslo.Bomiljo.Web.Language;

namespace PRIOslo.Bomiljo.BrowserTests;

public sealed partial class TextsTests
{
    private static readonly Dictionary<string, string> Bokmaal = In(CultureInfo.InvariantCulture);
    private static readonly Dictionary<string, string> English = In(CultureInfo.GetCultureInfo("en"));

    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        Assert.NotEmpty(Bokmaal);
        Assert.Equal(Bokmaal.Keys.Order(), English.Keys.Order());
        Assert.All(Bokmaal.Concat(English), text => Assert.False(string.IsNullOrWhiteSpace(text.Value)));
    }

    [Fact]
    public void Both_languages_take_the_same_values() =>
        Assert.All(Bokmaal, text => Assert.Equal(Places(text.Value), Places(English[text.Key])));

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    private static Dictionary<string, string> In(CultureInfo language) =>
        Texts.Resources.GetResourceSet(language, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
