using System.Net;
using PRIOslo.Bomiljo.BrowserTests.SignIn;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Server;

[Collection("city")]
public sealed class LocalModeTests(FilledCity city)
{
    [BrowserTheory]
    [InlineData(1440, "desk")]
    [InlineData(390, "phone")]
    public async Task Whoever_sits_here_chooses_a_role_and_sees_what_it_opens(int width, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, 844);
        await page.GoAsync("/?tema=brann&aar=2023");
        await Expect(page.Page.Locator("#rolle")).ToHaveValueAsync("Planner");
        await Expect(page.Page.Locator("#map-mode")).ToHaveCountAsync(1);
        await page.Page.Locator("#rolle").SelectOptionAsync("Viewer");
        await page.Page.Locator("#role-form button").ClickAsync();
        await page.MapDrawnAsync();
        await Expect(page.Page.Locator("#rolle")).ToHaveValueAsync("Viewer");
        await Expect(page.Page.Locator("#map-mode")).ToHaveCountAsync(0);
        Assert.Equal("?tema=brann&aar=2023", new Uri(page.Page.Url).Query);
        Assert.Equal(["Varmekart", "Tegn et område", "Metode"], await page.Page.Locator(".bm-nav a").AllInnerTextsAsync());
        await page.ShootAsync($"{name}-viewer", whole: false);
        page.AssertQuiet();

        await page.Page.GotoAsync("/sted?lon=10.75&lat=59.91");
        await Expect(page.Page.Locator("h1")).ToHaveTextAsync("Rollen din gir ikke tilgang til denne siden");
        await page.ShootAsync($"{name}-forbidden", whole: false);
        await page.Page.Locator("#rolle").SelectOptionAsync("Analyst");
        await page.Page.Locator("#role-form button").ClickAsync();
        await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Valgt sted");
    }

    [BrowserTheory]
    [InlineData(1440, "desk")]
    [InlineData(390, "phone")]
    public async Task The_ledger_shows_each_files_counts_without_scrolling_and_on_a_phone_what_became_of_it_under_its_name(int width, string name)
    {
        await city.Served.ExecuteAsync(
            """
            INSERT INTO ledger.delivery OVERRIDING SYSTEM VALUE
            VALUES (901, 'renovasjon', 'renovasjon-oslo-hele-aaret-2022.csv', repeat('9', 64), 10, 1, repeat('9', 64), '2024-02-05 12:00Z', 'x', '2022-01-01', '2022-12-31', 123456, 123400, 50, 6, 0, 0, 123400, '2024-04-01 12:00Z')
            """);
        try
        {
            await using var page = await city.Browser.OpenAsync(city.Served.Address, width, 844);
            await page.GoAsync("/");
            await page.Page.Locator("#rolle").SelectOptionAsync("Analyst");
            await page.Page.Locator("#role-form button").ClickAsync();
            await page.Page.GotoAsync("/leveranser");

            var row = page.Page.Locator("[data-delivery='901']");
            var under = row.Locator(".bm-under").Last;
            await Expect(under).ToHaveTextAsync("tatt inn 05.02.2024, trukket tilbake 01.04.2024");
            await Expect(under).ToBeVisibleAsync(new() { Visible = width < 700 });
            await Expect(row.Locator("td.bm-number").Last).ToBeInViewportAsync(new() { Ratio = 1 });
            Assert.False(await page.ScrollsSidewaysAsync());
            Assert.True(await page.Page.EvaluateAsync<bool>("(() => { const box = document.getElementById('deliveries').parentElement; return box.scrollWidth <= box.clientWidth; })()"));
            await page.ShootAsync($"{name}-ledger");
            page.AssertQuiet();
        }
        finally
        {
            await city.Served.ExecuteAsync("DELETE FROM ledger.delivery WHERE delivery_id = 901");
        }
    }

    [BrowserTheory]
    [InlineData("Host", "angriper.example")]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=192.0.2.7")]
    public async Task What_came_through_a_proxy_or_by_another_name_is_refused(string header, string value)
    {
        using var visitor = new Visitor(city.Served.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await visitor.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [BrowserFact]
    public async Task A_role_is_chosen_by_the_pages_own_form_only()
    {
        using var visitor = new Visitor(city.Served.Address);
        using var bare = await visitor.Client.PostAsync("/rolle", new FormUrlEncodedContent([new("rolle", "Analyst"), new("retur", "/")]));
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.ReadAsync("/leveranser")).Status);

        using var chosen = await visitor.PostAsync("/rolle", "/", new("rolle", "Analyst"), new("retur", "//angriper.example"));
        Assert.Equal("/", chosen.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await visitor.ReadAsync("/leveranser")).Status);
        using var unknown = await visitor.PostAsync("/rolle", "/", new("rolle", "Importer"), new("retur", "/"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.ReadAsync("/leveranser")).Status);
    }

    [BrowserFact]
    public async Task Going_through_the_whole_city_site_by_site_is_stopped()
    {
        await using var web = await WebProcess.StartAsync(new Uri($"http://127.0.0.1:{ServedCity.FreePort()}"), "--Limits:SitesPerMinute", "30");
        using var visitor = new Visitor(web.Address);
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 15; n++)
            answers.Add((await visitor.ReadAsync($"/sted?lon=10.{n + 60}&lat=59.91")).Status);
        Assert.Equal(HttpStatusCode.OK, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        foreach (var spelling in new[] { "/sted/", "/STED", "/st%65d" }) // which the route takes too
            Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.ReadAsync($"{spelling}?lon=10.7&lat=59.91")).Status);
        using var plot = await visitor.Client.PostAsync("/sted/", new FormUrlEncodedContent([new("polygon", "")]));
        Assert.Equal(HttpStatusCode.TooManyRequests, plot.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.ReadAsync("/metode")).Status);
    }

    [BrowserFact]
    public async Task A_port_in_use_is_told_with_exit_2()
    {
        var (exitCode, log) = await WebProcess.RunAsync(city.Served.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(2, exitCode);
        Assert.Contains("BOM-803", log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("/")]
    [InlineData("/ogc")]
    [InlineData("/fil/2023/csv")]
    public async Task HEAD_gives_what_GET_gives_without_the_body(string path)
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        using var get = await client.GetAsync(path);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (get.StatusCode, head.StatusCode));
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }
}
