using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Sites;

[Collection("city")]
public sealed class PlotPageTests(FilledCity city)
{
    // Inside 4 m of setback 44 × 7.4 m: eight modules of model A's size in a row, one of them for the staff base.
    internal const string Strip =
        """
        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}},"features":[{"type":"Feature","properties":{},
         "geometry":{"type":"Polygon","coordinates":[[[598500,6643500],[598552,6643500],[598552,6643515.4],[598500,6643515.4],[598500,6643500]]]}}]}
        """;

    [BrowserTheory]
    [InlineData(1440, 900, "desk")]
    [InlineData(390, 844, "phone")]
    public async Task A_plot_drawn_on_the_map_is_measured_from_its_boundary_and_says_what_fits(int width, int height, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, height);
        await page.GoAsync("/sted?ost=598500&nord=6643500");
        for (var zoom = 0; zoom < 4; zoom++)
        {
            await page.Page.GetByLabel("Zoom inn").ClickAsync();
            await page.Page.WaitForTimeoutAsync(400); // the map glides
        }

        await page.Page.GetByLabel("Tegn en tomt").CheckAsync();
        var map = page.Page.Locator("#map");
        var box = (await map.BoundingBoxAsync())!;
        foreach (var (x, y) in new[] { (-70, -60), (70, -60), (70, 70), (-70, 70) })
            await map.ClickAsync(new() { Position = new() { X = (box.Width / 2) + x, Y = (box.Height / 2) + y } });
        await Expect(map).ToHaveAttributeAsync("data-corners", "4");
        await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Valgt sted"); // corners ask nothing
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-plot-drawn", whole: false);

        await page.Page.Locator("#draw-tools").GetByText("Sjekk tomten").ClickAsync();
        await page.MapDrawnAsync();
        await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Valgt tomt");
        await Expect(map).ToHaveAttributeAsync("data-corners", "4");
        var plot = $"ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON('{await page.Page.Locator("#polygon").InputValueAsync()}'), 4326), 25832)";
        var nearest = await city.Served.ScalarAsync<double>($"SELECT min(ST_Distance(geom, {plot})) FROM geo.building WHERE kind = 'residential'");
        var told = WatchedPage.Plain(await page.Page.Locator("#metrics tr[data-metric='nearest_dwelling_m'] td").InnerTextAsync());
        Assert.InRange(double.Parse(told.Replace(" m", "", StringComparison.Ordinal), CultureInfo.GetCultureInfo("nb-NO")), nearest - 0.06, nearest + 0.06);
        Assert.Equal(["A", "B1", "B2"], await ModelsAsync(page));
        Assert.True(int.Parse((await page.Page.Locator("#plot-fit").GetAttributeAsync("data-units"))!, CultureInfo.InvariantCulture) >= 6);
        await Expect(page.Page.Locator("#plot-homes")).ToContainTextAsync("Ja");
        Assert.Equal(9, await page.Page.Locator(".bm-group").CountAsync());
        Assert.Equal(0, await page.Page.Locator("#begrunnelse").CountAsync()); // a decision stands at a point
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-plot");

        await page.Page.GetByLabel("Sjekk et sted").CheckAsync();
        await map.ClickAsync(new() { Position = new() { X = box.Width / 2, Y = (box.Height / 2) + 20 } });
        await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Valgt sted");
        Assert.Equal(0, await page.Page.Locator("#plot-homes").CountAsync());
        page.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData(Strip, "4")] // in metres: shown as the server read it
    [InlineData("""{"type":"FeatureCollection"}""", "0")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]}""", "0")]
    public async Task A_pasted_plot_is_shown_and_one_that_cannot_be_leaves_the_map_whole(string plot, string corners)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/sted");
        await page.Page.Locator("#polygon").EvaluateAsync("(field, text) => { field.value = text; field.form.submit(); }", plot);
        await page.Page.WaitForURLAsync("**/sted*");
        await page.MapDrawnAsync();
        await Expect(page.Page.Locator("#map")).ToHaveAttributeAsync("data-corners", corners);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Without_script_a_plot_is_pasted_and_the_reason_is_given_where_nothing_fits()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 390, 844, script: false);
        await page.Page.GotoAsync("/sted");
        await CheckAsync(Strip);
        Assert.Equal("Anslag: minst 7 boliger med personalbase og uteareal.", await page.TextAsync("#plot-fit"));
        Assert.Equal(["A, 1 rom 1 7 Ja", "B1, 2 rom 2 3 Nei", "B2, 1 rom 2 3 Nei"], (await page.Page.Locator("#plot-homes tbody tr").AllInnerTextsAsync())
            .Select(row => string.Join(' ', row.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        await Expect(page.Page.Locator("#plot-staff")).ToContainTextAsync("Gruppe 7: minst 3 ansatte for 10 beboere");
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync("phone-plot-no-script");

        await CheckAsync(Strip.Replace("598552", "598507", StringComparison.Ordinal));
        Assert.StartsWith("Ingen bolig får plass: når 4 m holdes fri langs grensen", await page.TextAsync("#plot-fit"), StringComparison.Ordinal);
        await Expect(page.Page.Locator(".bm-group[data-group='7']")).ToContainTextAsync("Tomten rommer ikke én bolig med personalbase.");

        // Over a block: what fits is told with it standing and without.
        var block = await city.Served.ScalarAsync<string>(
            """
            SELECT ST_AsGeoJSON(ST_Transform(ST_Expand(ST_Envelope(geom), 12), 4326), 9)
            FROM geo.building WHERE ST_Area(geom) > 0 AND kind = 'residential' ORDER BY ST_Area(geom) DESC, feature_no LIMIT 1
            """);
        await CheckAsync(block);
        Assert.True(int.Parse((await page.Page.Locator("#plot-standing").GetAttributeAsync("data-standing"))!, CultureInfo.InvariantCulture) >= 1);
        await Expect(page.Page.Locator("#plot-homes thead")).ToContainTextAsync("Om de rives");
        Assert.True(await page.Page.Locator("#plot-homes").EvaluateAsync<bool>("table => table.parentElement.scrollWidth <= table.parentElement.clientWidth")); // no column is cut
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync("phone-plot-standing");

        async Task CheckAsync(string plot)
        {
            if (!await page.Page.Locator("#polygon").IsVisibleAsync())
                await page.Page.GetByText("Lim inn eller hent en tomt").ClickAsync();
            await page.Page.Locator("#polygon").FillAsync(plot);
            await page.Page.Locator("#plot-form").GetByRole(AriaRole.Button, new() { Name = "Sjekk tomten" }).ClickAsync();
            await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Valgt tomt");
        }
    }

    private static Task<string[]> ModelsAsync(WatchedPage page) =>
        page.Page.Locator("#plot-homes tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.model)");
}
