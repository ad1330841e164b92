using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests;

[Collection("city")]
public sealed class HeatMapTests(FilledCity city)
{
    [Fact]
    public async Task The_map_is_drawn_without_errors_or_foreign_requests()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/?tema=brann&aar=2023&omrade=0105");
        await page.ShootAsync("desk-map");
        page.AssertQuiet();
        await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Østmo nord");
    }
}
