using System.Globalization;
using System.Net;
using PRIOslo.Bomiljo.BrowserTests.SignIn;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Sites;

[Collection("city")]
public sealed class WhatIfPageTests(FilledCity city)
{
    [BrowserTheory]
    [InlineData(1440, "desk")]
    [InlineData(390, "phone")]
    public async Task A_threshold_that_is_moved_changes_the_count_of_suitable_sites_beside_the_one_that_stands(int width, string name)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, width, 844);
        await page.Page.GotoAsync("/sted/hva-hvis?gruppe=5&regel=shielded-nearest-dwelling");
        var now = page.Page.Locator("#what-if tbody tr").Nth(0).Locator("[data-count='suitable']");
        var then = page.Page.Locator("#what-if tbody tr").Nth(1).Locator("[data-count='suitable']");
        var before = await now.InnerTextAsync();
        await Expect(then).ToHaveTextAsync(before);

        // The slider at its far end asks for three times the distance.
        await page.Page.Locator("#grense").FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await Expect(then).Not.ToHaveTextAsync(before);
        await Expect(now).ToHaveTextAsync(before);
        Assert.True(Count(await then.InnerTextAsync()) < Count(before));
        Assert.Contains("gruppe=5", page.Page.Url, StringComparison.Ordinal);
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-what-if");

        await page.Page.Locator("#gruppe").SelectOptionAsync("7");
        await Expect(page.Page.Locator("#regel")).ToHaveValueAsync("fringe-nearest-building");
        await Expect(page.Page.Locator("#grense")).ToHaveValueAsync("200"); // the threshold of another rule means nothing here
        await Expect(then).ToHaveTextAsync(await now.InnerTextAsync());
        Assert.Equal(0, await page.Page.Locator("[role='alert']").CountAsync()); // nobody asked for a rule that group 7 lacks
        page.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData("shielded-nearest-dwelling", "abc", "100\u00a0m")]
    [InlineData("shielded-nearest-dwelling", "-5", "100\u00a0m")]
    [InlineData("gathering-municipal-200m", "1.5", "10\u00a0%")]
    public async Task A_threshold_that_is_none_is_refused_in_words_and_the_rules_own_is_shown(string rule, string threshold, string own)
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 390, 844);
        await page.Page.GotoAsync($"/sted/hva-hvis?gruppe=5&regel={rule}&for={rule}&grense={threshold}");

        await Expect(page.Page.Locator("#what-if-refused")).ToContainTextAsync("kan ikke brukes");
        await Expect(page.Page.Locator("#what-if-refused")).ToContainTextAsync(own);
        Assert.Equal(
            await page.Page.Locator("#what-if tbody tr").Nth(0).Locator("td").AllInnerTextsAsync(),
            await page.Page.Locator("#what-if tbody tr").Nth(1).Locator("td").AllInnerTextsAsync());
        Assert.False(await page.ScrollsSidewaysAsync());
    }

    [BrowserFact]
    public async Task Groups_that_are_judged_by_address_are_no_choice_and_the_page_says_why()
    {
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.Page.GotoAsync("/sted/hva-hvis?gruppe=1");

        await Expect(page.Page.Locator("#gruppe")).ToHaveValueAsync("5");
        Assert.Equal(7, await page.Page.Locator("#gruppe option").CountAsync());
        await Expect(page.Page.Locator(".bm-lead")).ToContainTextAsync("Gruppe 1 og 2 er ikke med");
        Assert.Equal(0, await page.Page.Locator("#what-if-refused").CountAsync());
    }

    [BrowserTheory]
    [InlineData("hundre meter")]
    [InlineData("100 m")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("<b>100</b>")]
    public async Task Words_for_a_threshold_are_refused_by_the_endpoint_and_both_rows_are_the_same(string threshold)
    {
        using var visitor = new Visitor(city.Served.Address);
        var (status, text) = await visitor.ReadAsync($"/sted/hva-hvis?gruppe=5&regel=shielded-nearest-dwelling&for=shielded-nearest-dwelling&grense={Uri.EscapeDataString(threshold)}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("id=\"what-if-refused\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>100</b>", text, StringComparison.Ordinal);
        Assert.Equal(2, SuitableCounts(text).Length);
        Assert.Single(SuitableCounts(text).Distinct(StringComparer.Ordinal));
    }

    [BrowserTheory]
    [InlineData("", 1440, "Tallene bygger også på det som er eldre enn det bør være: ", "15.01.2001", "Boenheter som tallene ikke regner med")]
    [InlineData("&sprak=en", 390, "The numbers also rest on what is older than it should be: ", "15/01/2001", "Dwelling units that the numbers leave out")]
    public async Task Old_layers_behind_the_counts_are_told_in_one_line_and_units_that_reach_no_home_in_another(string language, int width, string line, string day, string units)
    {
        await city.Served.ExecuteAsync(
            """
            INSERT INTO geo.vintage (layer, year, file_name, sha256, imported_at, approximate, features, dated_on)
            VALUES ('heritage', 2001, 'gammel.geojson', repeat('0', 64), now(), false, 0, '2001-01-15'),
                   ('dwelling-unit', 2001, 'gammel.geojson', repeat('0', 64), now(), false, 1, NULL);
            INSERT INTO geo.feature (vintage_id, feature_no, homes, geom)
            SELECT vintage_id, 1, 25, ST_SetSRID(ST_MakePoint(590000, 6620000), 25832) FROM geo.vintage WHERE file_name = 'gammel.geojson' AND layer = 'dwelling-unit'
            """);
        try
        {
            await using var page = await city.Browser.OpenAsync(city.Served.Address, width, 844);
            await page.Page.GotoAsync($"/sted/hva-hvis?gruppe=5{language}");
            await Expect(page.Page.Locator("#what-if-outdated")).ToContainTextAsync(line);
            await Expect(page.Page.Locator("#what-if-outdated")).ToContainTextAsync($"({day})");
            await Expect(page.Page.Locator("#what-if-units")).ToContainTextAsync(units);
            await Expect(page.Page.Locator("#what-if-units")).ToContainTextAsync(": 25.");
            Assert.False(await page.ScrollsSidewaysAsync());
            await page.ShootAsync($"{width}-what-if-outdated");
            page.AssertQuiet();
        }
        finally
        {
            await city.Served.ExecuteAsync("DELETE FROM geo.vintage WHERE file_name = 'gammel.geojson'");
        }

        using var visitor = new Visitor(city.Served.Address);
        Assert.DoesNotContain("(15.01.2001)", (await visitor.ReadAsync("/sted/hva-hvis?gruppe=5")).Text, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("7", "outside-marka", "0.5")]
    [InlineData("7", "finnes-ikke", "5")]
    public async Task A_threshold_of_law_is_no_choice_and_another_rule_stands_in_its_place(string group, string rule, string threshold)
    {
        using var visitor = new Visitor(city.Served.Address);
        var (status, text) = await visitor.ReadAsync($"/sted/hva-hvis?gruppe={group}&regel={rule}&for={rule}&grense={threshold}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("id=\"what-if-other-rule\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{rule}\"", text, StringComparison.Ordinal);
        Assert.Contains("value=\"fringe-nearest-building\"", text, StringComparison.Ordinal);
        Assert.Single(SuitableCounts(text).Distinct(StringComparer.Ordinal));
    }

    [BrowserFact]
    public async Task A_viewer_is_refused_and_finds_no_way_to_the_page()
    {
        using var visitor = new Visitor(city.Served.Address);
        using var chosen = await visitor.PostAsync("/rolle", "/", new("rolle", "Viewer"), new("retur", "/"));
        foreach (var path in new[] { "/sted/hva-hvis", "/sted", "/sted?ost=598000&nord=6643000" })
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.ReadAsync(path)).Status);
        Assert.DoesNotContain("hva-hvis", (await visitor.ReadAsync("/")).Text, StringComparison.Ordinal);
    }

    private static string[] SuitableCounts(string page) =>
        [.. page.Split("data-count=\"suitable\">").Skip(1).Select(rest => rest[..rest.IndexOf('<', StringComparison.Ordinal)])];

    private static int Count(string text) => int.Parse(string.Concat(text.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
}
