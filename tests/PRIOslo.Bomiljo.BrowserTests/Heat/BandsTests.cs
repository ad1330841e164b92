using System.Net;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Heat;

[Collection("city")]
public sealed class BandsTests(FilledCity city)
{
    [BrowserTheory]
    [InlineData(1440, "desk")]
    [InlineData(390, "phone")]
    public async Task A_reader_switches_the_squares_on_and_they_follow_theme_and_year(int width, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, 900);
        await page.GoAsync("/?tema=brann&aar=2023");
        var map = page.Page.Locator("#map");
        await page.Page.Locator("#bands-switch").CheckAsync();
        await Expect(map).ToHaveAttributeAsync("data-bands-shown", "3");
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.Page.WaitForTimeoutAsync(300);
        await page.ShootAsync($"{name}-bands");

        await page.Page.Locator("#tema").SelectOptionAsync("forsopling");
        await Expect(map).ToHaveAttributeAsync("data-bands-shown", "0");
        await Expect(page.Page.Locator("#bands-none")).ToBeVisibleAsync();
        await page.Page.Locator("#tema").SelectOptionAsync("brann");
        await Expect(map).ToHaveAttributeAsync("data-bands-shown", "3");
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Bands_are_one_feature_each_and_what_is_not_shown_is_not_there()
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        var bands = JsonDocument.Parse(await client.GetStringAsync("/kart/flate.geojson?tema=brann&aar=2023")).RootElement.GetProperty("features");
        Assert.Equal([1, 2, 3], bands.EnumerateArray().Select(band => band.GetProperty("properties").GetProperty("band").GetInt32()));
        Assert.Equal(0, JsonDocument.Parse(await client.GetStringAsync("/kart/flate.geojson?tema=total&aar=2023")).RootElement.GetProperty("features").GetArrayLength());
        foreach (var wrong in new[] { "?tema=brann&aar=1999", "?tema=finnes-ikke&aar=2023", "?aar=2023", "" })
        {
            using var response = await client.GetAsync("/kart/flate.geojson" + wrong);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }
}
