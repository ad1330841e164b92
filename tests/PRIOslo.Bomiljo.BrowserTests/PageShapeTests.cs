namespace PRIOslo.Bomiljo.BrowserTests;

[Collection("city")]
public sealed class PageShapeTests(FilledCity city)
{
    [BrowserTheory]
    [InlineData("/?tema=brann&aar=2023&omrade=0105", "map")]
    [InlineData("/?tema=total&aar=2024&niva=bydel&sprak=en", "map-english")]
    [InlineData("/sted", "site-empty")]
    [InlineData("/sted?adresse=Prøveveien 3", "site")]
    [InlineData("/metode", "method")]
    [InlineData("/omrade", "drawn")]
    [InlineData("/rapport/2023", "report")]
    [InlineData("/rapport/2023?sprak=en", "report-english")]
    [InlineData("/faktaark/2023/0105", "sheet")]
    [InlineData("/faktaark/2023/0105?sprak=en", "sheet-english")]
    public async Task No_page_scrolls_sideways_on_a_phone_or_complains(string path, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 390, 844);
        await page.Page.GotoAsync(path);
        if (await page.Page.Locator("#map").CountAsync() > 0)
            await page.MapDrawnAsync();
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"phone-{name}-whole");
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task The_first_tab_stop_skips_to_the_content_and_every_stop_can_be_seen()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/");
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Hopp til innholdet", await page.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        for (var stop = 0; stop < 14; stop++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            Assert.True(await page.Page.EvaluateAsync<bool>(
                "() => { const e = document.activeElement; const s = getComputedStyle(e.matches('.bm-mode input') ? e.nextElementSibling : e); return e !== document.body && (s.outlineStyle !== 'none' || s.boxShadow !== 'none'); }"));
        }
    }

    [BrowserFact]
    public async Task Every_response_forbids_inline_script_other_hosts_and_framing()
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        foreach (var path in new[] { "/", "/sted", "/metode", "/assets/main.js", "/finnes-ikke", "/helse/klar", "/ogc/collections/finnes-ikke", "/ogc/collections/delbydel/items?bbox=1" })
        {
            using var response = await client.GetAsync(path);
            var policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        }
    }

    [BrowserFact]
    public async Task What_somebody_looked_for_is_not_in_the_log()
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        foreach (var path in new[] { "/sted?adresse=Hemmeligveien 7", "/sted?ost=598123&nord=6643456", "/?omrade=Hemmeligveien" })
            await client.GetStringAsync(path);
        Assert.Contains("Now listening", city.Served.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemmelig", city.Served.Log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("598123", city.Served.Log, StringComparison.Ordinal);
        Assert.Contains("GET /sted 200", city.Served.Log, StringComparison.Ordinal);
        Assert.All(city.Served.Log.Split('\n'), line => Assert.Equal('{', line[0]));
    }

    [BrowserFact]
    public async Task A_foreign_host_name_is_refused()
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "angriper.example";
        using var response = await client.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
    }
}
