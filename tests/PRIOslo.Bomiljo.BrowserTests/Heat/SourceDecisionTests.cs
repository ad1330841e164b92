using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Heat;

/// <summary>The reasons of what is in, or left out, by decision, where figures are read.</summary>
[Collection("city")]
public sealed class SourceDecisionTests(FilledCity city)
{
    private const string In = "Brann- og redningsetaten er tatt med etter beslutning: Adressene kom uten koordinater i mai & juni; resten er som før.";
    private const string Out = "Rusken i Oslo er utelatt etter beslutning: Filen gjaldt 2022.";

    [BrowserTheory]
    [InlineData(1440, 900, "desk")]
    [InlineData(390, 844, "phone")]
    public async Task The_page_tells_the_decisions_that_bear_on_the_theme_and_year(int width, int height, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, height);
        foreach (var (query, told) in new[] { ("tema=brann&aar=2023", new[] { In }), ("tema=forsopling&aar=2023", [Out]), ("tema=total&aar=2023", [In, Out]), ("tema=brann&aar=2024", []) })
        {
            await page.GoAsync("/?" + query);
            await Expect(page.Page.Locator("#source-decisions li")).ToHaveTextAsync(told);
            Assert.False(await page.ScrollsSidewaysAsync());
        }

        await page.GoAsync("/?tema=total&aar=2023&sprak=en");
        await Expect(page.Page.Locator("#source-decisions li").Last).ToHaveTextAsync("Tidy Oslo is left out by decision: Filen gjaldt 2022.");
        await page.ShootAsync($"{name}-decisions");
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_fact_sheet_and_the_metadata_of_each_file_tell_them_word_for_word()
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        foreach (var path in new[] { "/faktaark/2023/0101", "/fil/2023/csv/metadata", "/fil/2023/geojson/metadata", "/rapport/2023" })
        {
            var told = await client.GetStringAsync(path);
            Assert.All(new[] { In, Out }, decision => Assert.Contains(decision, told.Replace("&amp;", "&", StringComparison.Ordinal), StringComparison.Ordinal));
        }

        using var collection = JsonDocument.Parse(await client.GetStringAsync("/ogc/collections/delbydel"));
        var described = collection.RootElement.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() == "describedby").Select(link => link.GetProperty("href").GetString()!).ToList();
        Assert.Equal(["/fil/2022/geojson/metadata", "/fil/2023/geojson/metadata", "/fil/2024/geojson/metadata"], described.Select(href => new Uri(href).AbsolutePath));
        Assert.Contains(In, await client.GetStringAsync(described[1]), StringComparison.Ordinal);
        Assert.DoesNotContain("etter beslutning", await client.GetStringAsync("/fil/2024/csv/metadata"), StringComparison.Ordinal);
    }
}
