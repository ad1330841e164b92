using System.Net;
using PRIOslo.Bomiljo.BrowserTests.SignIn;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Heat;

[Collection("city")]
public sealed class DrawnPageTests(FilledCity city) : IAsyncLifetime
{
    internal const string Clear =
        """
        DELETE FROM heatmap.drawn_area; DELETE FROM heatmap.measurement WHERE year = 2022; DELETE FROM geo.population WHERE year = 2022;
        DELETE FROM incident.incident WHERE source = 'drawn'; DELETE FROM ledger.delivery WHERE source = 'drawn';
        DELETE FROM incident.category WHERE category IN ('brann.building', 'forsopling.litter')
        """;

    // All of the test city, and a place far away.
    private const string Large = """{"type":"Polygon","coordinates":[[[10.5,59.8],[11,59.8],[11,60.1],[10.5,60.1],[10.5,59.8]]]}""";
    private const string Abroad = """{"type":"Polygon","coordinates":[[[18,59],[18.1,59],[18.1,59.1],[18,59]]]}""";

    public Task InitializeAsync() => Browser.WhyNot is null ? city.Served.FillAsync("drawn.sql") : Task.CompletedTask;

    public Task DisposeAsync() => Browser.WhyNot is null ? city.Served.ExecuteAsync(Clear) : Task.CompletedTask;

    [BrowserTheory]
    [InlineData(1440, "desk")]
    [InlineData(390, "phone")]
    public async Task A_reader_draws_an_area_sees_what_it_holds_and_gets_its_figures(int width, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, 900);
        await page.GoAsync("/");
        await page.Page.GetByText("Tegn et eget område").ClickAsync();
        await page.MapDrawnAsync();
        await page.Page.Locator("#aar").SelectOptionAsync("2022");
        var map = page.Page.Locator("#map");
        await page.Page.GetByLabel("Zoom ut").ClickAsync();
        await page.Page.WaitForTimeoutAsync(700); // the map glides
        var box = (await map.BoundingBoxAsync())!;
        foreach (var (x, y) in new[] { (0.06, 0.2), (0.94, 0.25), (0.94, 0.9), (0.06, 0.9) })
            await map.ClickAsync(new() { Position = new() { X = (float)(box.Width * x), Y = (float)(box.Height * y) } });
        await Expect(map).ToHaveAttributeAsync("data-corners", "4");
        await page.Page.GetByText("Angre").ClickAsync();
        await Expect(page.Page.Locator("#draw-status")).ToHaveTextAsync("3 hjørner");
        await map.ClickAsync(new() { Position = new() { X = (float)(box.Width * 0.06), Y = (float)(box.Height * 0.9) } });
        await page.ShootAsync($"{name}-drawn-map");

        await page.Page.GetByText("Se hva området omfatter").ClickAsync();
        await page.MapDrawnAsync();
        Assert.Contains("innbyggere", await page.TextAsync("#panel-title"), StringComparison.Ordinal);
        await Expect(map).ToHaveAttributeAsync("data-corners", "4");
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-drawn-look");

        await page.Page.GetByText("Hent tallene", new() { Exact = true }).Last.ClickAsync();
        await page.MapDrawnAsync();
        Assert.Equal(["brann", "forsopling", "total"], await page.Page.Locator("#drawn tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.theme)"));
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-drawn-figures");
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Corners_are_set_by_keyboard_and_a_changed_area_must_be_looked_at_again()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/omrade?aar=2022");
        var add = page.Page.Locator("#draw-add");
        foreach (var key in new[] { "ArrowLeft", "ArrowDown", "ArrowRight" })
        {
            await page.Page.Locator("#map canvas").FocusAsync();
            for (var step = 0; step < 2; step++)
            {
                await page.Page.Keyboard.PressAsync(key);
                await page.Page.WaitForTimeoutAsync(400); // the map glides
            }

            await add.FocusAsync();
            await page.Page.Keyboard.PressAsync("Enter");
        }

        Assert.Contains("Polygon", await page.Page.Locator("#polygon").InputValueAsync(), StringComparison.Ordinal);
        await page.Page.Locator(".bm-coordinates summary").ClickAsync();
        await page.Page.Locator("#polygon").FillAsync(Large);
        await page.Page.Locator("#polygon").BlurAsync();
        await Expect(page.Page.Locator("#map")).ToHaveAttributeAsync("data-corners", "4");
        await page.Page.GetByText("Se hva området omfatter").ClickAsync();
        await page.MapDrawnAsync();
        await Expect(page.Page.Locator("#drawn-fetch")).ToBeVisibleAsync();
        await page.Page.Locator("#draw-undo").ClickAsync();
        await Expect(page.Page.Locator("#drawn-fetch")).ToBeHiddenAsync();
        page.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData(Abroad, "BOM-641", "Området inneholder ingen delbydel")]
    [InlineData("", "BOM-501", "ikke et område i GeoJSON")]
    [InlineData("<script>alert(1)</script>", "BOM-501", "ikke et område i GeoJSON")]
    [InlineData("""{"type":"Polygon","coordinates":[[[10.7,59.9],[10.8,60],[10.8,59.9],[10.7,60],[10.7,59.9]]]}""", "BOM-662", "Linjene krysser")]
    public async Task A_refusal_says_why_in_plain_words_with_its_code(string polygon, string code, string words)
    {
        using var visitor = new Visitor(city.Served.Address);
        using var response = await visitor.PostAsync("/omrade", "/omrade", new("_handler", "drawn"), new("aar", "2022"), new("gjor", "hent"), new("polygon", polygon));
        var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(code, text, StringComparison.Ordinal);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Without_the_pages_token_nothing_is_asked()
    {
        using var visitor = new Visitor(city.Served.Address);
        var before = await city.Served.ScalarAsync<long>("SELECT count(*) FROM heatmap.drawn_area");
        using var form = new FormUrlEncodedContent([new("_handler", "drawn"), new("aar", "2022"), new("gjor", "hent"), new("polygon", Large)]);
        using var response = await visitor.Client.PostAsync("/omrade", form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(before, await city.Served.ScalarAsync<long>("SELECT count(*) FROM heatmap.drawn_area"));
    }
}
