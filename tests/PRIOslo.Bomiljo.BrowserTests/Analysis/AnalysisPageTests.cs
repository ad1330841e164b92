using System.Net;
using PRIOslo.Bomiljo.BrowserTests.SignIn;
using static Microsoft.Playwright.Assertions;

namespace PRIOslo.Bomiljo.BrowserTests.Analysis;

[Collection("city")]
public sealed class AnalysisPageTests(FilledCity city) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        if (BrowserTests.Browser.WhyNot is null && !await city.Served.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM heatmap.measurement)"))
            await city.Served.FillAsync("analysis.sql");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [BrowserFact]
    public async Task A_theme_that_the_year_lacks_is_said_to_be_missing()
    {
        await using var page = await OpenAsync(1440);
        await page.Page.GotoAsync("/analyse?tema=finnes-ikke&aar=2023");
        Assert.Contains("Temaet er ikke målt i 2023.", await page.TextAsync("#theme-missing"), StringComparison.Ordinal);
        await page.Page.GotoAsync("/analyse?tema=brann&aar=2023");
        await Expect(page.Page.Locator("#theme-missing")).ToHaveCountAsync(0);
    }

    [BrowserTheory]
    [InlineData(1440, "desk")]
    [InlineData(390, "phone")]
    public async Task Choosing_a_version_and_an_area_shows_what_was_measured_then_and_that_it_is_corrected(int width, string name)
    {
        await using var page = await OpenAsync(width);
        await page.Page.GotoAsync("/analyse?tema=brann&aar=2023");
        await Expect(page.Page.Locator("#superseded")).ToHaveCountAsync(0);
        Assert.Contains("Versjon 2 er en rettelse: Brann leverte på nytt.", await page.TextAsync("#correction"), StringComparison.Ordinal);
        await Expect(page.Page.Locator("#analysis tr[data-area='0102'] td").First).ToHaveTextAsync("22");

        await page.Page.Locator("#versjon").SelectOptionAsync("2023-1");
        await Expect(page.Page.Locator("#superseded")).ToHaveTextAsync("Versjon 1 er rettet av versjon 2: Brann leverte på nytt.");
        await Expect(page.Page.Locator("#analysis tr[data-area='0102'] td").First).ToHaveTextAsync("12");
        await page.Page.Locator("#analysis tr[data-area='0102'] a").ClickAsync();
        await Expect(page.Page.Locator("#area-title")).ToHaveTextAsync("Bjørkelia nord 0102");
        Assert.Contains("versjon=2023-1", page.Page.Url, StringComparison.Ordinal);
        foreach (var (group, expected) in new[]
        {
            ("Level", "2 000 (interpolert nevner)"), ("Level", "6 (4 til 12) per 1 000"), ("Level", "24 (12 til 36)"), ("Level", "120 (90 til 150)"),
            ("Change", "opp (interpolert nevner)"), ("Change", "1,5 (1,1 til 2,2)"), ("Change", "0,020"), ("Change", "0,060"), ("Trend", "for kort serie"), ("Neighbours", "0,010 / 0,040"), ("Alone", "over 95 %"),
            ("Index", "0,4 (0,1 til 0,7)"), ("Index", "1 til 9"), ("Index", "2 til 5"), ("Index", "85 %: i den høyeste tidelen"),
            ("Reservations", "25 %"), ("Reservations", "75 %"), ("Reservations", "punkt eller adresse 50 %, gate 30 %, område 20 %"), ("Reservations", "1,5 (fra 2021)"), ("Reservations", "98 %"),
        })
        {
            Assert.Contains(expected, await page.TextAsync($"[data-facts='{group}']"), StringComparison.Ordinal);
        }

        Assert.Equal("Det som er merket *, hviler på en nevner (folketall eller boliger) som ligger mellom to kjente år", (await page.TextAsync("#interpolated")).Trim());
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-analysis");
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_rise_from_nothing_is_told_in_counts_and_a_year_without_comparison_says_why()
    {
        await using var page = await OpenAsync(1440);
        await page.Page.GotoAsync("/analyse?tema=brann&aar=2023&omrade=0103");
        await Expect(page.Page.Locator("#analysis tr[data-area='0103']")).ToContainTextAsync("fra 0 til 23: opp (q 0,020)");
        Assert.Contains("fra 0 til 23 (minst 1,4 ganger)", await page.TextAsync("[data-facts='Change']"), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", await page.TextAsync("#analysis-page"), StringComparison.Ordinal);

        await page.Page.GotoAsync("/analyse?tema=total&aar=2023&omrade=0103");
        Assert.Contains("Samlet er ikke det samme i 2022 og 2023. Bare i 2022: Forsøpling.", await page.TextAsync("#timeline tbody"), StringComparison.Ordinal);
        Assert.Contains("Et merket område er derfor ikke nødvendigvis nytt.", await page.TextAsync("#analysis-page"), StringComparison.Ordinal);
        page.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData(1440, "desk")]
    [InlineData(390, "phone")]
    public async Task When_it_happens_is_drawn_as_bars_with_the_numbers_in_a_table(int width, string name)
    {
        await using var page = await OpenAsync(width);
        await page.Page.GotoAsync("/analyse?tema=brann&aar=2023&omrade=0103");
        await page.Page.Locator("#profile > summary").ClickAsync();
        foreach (var (kind, bars) in new[] { ("hour", 24), ("weekday", 7), ("month", 12) })
        {
            var chart = page.Page.Locator($".bm-profile[data-kind='{kind}']");
            await Expect(chart.Locator("rect")).ToHaveCountAsync(bars);
            await Expect(chart.Locator("tbody tr")).ToHaveCountAsync(bars);
            Assert.Contains("Det meste er 11 hendelser", await chart.Locator("svg").GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        }

        await page.Page.Locator(".bm-profile[data-kind='month'] summary").ClickAsync();
        var last = page.Page.Locator(".bm-profile[data-kind='month'] tbody tr").Last;
        await Expect(last.Locator("th")).ToContainTextAsync("des");
        await Expect(last.Locator("td")).ToHaveTextAsync("0"); // a month without incidents is told, and has no bar
        await Expect(page.Page.Locator(".bm-profile[data-kind='month'] rect").Last).ToHaveAttributeAsync("height", "0");
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.ShootAsync($"{name}-profile");
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task A_version_that_is_not_there_gives_the_newest_and_a_choice_does_not_go_over_to_another_year()
    {
        await using var page = await OpenAsync(1440);
        foreach (var versjon in new[] { "7", "2022-1", "x", "" })
        {
            await page.Page.GotoAsync("/analyse?tema=brann&aar=2023&versjon=" + versjon);
            await Expect(page.Page.Locator("#correction")).ToHaveCountAsync(1);
        }

        await page.Page.GotoAsync("/analyse?tema=brann&aar=2023&versjon=1");
        await Expect(page.Page.Locator("#superseded")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task What_an_analyst_writes_is_on_the_time_line_at_once_and_on_record()
    {
        await using var page = await OpenAsync(390);
        await page.Page.GotoAsync("/analyse?tema=brann&aar=2023&omrade=0203");
        await page.Page.Locator("#register summary").ClickAsync();
        await page.Page.Locator("#slag").SelectOptionAsync("lighting");
        await page.Page.Locator("#fra").FillAsync("2023-05-01");
        await page.Page.Locator("#tiltak").FillAsync("Nye lykter <b>langs</b> turveien.");
        await page.Page.Locator("#event-form button").ClickAsync();
        await Expect(page.Page.Locator("#timeline tbody")).ToContainTextAsync("Belysning, 01.05.2023–: Nye lykter <b>langs</b> turveien.");
        await page.Page.Locator("#register summary").ClickAsync();
        await page.Page.Locator("#notat").FillAsync("Se på dette.");
        await page.ShootAsync("phone-analysis-write");
        await page.Page.Locator("#note-form button").ClickAsync();
        await Expect(page.Page.Locator("#timeline tbody")).ToContainTextAsync("Se på dette.");
        Assert.EndsWith("omrade=0203#timeline", page.Page.Url, StringComparison.Ordinal);
        Assert.Equal("event lighting 0203 f", await city.Served.ScalarAsync<string>("SELECT concat_ws(' ', 'event', kind, area, public) FROM heatmap.event WHERE removed_at IS NULL ORDER BY event_id DESC LIMIT 1"));
        Assert.Equal("Se på dette. 2023", await city.Served.ScalarAsync<string>("SELECT text || ' ' || year FROM heatmap.note ORDER BY note_id DESC LIMIT 1"));
        Assert.True(await city.Served.ScalarAsync<bool>(
            "SELECT count(*) FILTER (WHERE action = 'heatmap.event-add' AND role = 'analyst') > 0 AND count(*) FILTER (WHERE action = 'heatmap.note-add' AND role = 'analyst') > 0 FROM audit.entry"));
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task What_is_written_without_the_pages_token_as_a_planner_or_wrong_is_not_kept()
    {
        var before = await city.Served.ScalarAsync<long>("SELECT count(*) FROM heatmap.event");
        KeyValuePair<string, string>[] good = [new("slag", "patrol"), new("sted", "0203"), new("fra", "2023-05-01"), new("tekst", "t"), new("retur", "/analyse?aar=2023&omrade=0203")];
        using var visitor = new Visitor(city.Served.Address);
        using var asPlanner = await visitor.PostAsync("/analyse/tiltak", "/", good);
        using var chosen = await visitor.PostAsync("/rolle", "/", new("rolle", "Analyst"), new("retur", "/"));
        using var bare = await visitor.Client.PostAsync("/analyse/tiltak", new FormUrlEncodedContent(good));
        using var noDay = await visitor.PostAsync("/analyse/tiltak", "/", [.. good.Where(field => field.Key != "fra")]);
        using var backwards = await visitor.PostAsync("/analyse/tiltak", "/", [.. good, new("til", "2022-01-01")]);
        using var noArea = await visitor.PostAsync("/analyse/notat", "/", new("sted", "9999"), new("aar", "2023"), new("tekst", "t"), new("retur", "//angriper.example"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (asPlanner.StatusCode, bare.StatusCode));
        Assert.All(new[] { noDay, backwards }, refused => Assert.Equal("/analyse?aar=2023&omrade=0203&avvist=form", refused.Headers.Location!.OriginalString));
        Assert.Equal("/?avvist=form", noArea.Headers.Location!.OriginalString);
        Assert.Equal(before, await city.Served.ScalarAsync<long>("SELECT count(*) FROM heatmap.event"));
        Assert.Contains("id=\"refused\"", (await visitor.ReadAsync("/analyse?aar=2023&omrade=0203&avvist=form")).Text, StringComparison.Ordinal);
        using var kept = await visitor.PostAsync("/analyse/tiltak", "/", good);
        Assert.Equal("/analyse?aar=2023&omrade=0203#timeline", kept.Headers.Location!.OriginalString);
        Assert.Equal(before + 1, await city.Served.ScalarAsync<long>("SELECT count(*) FROM heatmap.event"));
    }

    private async Task<WatchedPage> OpenAsync(int width)
    {
        var page = await city.Browser.OpenAsync(city.Served.Address, width, 844);
        await page.Page.Context.AddCookiesAsync([new() { Name = "bomiljo-role", Value = "Analyst", Url = city.Served.Address.ToString() }]);
        return page;
    }
}
