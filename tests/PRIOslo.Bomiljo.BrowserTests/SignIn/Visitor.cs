using System.Net;
using System.Text.RegularExpressions;

namespace PRIOslo.Bomiljo.BrowserTests.SignIn;

/// <summary>Somebody with a browser's cookies and without a browser: follows no redirect by itself.</summary>
public sealed partial class Visitor(Uri app) : IDisposable
{
    private readonly HttpClientHandler _handler = WebProcess.Handler();
    private HttpClient? _client;

    public CookieContainer Cookies => _handler.CookieContainer;

    public HttpClient Client => _client ??= new HttpClient(_handler) { BaseAddress = app, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The callback that the sign-in ended with.</summary>
    public Uri? Callback { get; private set; }

    public static async Task<Visitor> SignedInAsync(Uri app, string who)
    {
        var visitor = new Visitor(app);
        using var landed = await visitor.SignInAsync(who);
        return visitor;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path);

    public async Task<(HttpStatusCode Status, string Text)> ReadAsync(string path)
    {
        using var response = await GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Signs in at the provider.</summary>
    /// <returns>The server's answer to the callback.</returns>
    public async Task<HttpResponseMessage> SignInAsync(string who, string path = "/logg-inn")
    {
        Callback = await ReachCallbackAsync(who, path);
        return await Client.GetAsync(Callback);
    }

    /// <summary>Signs in at the provider, and stops before the callback.</summary>
    public async Task<Uri> ReachCallbackAsync(string who, string path = "/logg-inn")
    {
        var next = new Uri(app, path);
        for (var step = 0; step < 12; step++)
        {
            using var response = await Client.GetAsync(next);
            if (response.Headers.Location is { } location)
            {
                next = new Uri(next, location);
                if (next.Authority == app.Authority && next.AbsolutePath == "/logg-inn/svar")
                    return next;
                continue;
            }

            // The provider's page for signing in.
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{next.AbsolutePath}: {(int)response.StatusCode}");
            using var form = new FormUrlEncodedContent([new("prompt", "login"), new("login", who), new("password", "x")]);
            using var posted = await Client.PostAsync(new Uri(next, Action().Match(text).Groups["address"].Value), form);
            next = new Uri(next, posted.Headers.Location!);
        }

        throw new InvalidOperationException("The sign-in does not end.");
    }

    /// <summary>Posts a form with the token of a page.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string tokenFrom, params KeyValuePair<string, string>[] fields)
    {
        var (_, page) = await ReadAsync(tokenFrom);
        using var form = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", Token().Match(page).Groups["token"].Value)]);
        return await Client.PostAsync(path, form);
    }

    public void Dispose()
    {
        _client?.Dispose();
        _handler.Dispose();
    }

    [GeneratedRegex("<form[^>]*action=\"(?<address>[^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Action();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
