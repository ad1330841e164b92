using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace PRIOslo.Bomiljo.Web.Language;

/// <summary>The page's language: bokmål, or English with <c>?sprak=en</c> in the address.</summary>
public static class PageLanguage
{
    public const string Parameter = "sprak";
    public const string English = "en";

    private static readonly CultureInfo Norwegian = CultureInfo.GetCultureInfo("nb-NO");
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English;

    /// <returns>The value of the <c>lang</c> attribute.</returns>
    public static string Tag => IsEnglish ? "en" : "nb";

    /// <returns>The address of a page in the language that is shown.</returns>
    /// <param name="path">With a query or without.</param>
    public static string Link(string path) => IsEnglish ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={English}" : path;

    public static string Pick(string nb, string en) => IsEnglish ? en : nb;

    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(Norwegian);
        options.SupportedCultures = options.SupportedUICultures = [Norwegian, British];
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(context => Task.FromResult<ProviderCultureResult?>(
                new ProviderCultureResult(context.Request.Query[Parameter] == English ? British.Name : Norwegian.Name))),
        ];
    }
}
