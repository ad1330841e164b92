using System.Net;
using System.Net.Sockets;
using System.Text;
using PRIOslo.Bomiljo.BrowserTests.SignIn;
using static System.Net.HttpStatusCode;

namespace PRIOslo.Bomiljo.BrowserTests.Attacks;

[Collection("signed city")]
public sealed class InputTests(SignedCity city)
{
    private static readonly string[] Injections =
    [
        "' OR '1'='1", "'; DROP TABLE published.figure; --", "\" OR \"\"=\"", "1; SELECT pg_sleep(10)", "') UNION SELECT key FROM access.claim_key --",
        "$1", "@level", "\\", "%00", "\u0000", "{{7*7}}", "${jndi:x}", "../../etc/passwd", new string('9', 400), "NaN", "1e400", "-1", "😀\u202e",
    ];

    [BrowserTheory]
    [InlineData("/?tema={0}&aar=2023&niva=delbydel")]
    [InlineData("/?tema=brann&aar={0}&niva=delbydel")]
    [InlineData("/?tema=brann&aar=2023&niva={0}")]
    [InlineData("/?omrade={0}")]
    [InlineData("/?sorter={0}&retning={0}")]
    [InlineData("/?sprak={0}")]
    [InlineData("/omrade?aar={0}")]
    [InlineData("/sted?adresse={0}")]
    [InlineData("/sted?adresse=Veien 1, {0}")]
    [InlineData("/sted?adresse={0} 1")]
    [InlineData("/sted?ost={0}&nord={0}")]
    [InlineData("/sted?lon={0}&lat={0}")]
    [InlineData("/kart/omrader.geojson?tema={0}&aar=2023&niva=delbydel")]
    [InlineData("/kart/omrader.geojson?tema=brann&aar={0}&niva=delbydel")]
    [InlineData("/kart/omrader.geojson?tema=brann&aar=2023&niva={0}")]
    [InlineData("/leveranser/{0}")]
    [InlineData("/leveranser/{0}/hendelser")]
    [InlineData("/logg-inn?retur={0}")]
    public async Task Sql_and_worse_in_a_field_is_text_or_refused_and_never_a_failure(string path)
    {
        using var visitor = await Visitor.SignedInAsync(city.Address, "analytiker");
        var logged = city.Served.Log.Length;
        var figures = await city.Served.ScalarAsync<long>("SELECT count(*) FROM published.figure");
        foreach (var injection in Injections)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            using var response = await visitor.GetAsync(path.Replace("{0}", Uri.EscapeDataString(injection), StringComparison.Ordinal));
            Assert.True(response.StatusCode is OK or BadRequest or NotFound or Redirect, $"{injection}: {response.StatusCode}");
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), injection);
            Assert.DoesNotContain("HEMMELIG", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(figures, await city.Served.ScalarAsync<long>("SELECT count(*) FROM published.figure"));
        var log = city.Served.Log[logged..];
        var at = log.IndexOf("A page failed", StringComparison.Ordinal);
        Assert.True(at < 0, at < 0 ? "" : log[at..Math.Min(log.Length, at + 3000)]);
    }

    [BrowserTheory]
    [InlineData("/?tema=brann&aar=2023&omrade=0106", "omr&#xE5;de")]
    [InlineData("/leveranser", "fil")]
    [InlineData("/leveranser/1", "fil")]
    [InlineData("/leveranser/1/hendelser", "kategori")]
    [InlineData("/sted?adresse=Prøveveien 3", null)]
    [InlineData("/sted?adresse=<script>alert(1)</script>", null)]
    public async Task Stored_script_is_shown_as_text(string path, string? marker)
    {
        using var visitor = await Visitor.SignedInAsync(city.Address, "analytiker01");
        var (_, text) = await visitor.ReadAsync(path);
        Assert.DoesNotContain("<script>", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\" onmouseover=", text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&quot;navn&quot;)", text, StringComparison.Ordinal);
        if (marker is not null)
            Assert.Contains($"&lt;script&gt;alert(&quot;{marker}", text, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Stored_script_does_not_run_in_a_browser()
    {
        var browser = new Browser();
        await browser.InitializeAsync();
        await using (var page = await browser.OpenAsync(city.Address, 1440, 900))
        {
            var dialogs = 0;
            page.Page.Dialog += (_, dialog) =>
            {
                dialogs++;
                _ = dialog.DismissAsync();
            };
            await page.Page.GotoAsync("/leveranser");
            await page.Page.Locator("[name=login]").FillAsync("analytiker01");
            await page.Page.Locator("[name=password]").FillAsync("x");
            await page.Page.Locator("button[type=submit]").First.ClickAsync();
            await Microsoft.Playwright.Assertions.Expect(page.Page.Locator("#deliveries")).ToBeVisibleAsync();
            await page.ShootAsync("desk-deliveries");
            foreach (var path in new[] { "/leveranser/1", "/leveranser/1/hendelser", "/?tema=brann&aar=2023&omrade=0106" })
            {
                await page.Page.GotoAsync(path);
                await page.ShootAsync("desk" + path.Split('?')[0].Replace('/', '-'));
            }

            Assert.Equal(0, dialogs);

            // Signing out leads to the provider through the page's own policy.
            await page.Page.Locator("form[action='/logg-ut'] button").ClickAsync();
            await Microsoft.Playwright.Assertions.Expect(page.Page.Locator("button[name=logout]")).ToBeVisibleAsync();
            await page.Page.Locator("button[name=logout]").ClickAsync();
            await Microsoft.Playwright.Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("Du er logget ut");
        }

        await browser.DisposeAsync();
    }

    [BrowserTheory]
    [InlineData("/assets/../appsettings.json")]
    [InlineData("/assets/..%2fappsettings.json")]
    [InlineData("/assets/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/assets/..%5cappsettings.json")]
    [InlineData("/..%2f..%2f..%2f..%2fetc/passwd")]
    [InlineData("/assets//etc/passwd")]
    [InlineData("/assets/main.js%00.css")]
    public async Task No_path_leads_out_of_the_assets(string path)
    {
        var answer = await RawAsync($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        Assert.Matches("^HTTP/1.1 (302|400|404) ", answer);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("LogLevel", answer, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_form_without_the_pages_token_or_with_anothers_changes_nothing()
    {
        using var visitor = await Visitor.SignedInAsync(city.Address, "analytiker");
        using var bare = new FormUrlEncodedContent([new("x", "y")]);
        using var refused = await visitor.Client.PostAsync("/logg-ut", bare);
        Assert.Equal(BadRequest, refused.StatusCode);
        Assert.Contains("BOM-815", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var other = await Visitor.SignedInAsync(city.Address, "leser");
        var (_, page) = await other.ReadAsync("/");
        var start = page.IndexOf("__RequestVerificationToken", StringComparison.Ordinal);
        var token = page[(page.IndexOf("value=\"", start, StringComparison.Ordinal) + 7)..];
        using var stolen = new FormUrlEncodedContent([new("__RequestVerificationToken", token[..token.IndexOf('"', StringComparison.Ordinal)])]);
        using var again = await visitor.Client.PostAsync("/logg-ut", stolen);
        Assert.Equal(BadRequest, again.StatusCode);
        Assert.Equal(OK, (await visitor.ReadAsync("/leveranser")).Status);

        foreach (var path in new[] { "/", "/sted", "/leveranser/1/hendelser" })
        {
            using var posted = await visitor.Client.PostAsync(path, new FormUrlEncodedContent([new("rolle", "Analyst")]));
            Assert.True(posted.StatusCode is BadRequest or MethodNotAllowed, $"{path}: {posted.StatusCode}");
        }
    }

    [BrowserTheory]
    [InlineData("angriper.example")]
    [InlineData("127.0.0.1.angriper.example")]
    [InlineData("")]
    public async Task A_foreign_host_name_is_refused(string host)
    {
        var answer = await RawAsync($"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Oversized_requests_are_refused()
    {
        Assert.StartsWith("HTTP/1.1 414 ", await RawAsync($"GET /?tema={new string('x', 10_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", await RawAsync($"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: {new string('x', 20_000)}\r\n\r\n"), StringComparison.Ordinal);
        using var visitor = await Visitor.SignedInAsync(city.Address, "leser");
        using var large = await visitor.Client.PostAsync("/logg-ut", new FormUrlEncodedContent([new("x", new string('x', 100_000))]));
        Assert.True(large.StatusCode is RequestEntityTooLarge or BadRequest, $"{large.StatusCode}");
        using var many = await visitor.Client.PostAsync("/logg-ut", new FormUrlEncodedContent(Enumerable.Range(0, 500).Select(n => new KeyValuePair<string, string>($"x{n}", ""))));
        Assert.Equal(BadRequest, many.StatusCode);
    }

    [BrowserFact]
    public async Task A_request_that_trickles_in_is_cut_off_and_others_are_served_meanwhile()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, city.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"u8.ToArray());
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var answer = new byte[1024];
        var read = stream.ReadAsync(answer).AsTask();
        using var client = new HttpClient { BaseAddress = city.Address };
        while (!read.IsCompleted && clock.Elapsed < TimeSpan.FromSeconds(20))
        {
            Assert.Equal("lever", await client.GetStringAsync("/helse/lever"));
            await stream.WriteAsync("X: y\r\n"u8.ToArray());
            await Task.Delay(500);
        }

        Assert.True(read.IsCompleted, "The server still waits.");
        Assert.StartsWith("HTTP/1.1 408 ", Encoding.ASCII.GetString(answer), StringComparison.Ordinal);
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, city.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
