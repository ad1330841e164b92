using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Sites;

[Collection("city")]
public sealed class SitePageTests(FilledCity city)
{
    private static readonly CultureInfo Norwegian = CultureInfo.GetCultureInfo("nb-NO");

    [BrowserTheory]
    [InlineData(1440, 900, "desk")]
    [InlineData(390, 844, "phone")]
    public async Task A_click_on_the_map_measures_what_PostGIS_measures_there(int width, int height, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, height);
        await page.GoAsync("/?tema=brann&aar=2023");
        var before = page.Page.Url;
        await page.Page.GetByLabel("Sjekk et sted").CheckAsync();
        await page.ClickMapAsync(city.Served, await MiddleAsync("ST_X"), await MiddleAsync("ST_Y"));

        await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Valgt sted");
        await Expect(page.Page.Locator("#panel")).ToBeFocusedAsync();
        Assert.Equal(before, page.Page.Url);
        var link = new Uri(city.Served.Address, await page.Page.Locator(".bm-site__link a").GetAttributeAsync("href"));
        var asked = System.Web.HttpUtility.ParseQueryString(link.Query);
        var site = $"ST_Transform(ST_SetSRID(ST_MakePoint({asked["lon"]}, {asked["lat"]}), 4326), 25832)";
        var nearest = await city.Served.ScalarAsync<double>(
            $"SELECT min(ST_Distance(geom, {site})) FROM geo.building WHERE kind = 'residential'");
        var dwellings = await city.Served.ScalarAsync<long>(
            $"SELECT coalesce(sum(dwellings), 0) FROM geo.building WHERE kind = 'residential' AND ST_Distance(geom, {site}) <= 200");
        Assert.Equal(nearest.ToString("#,0.#", Norwegian) + " m", WatchedPage.Plain(await MetricAsync(page, "nearest_dwelling_m")), StringComparer.Ordinal);
        Assert.Equal($"{dwellings} boliger", WatchedPage.Plain(await MetricAsync(page, "dwellings_200m")));

        Assert.Equal(9, await page.Page.Locator(".bm-group").CountAsync());
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-site-on-map", whole: false);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_verdict_names_rule_measured_value_threshold_basis_and_layer()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/sted?adresse=prøveveien 3");
        await Expect(page.Page.Locator("#panel-title")).ToContainTextAsync("Prøveveien 3");
        var group = page.Page.Locator(".bm-group[data-group='3']");
        await Expect(group.Locator(".bm-verdict")).ToHaveTextAsync("Må vurderes");
        await group.Locator("summary").ClickAsync();
        var line = group.Locator(".bm-lines li").First;
        await Expect(line).ToContainTextAsync("Avstand til nærmeste bolig");
        await Expect(line).ToContainTextAsync("34\u00a0m"); // to the neighbour: the site's own building does not count
        await Expect(line).ToContainTextAsync("Ikke oppfylt. Krav: minst 100\u00a0m, delvis fra 50\u00a0m. Antakelse.");
        await line.GetByRole(AriaRole.Link).ClickAsync();
        var rule = page.Page.Locator(".bm-rule:target");
        await Expect(rule.Locator(".bm-rule__label")).ToContainTextAsync("Avstand til nærmeste bolig");
        await Expect(rule.Locator(".bm-rule__outcome")).ToHaveTextAsync("Ikke oppfylt");
        await Expect(rule.Locator(".bm-rule__measured")).ToHaveTextAsync("34\u00a0m");
        await Expect(rule).ToContainTextAsync("minst 100");
        await Expect(rule.Locator(".bm-basis")).ToHaveTextAsync("Antakelse");
        await Expect(rule).ToContainTextAsync("Ingen har vedtatt terskelen");
        await Expect(rule).ToContainTextAsync("Bygninger, gjelder per 01.11.2024");
        await page.ShootAsync("desk-site");
        page.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData(1440, 900, true, 598_040, "desk")]
    [InlineData(390, 844, false, 598_060, "phone")]
    public async Task A_planner_decides_with_a_reason_in_a_project_of_their_own_and_both_verdicts_are_shown(int width, int height, bool script, int east, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, height, script: script);
        await page.Page.GotoAsync($"/sted?ost={east}&nord=6643000");
        var computed = await page.Page.Locator(".bm-group[data-group='5'] .bm-verdict").InnerTextAsync();
        await page.Page.Locator("#gruppe").SelectOptionAsync("5");
        await page.Page.Locator("#vurdering").SelectOptionAsync(new SelectOptionValue { Label = computed });
        await page.Page.Locator("#prosjekt").SelectOptionAsync("ny");
        await page.Page.Locator("#nytt-prosjekt").FillAsync($"Tomter {name}");
        await page.Page.Locator("#begrunnelse").FillAsync("Åsen skjermer mot øst, sett på befaring.");
        await SaveAsync();

        // What the rules give already is no decision: nothing is stored, and nothing that was written is lost.
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("BOM-717");
        await Expect(page.Page.Locator("#begrunnelse")).ToHaveValueAsync("Åsen skjermer mot øst, sett på befaring.");
        Assert.Equal(0, await city.Served.ScalarAsync<long>($"SELECT count(*) FROM site.project WHERE name = 'Tomter {name}'"));
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-site-decision");

        await page.Page.Locator("#vurdering").SelectOptionAsync("Unsuitable");
        await SaveAsync();
        var group = page.Page.Locator(".bm-group[data-group='5']");
        await Expect(group.Locator(".bm-verdict")).ToHaveTextAsync(computed);
        await Expect(group.Locator(".bm-group__override")).ToContainTextAsync("uegnet");
        await Expect(page.Page.Locator("[data-override='5']")).ToContainTextAsync("Åsen skjermer mot øst, sett på befaring.");
        Assert.Equal("local", await city.Served.ScalarAsync<string>($"SELECT added_for FROM site.project WHERE name = 'Tomter {name}'"));
        Assert.Equal(1, await city.Served.ScalarAsync<long>(
            $"SELECT count(*) FROM audit.entry e JOIN site.decision d ON e.subject = 'decision ' || d.id WHERE e.action = 'site.decision' AND d.reason LIKE 'Åsen%' AND d.candidate_id IN (SELECT c.id FROM site.candidate c JOIN site.project p ON p.id = c.project_id WHERE p.name = 'Tomter {name}')"));

        Task SaveAsync() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Lagre vurderingen" }).ClickAsync();
    }

    [BrowserFact]
    public async Task A_decision_without_the_pages_token_is_refused_and_an_analyst_has_no_form()
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        using var form = new FormUrlEncodedContent([new("_handler", "avgjorelse"), new("gruppe", "5"), new("vurdering", "Suitable"), new("prosjekt", "ny"), new("nytt-prosjekt", "Uten merke"), new("begrunnelse", "x")]);
        using var refused = await client.PostAsync(new Uri("/sted?ost=598040&nord=6643000", UriKind.Relative), form);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(0, await city.Served.ScalarAsync<long>("SELECT count(*) FROM site.project WHERE name = 'Uten merke'"));

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/sted?ost=598040&nord=6643000");
        asked.Headers.Add("Cookie", "bomiljo-role=Analyst");
        using var answer = await client.SendAsync(asked);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("bm-groups", page, StringComparison.Ordinal);
        Assert.DoesNotContain("begrunnelse", page, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Without_script_address_and_coordinates_work_as_pages()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 390, 844, script: false);
        await page.Page.GotoAsync("/sted");
        await page.Page.Locator("#adresse").FillAsync("Prøveveien 1, 0199 Oslo");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sjekk adressen" }).ClickAsync();
        await Expect(page.Page.Locator(".bm-panel__kicker")).ToHaveTextAsync("Ekeby nord · delbydel 0101");
        await page.Page.GetByText("Bruk koordinater").ClickAsync();
        await page.Page.Locator("#ost").FillAsync("598 000,5");
        await page.Page.Locator("#nord").FillAsync("6643000");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sjekk koordinatene" }).ClickAsync();
        await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Valgt sted");
        Assert.False(await page.ScrollsSidewaysAsync());
    }

    [BrowserTheory]
    [InlineData(1440, "desk")]
    [InlineData(390, "phone")]
    public async Task Groups_1_and_2_are_judged_at_an_address_and_apply_to_no_bare_point(int width, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, 900);
        await page.GoAsync("/sted?adresse=prøveveien 3");
        await Expect(page.Page.Locator(".bm-group[data-group='1'] .bm-verdict")).Not.ToHaveTextAsync("Gjelder ikke");
        await Expect(page.Page.Locator(".bm-group[data-group='1'] .bm-group__score")).ToContainTextAsync("regler kjent");

        var (east, north) = (await MetresAsync("ST_X"), await MetresAsync("ST_Y"));
        await page.GoAsync(FormattableString.Invariant($"/sted?ost={east:0.0}&nord={north:0.0}"));
        foreach (var group in new[] { "1", "2" })
        {
            await Expect(page.Page.Locator($".bm-group[data-group='{group}'] .bm-verdict")).ToHaveTextAsync("Gjelder ikke");
            await Expect(page.Page.Locator($".bm-group[data-group='{group}']")).ToContainTextAsync("Vurderes på adresse");
            Assert.Equal(0, await page.Page.Locator($".bm-group[data-group='{group}'] .bm-group__score").CountAsync());
        }

        await Expect(page.Page.Locator(".bm-group[data-group='3'] .bm-verdict")).Not.ToHaveTextAsync("Gjelder ikke");
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-site-not-applicable");

        Task<double> MetresAsync(string function) => city.Served.ScalarAsync<double>(
            $"SELECT {function}(ST_Translate(ST_Centroid(geom), -180, -130)) FROM geo.area WHERE code = '0203'");
    }

    [BrowserFact]
    public async Task Each_verdict_says_on_which_threshold_it_hangs_or_that_it_hangs_on_none()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        var hanging = 0;
        for (var east = 598_000; east <= 598_800 && hanging == 0; east += 40)
        {
            await page.GoAsync($"/sted?ost={east}&nord=6643000");
            foreach (var group in await page.Page.Locator(".bm-group").AllAsync())
            {
                var (said, flips) = (await group.Locator(".bm-group__hangs").CountAsync(), await group.Locator("[data-flips] li").AllTextContentsAsync());
                Assert.Equal(said > 0, flips.Count > 0);
                Assert.All(flips, flip => Assert.Matches(@"\([+−]25\u00a0%\): (egnet|må vurderes|uegnet|ukjent)$", flip.Trim()));
                hanging += said;
            }
        }

        Assert.True(hanging > 0);
        await page.ShootAsync("desk-site-hangs-on", whole: false);
    }

    [BrowserTheory]
    [InlineData("/sted?adresse=Finnesikkeveien 99", "BOM-702")]
    [InlineData("/sted?ost=nord&nord=6643000", "BOM-703")]
    [InlineData("/sted?lon=10.7", "BOM-703")]
    [InlineData("/sted?lon=NaN&lat=59.9", "BOM-703")]
    [InlineData("/sted?ost=1e999&nord=1", "BOM-703")]
    [InlineData("/sted?ost=6643000&nord=598000", "BOM-703: Koordinatene ser ut til å ha byttet plass")]
    [InlineData("/sted?lon=59.91&lat=10.75", "BOM-703: Koordinatene ser ut til å ha byttet plass")]
    public async Task A_site_that_cannot_be_found_says_why(string path, string code)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 390, 844);
        await page.GoAsync(path);
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(code);
    }

    [BrowserTheory]
    [InlineData("10,7512", "59,9134")]
    [InlineData("59,9134", "10,7512")]
    public async Task Degrees_in_the_fields_for_metres_are_named_as_such_and_checked_by_a_link(string east, string north)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 390, 844, script: false);
        await page.Page.GotoAsync("/sted");
        await page.Page.GetByText("Bruk koordinater").ClickAsync();
        await page.Page.Locator("#ost").FillAsync(east);
        await page.Page.Locator("#nord").FillAsync(north);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sjekk koordinatene" }).ClickAsync();

        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("BOM-703: Tallene ser ut til å være lengdegrad og breddegrad.");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("øst og nord i meter (UTM 32, EPSG:25832), for eksempel 598000 og 6643000");
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync("phone-site-degrees", whole: false);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Sjekk lengdegrad 10,7512 og breddegrad 59,9134" }).ClickAsync();
        Assert.EndsWith("/sted?lon=10.7512&lat=59.9134", page.Page.Url, StringComparison.Ordinal);
        await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Valgt sted");
    }

    [BrowserFact]
    public async Task A_site_outside_the_city_is_unknown_and_never_suitable()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/sted?lon=10.2&lat=59.7");
        Assert.Equal(Enumerable.Repeat("Ukjent", 9), await page.Page.Locator(".bm-verdict").AllInnerTextsAsync());
        await Expect(page.Page.Locator("#panel")).ToContainTextAsync("Stedet ligger utenfor kommunen");
    }

    // A place in the middle of one delbydel, away from its buildings.
    private Task<double> MiddleAsync(string function) => city.Served.ScalarAsync<double>(
        $"SELECT {function}(ST_Transform(ST_Translate(ST_Centroid(geom), -180, -130), 4326)) FROM geo.area WHERE code = '0203'");

    private static Task<string> MetricAsync(WatchedPage page, string metric) =>
        page.Page.Locator($"#metrics tr[data-metric='{metric}'] td").InnerTextAsync();
}
