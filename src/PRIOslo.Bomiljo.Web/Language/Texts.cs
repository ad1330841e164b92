using System.Globalization;
using System.Resources;

namespace PRIOslo.Bomiljo.Web.Language;

/// <summary>What readers see, from <c>Texts.resx</c> (bokmål) and <c>Texts.en.resx</c>.</summary>
public static class Texts
{
    internal static readonly ResourceManager Resources = new(typeof(Texts));

    /// <returns>The text in the page's language.</returns>
    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public static string T(string key) => TextIn(CultureInfo.CurrentUICulture, key);

    /// <returns>The text in a language of one's choice.</returns>
    /// <exception cref="InvalidOperationException">There is no such text.</exception>
    public static string TextIn(CultureInfo language, string key) =>
        Resources.GetString(key, language) ?? throw new InvalidOperationException($"No text {key}.");

    /// <inheritdoc cref="T(string)"/>
    public static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);

    /// <returns>The text, or the code itself for a code that came later than the texts (a new source).</returns>
    public static string TextOrCode(string prefix, string code) =>
        Resources.GetString(prefix + code, CultureInfo.CurrentUICulture) ?? code;
}
