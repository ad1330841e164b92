using Microsoft.Playwright;

namespace PRIOslo.Bomiljo.BrowserTests;

/// <summary>Debian's Chromium, headless, drawing in software.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Executable = "/usr/bin/chromium";

    /// <summary>Null where Chromium is installed or demanded.</summary>
    public static string? WhyNot { get; } =
        File.Exists(Executable) || Environment.GetEnvironmentVariable("BOMILJO_TEST_BROWSER") == "1"
            ? null
            : $"There is no Chromium at {Executable}.";

    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args =
            [
                "--headless=new", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
            ],
        });
    }

    /// <summary>A page of its own, watched for errors and for requests to other hosts.</summary>
    public async Task<WatchedPage> OpenAsync(Uri address, int width, int height, bool script = true)
    {
        var context = await _chromium!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            JavaScriptEnabled = script,
            Locale = "nb-NO",
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new WatchedPage(await context.NewPageAsync(), address);
    }

    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
    }
}
