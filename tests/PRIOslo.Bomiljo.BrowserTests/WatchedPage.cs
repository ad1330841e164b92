using Microsoft.Playwright;

namespace PRIOslo.Bomiljo.BrowserTests;

/// <summary>A page that remembers what a reader should never meet: console errors, requests to other hosts.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    public WatchedPage(IPage page, Uri address)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) =>
        {
            var asked = new Uri(request.Url);
            if (asked.Scheme is "http" or "https" or "ws" or "wss" && asked.Authority != address.Authority)
                _complaints.Add($"request to {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Loads a page and waits until its map is drawn.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await MapDrawnAsync();
    }

    public Task MapDrawnAsync() => Assertions.Expect(Page.Locator("#map")).ToHaveAttributeAsync("data-state", "drawn", new() { Timeout = 20_000 });

    /// <summary>The text as a reader sees it, with plain spaces.</summary>
    public async Task<string> TextAsync(string selector) => Plain(await Page.Locator(selector).First.InnerTextAsync());

    public Task<bool> ScrollsSidewaysAsync() =>
        Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    public Task ShootAsync(string name, bool whole = true) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(ServedCity.Screenshots, name + ".png"), FullPage = whole });

    public void AssertQuiet() => Assert.Empty(_complaints);

    public static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
