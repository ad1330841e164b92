using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Heat;

[Collection("city")]
public sealed class HeatMapTests(FilledCity city)
{
    private static readonly CultureInfo Norwegian = CultureInfo.GetCultureInfo("nb-NO");

    [BrowserTheory]
    [InlineData(1440, 900, "desk")]
    [InlineData(390, 844, "phone")]
    public async Task Year_theme_and_a_clicked_delbydel_show_the_figures_of_the_database(int width, int height, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, height);
        await page.GoAsync("/");
        await page.ShootAsync($"{name}-map", whole: false);
        await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Oslo samlet");

        await page.Page.Locator("#tema").SelectOptionAsync("forsopling");
        await Expect(page.Page.Locator("#panel .bm-panel__theme")).ToHaveTextAsync("Forsøpling · 2024");
        await page.Page.Locator("#aar").SelectOptionAsync("2022");
        await Expect(page.Page.Locator("#panel .bm-panel__theme")).ToHaveTextAsync("Forsøpling · 2022");
        await page.MapDrawnAsync();
        await page.ClickMapAsync(city.Served, await CentreAsync("0305", "ST_X"), await CentreAsync("0305", "ST_Y"));

        await Expect(page.Page.Locator("#panel-title")).ToHaveTextAsync("Østmo sør");
        await Expect(page.Page.Locator("#panel")).ToBeFocusedAsync();
        Assert.Equal("?tema=forsopling&aar=2022&niva=delbydel&omrade=0305", new Uri(page.Page.Url).Query);
        var where = "year = 2022 AND level = 'delbydel' AND area = '0305' AND theme = 'forsopling'";
        Assert.Equal(await RateAsync("rate", where), await page.TextAsync("#panel .bm-key__rate"));
        Assert.Equal($"95 % intervall {await RateAsync("rate_low", where)} til {await RateAsync("rate_high", where)}",
            await page.TextAsync("#panel .bm-key__interval"));
        Assert.Equal(await city.Served.ScalarAsync<string>($"SELECT count::text FROM published.figure WHERE {where}"),
            await page.TextAsync("#panel .bm-facts dd"));
        Assert.Equal(3, await page.Page.Locator("#years tbody tr").CountAsync());
        Assert.Equal(3, await page.Page.Locator("#themes tbody tr").CountAsync());
        Assert.Contains("97 %", await page.TextAsync("#coverage"), StringComparison.Ordinal);
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-delbydel", whole: false);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Every_row_of_the_table_reads_as_the_database_has_it()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/?tema=brann&aar=2023");
        await using var command = city.Served.Database.CreateCommand(
            """
            SELECT a.area, a.area_name, f.rate, f.count, f.suppressed, f.denominator
            FROM published.figure f JOIN published.area a USING (year, version, level, area)
            WHERE f.year = 2023 AND f.level = 'delbydel' AND f.theme = 'brann'
            """);
        await using var rows = await command.ExecuteReaderAsync();
        var seen = 0;
        while (await rows.ReadAsync())
        {
            var text = await page.TextAsync($"#figures tr[data-area='{rows.GetString(0)}']");
            Assert.Contains(rows.GetString(1), text, StringComparison.Ordinal);
            var cells = text.Split('\t', StringSplitOptions.TrimEntries);
            if (rows.GetBoolean(4))
                Assert.Equal("Skjult", cells[1]);
            else if (await rows.IsDBNullAsync(5))
                Assert.Equal(["–", $"{rows.GetInt32(3)}", "–"], cells[1..]);
            else
                Assert.Equal([Rate(rows.GetDouble(2)), $"{rows.GetInt32(3)}"], [cells[1], cells[3]]);
            seen++;
        }

        Assert.Equal(25, seen);
        Assert.Equal(seen, await page.Page.Locator("#figures tbody tr").CountAsync());
    }

    [BrowserFact]
    public async Task The_table_sorts_by_rate_with_hidden_and_missing_numbers_last()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/?tema=brann&aar=2023");
        await page.Page.Locator("#sort-rate").ClickAsync();
        await Expect(page.Page.Locator("#figures th[aria-sort=descending]")).ToHaveCountAsync(1);
        var wanted = await city.Served.ScalarAsync<string[]>(
            "SELECT array_agg(area ORDER BY rate DESC) FROM published.figure WHERE year = 2023 AND level = 'delbydel' AND theme = 'brann' AND rate IS NOT NULL");
        var shown = await page.Page.Locator("#figures tbody tr").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.area)");
        Assert.Equal(wanted, shown[..wanted.Length]);
        Assert.Contains("1601", shown[wanted.Length..]);
    }

    [BrowserFact]
    public async Task Classes_mean_the_same_in_every_year_of_a_theme()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/?tema=brann&aar=2024");
        var before = await page.Page.Locator("#legend .bm-legend__range").AllInnerTextsAsync();
        await page.Page.Locator("#aar").SelectOptionAsync("2022");
        await Expect(page.Page.Locator("#panel .bm-panel__theme")).ToHaveTextAsync("Brann · 2022");
        Assert.Equal(before, await page.Page.Locator("#legend .bm-legend__range").AllInnerTextsAsync());
        Assert.Contains(before, text => text == "Skjult av personvernhensyn (1–4 eller beskyttende)");
    }

    [BrowserFact]
    public async Task A_hidden_delbydel_is_named_hidden_and_shows_no_number()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        var area = await city.Served.ScalarAsync<string>(
            "SELECT area FROM published.figure WHERE year = 2023 AND level = 'delbydel' AND theme = 'brann' AND suppressed ORDER BY area LIMIT 1");
        await page.GoAsync($"/?tema=brann&aar=2023&omrade={area}");
        Assert.Contains("Skjult av personvernhensyn", await page.TextAsync("#panel .bm-key--hidden"), StringComparison.Ordinal);
        await Expect(page.Page.Locator("#panel .bm-key__rate")).ToHaveCountAsync(0);
        await page.ShootAsync("desk-hidden", whole: false);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Provisional_figures_and_approximate_areas_are_marked()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/?aar=2024");
        Assert.Contains("Foreløpige tall for 2024", await page.TextAsync("#notices"), StringComparison.Ordinal);
        Assert.Contains("Omtrentlig kart, til demonstrasjon", await page.TextAsync("#notices"), StringComparison.Ordinal);
        Assert.Equal("Omtrentlig kart, til demonstrasjon", await page.TextAsync(".bm-map__mark"));
    }

    [BrowserFact]
    public async Task What_rests_on_an_interpolated_year_is_marked_where_it_is_told()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.Page.GotoAsync("/?tema=brann&aar=2023&omrade=0104");
        Assert.Contains("Folketallet ligger mellom to kjente år for minst ett område", await page.TextAsync("#notices"), StringComparison.Ordinal);
        Assert.Contains("(mellom to kjente år)", await page.TextAsync("#panel .bm-facts"), StringComparison.Ordinal);
        const string sentence = "Ingen sikker endring fra året før. Sammenligningen hviler på et folketall (eller boligtall) som ligger mellom to kjente år";
        Assert.Contains(sentence, await page.TextAsync("#panel .bm-said"), StringComparison.Ordinal);
        Assert.Equal("2023†", string.Concat((await page.TextAsync("#years tr:has([data-interpolated]) th")).Where(letter => !char.IsWhiteSpace(letter) && letter != '*')));
        Assert.Equal("† Raten hviler på en nevner (folketall eller boliger) som ligger mellom to kjente år", (await page.TextAsync("#years-interpolated")).Trim());
        await page.ShootAsync("desk-interpolated");

        await page.Page.GotoAsync("/?tema=brann&aar=2024&omrade=0104");
        Assert.Contains(sentence, await page.TextAsync("#panel .bm-said"), StringComparison.Ordinal);
        Assert.DoesNotContain("(mellom to kjente år)", await page.TextAsync("#panel .bm-facts"), StringComparison.Ordinal);
        Assert.DoesNotContain("mellom to kjente år", await page.TextAsync("#notices"), StringComparison.Ordinal);
        Assert.Contains("Et merket område er derfor ikke nødvendigvis nytt.", await page.TextAsync("#marked-every-year"), StringComparison.Ordinal);
        await page.Page.GotoAsync("/?tema=brann&aar=2024&omrade=0105");
        await Expect(page.Page.Locator("#panel .bm-said")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Without_script_the_form_and_the_table_work_as_pages()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900, script: false);
        await page.Page.GotoAsync("/");
        await page.Page.Locator("#tema").SelectOptionAsync("brann");
        await page.Page.Locator("#aar").SelectOptionAsync("2022");
        await page.Page.Locator("#niva").SelectOptionAsync("bydel");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Vis" }).ClickAsync();
        await Expect(page.Page.Locator("#panel .bm-panel__theme")).ToHaveTextAsync("Brann · 2022");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Bydel 02" }).ClickAsync();
        Assert.Equal(await RateAsync("rate", "year = 2022 AND level = 'bydel' AND area = '02' AND theme = 'brann'"),
            await page.TextAsync("#panel .bm-key__rate"));
    }

    [BrowserFact]
    public async Task English_is_the_second_language()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.GoAsync("/?tema=brann&aar=2023&omrade=0105");
        await page.Page.Locator("#language").ClickAsync();
        await Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.Page.Locator("#panel .bm-panel__theme")).ToHaveTextAsync("Fire · 2023");
        Assert.Contains(".", await page.TextAsync("#panel .bm-key__rate"), StringComparison.Ordinal);
        page.AssertQuiet();
    }

    private Task<double> CentreAsync(string area, string function) => city.Served.ScalarAsync<double>(
        $"SELECT {function}(ST_Centroid(geom)) FROM published.area WHERE year = 2022 AND level = 'delbydel' AND area = '{area}'");

    private async Task<string> RateAsync(string column, string where) =>
        Rate(await city.Served.ScalarAsync<double>($"SELECT {column} FROM published.figure WHERE {where}"));

    private static string Rate(double rate) => rate.ToString(rate is < 1 and > 0 ? "0.00" : "0.0", Norwegian);
}
