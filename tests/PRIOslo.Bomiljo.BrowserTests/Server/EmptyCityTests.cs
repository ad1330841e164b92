using System.Net;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Server;

/// <summary>A server whose database has the schema and no data.</summary>
public sealed class EmptyCityTests : IAsyncLifetime
{
    private readonly ServedCity _city = new();

    public Task InitializeAsync() => Browser.WhyNot is null ? _city.InitializeAsync() : Task.CompletedTask;

    public Task DisposeAsync() => _city.DisposeAsync();

    [BrowserFact]
    public async Task Before_any_data_the_page_says_what_to_do()
    {
        var browser = new Browser();
        await browser.InitializeAsync();
        await using (var page = await browser.OpenAsync(_city.Address, 390, 844))
        {
            await page.Page.GotoAsync("/");
            await Expect(page.Page.Locator("h1")).ToHaveTextAsync("Ingen tall er publisert ennå");
            await Expect(page.Page.Locator("pre").First).ToHaveTextAsync("./bomiljo demo");
            Assert.False(await page.ScrollsSidewaysAsync());
            await page.ShootAsync("phone-empty");
            page.AssertQuiet();
        }

        await browser.DisposeAsync();
    }

    [BrowserFact]
    public async Task A_database_that_goes_away_and_comes_back_needs_no_restart_of_the_server()
    {
        using var client = new HttpClient { BaseAddress = _city.Address };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);

        await _city.Cluster.StopAsync(default);
        foreach (var path in new[] { "/", "/sted?lon=10.7&lat=59.9", "/kart/omrader.geojson?tema=brann&aar=2023&niva=delbydel" })
        {
            using var gone = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.StatusCode);
            Assert.Contains("BOM-403", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/helse/klar")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/helse/lever")).StatusCode);

        await _city.Cluster.StartAsync(default);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/helse/klar")).StatusCode);
    }
}
