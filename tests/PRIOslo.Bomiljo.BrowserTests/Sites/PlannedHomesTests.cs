using System.Net;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Sites;

[Collection("city")]
public sealed class PlannedHomesTests(FilledCity city)
{
    [BrowserTheory]
    [InlineData(1440, 900, "desk")]
    [InlineData(390, 844, "phone")]
    public async Task Homes_planned_are_judged_for_a_place_and_follow_along_on_the_map(int width, int height, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, height);
        await page.GoAsync("/sted?ost=598500&nord=6643500");
        var planned = page.Page.Locator("#metrics tr[data-metric='planned_units'] td");
        await Expect(planned).Not.ToContainTextAsync("8");

        await page.Page.Locator("#boliger-sted").FillAsync("8");
        await page.Page.Locator("#boliger-sted").PressAsync("Enter");
        await Expect(planned).ToContainTextAsync("8");
        await Expect(page.Page.Locator("#boliger-sted")).ToHaveValueAsync("8");
        await Expect(page.Page.GetByText("Planlagte boliger (valgfritt)").First).ToBeVisibleAsync();
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-planned-homes");

        var map = page.Page.Locator("#map");
        await page.MapDrawnAsync();
        var box = (await map.BoundingBoxAsync())!;
        await map.ClickAsync(new() { Position = new() { X = box.Width / 2, Y = (box.Height / 2) + 20 } });
        await page.Page.WaitForURLAsync("**/sted?lon=*boliger=8*");
        await Expect(planned).ToContainTextAsync("8");
        page.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData("", "/sted?lon=10.75&lat=59.91&boliger=8")]
    [InlineData("&sprak=en", "/sted?lon=10.75&lat=59.91&boliger=8&sprak=en")]
    public async Task Degrees_given_as_metres_lead_to_the_place_with_the_homes_planned_and_in_the_same_language(string language, string expected)
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        var text = WebUtility.HtmlDecode(await client.GetStringAsync($"/sted?ost=10.75&nord=59.91&boliger=8{language}"));

        Assert.Contains($"href=\"{expected}\"", text, StringComparison.Ordinal);
        Assert.Contains("data-metric=", await client.GetStringAsync(expected), StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("0")]
    [InlineData("501")]
    [InlineData("seks")]
    public async Task A_number_of_homes_that_cannot_be_is_told_and_nothing_is_judged(string units)
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        var text = WebUtility.HtmlDecode(await client.GetStringAsync($"/sted?ost=598500&nord=6643500&boliger={units}"));

        Assert.Contains("BOM-001: Antall planlagte boliger er et helt tall fra 1 til 500.", text, StringComparison.Ordinal);
        Assert.Contains(">Antall boliger kan ikke brukes</h2>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Stedet ble ikke funnet", text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-metric=", text, StringComparison.Ordinal);
    }
}
