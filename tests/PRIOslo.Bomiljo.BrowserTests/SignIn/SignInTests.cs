using System.Net;
using static System.Net.HttpStatusCode;

namespace PRIOslo.Bomiljo.BrowserTests.SignIn;

[Collection("signed city")]
public sealed class SignInTests(SignedCity city)
{
    [BrowserFact]
    public async Task A_stranger_is_led_to_the_provider_and_back_to_the_page_asked_for()
    {
        using var visitor = new Visitor(city.Address);
        using var first = await visitor.GetAsync("/sted?adresse=Veien 1");
        Assert.Equal(Redirect, first.StatusCode);
        Assert.Equal("/logg-inn?retur=%2Fsted%3Fadresse%3DVeien%25201", first.Headers.Location!.OriginalString);

        using var callback = await visitor.SignInAsync("planlegger", first.Headers.Location.OriginalString);
        Assert.Equal(Redirect, callback.StatusCode);
        Assert.Equal("/sted?adresse=Veien%201", callback.Headers.Location!.OriginalString);
        var (status, text) = await visitor.ReadAsync("/sted");
        Assert.Equal(OK, status);
        Assert.Contains("Per Planlegger", text, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_way_to_the_provider_carries_pkce_state_nonce_and_a_fixed_callback()
    {
        using var visitor = new Visitor(city.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/logg-inn");
        request.Headers.Host = $"localhost:{city.Address.Port}";
        using var challenge = await visitor.Client.SendAsync(request);
        var query = System.Web.HttpUtility.ParseQueryString(challenge.Headers.Location!.Query);
        Assert.Equal(city.Provider.Authority, challenge.Headers.Location.Authority);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal("code", query["response_type"]);
        Assert.Equal(43, query["state"]!.Length);
        Assert.Equal(43, query["nonce"]!.Length);
        Assert.Equal(new Uri(city.Address, "/logg-inn/svar").AbsoluteUri, query["redirect_uri"]);
    }

    [BrowserFact]
    public async Task The_browser_holds_one_opaque_key_and_no_token()
    {
        using var visitor = new Visitor(city.Address);
        using var callback = await visitor.SignInAsync("analytiker");
        var cookie = Assert.Single(callback.Headers.GetValues("Set-Cookie"), text => text.StartsWith("bomiljo=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        foreach (Cookie kept in visitor.Cookies.GetAllCookies())
        {
            if (!kept.Name.StartsWith('_')) // the provider's own, on the same host
                Assert.DoesNotContain("eyJ", kept.Value, StringComparison.Ordinal);
        }
    }

    [BrowserTheory]
    [InlineData("https://angriper.example/")]
    [InlineData("//angriper.example/")]
    [InlineData("/\\angriper.example/")]
    [InlineData("/\t/angriper.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("angriper.example")]
    public async Task After_sign_in_nobody_is_led_to_another_server(string address)
    {
        using var visitor = new Visitor(city.Address);
        using var callback = await visitor.SignInAsync("leser", "/logg-inn?retur=" + Uri.EscapeDataString(address));
        Assert.Equal(Redirect, callback.StatusCode);
        Assert.Equal("/", callback.Headers.Location!.OriginalString);
    }

    [BrowserFact]
    public async Task A_callback_counts_once_and_only_in_the_browser_that_began()
    {
        using var visitor = new Visitor(city.Address);
        var cookies = new CookieContainer();
        var reached = await visitor.ReachCallbackAsync("planlegger");
        cookies.Add(visitor.Cookies.GetAllCookies());

        using var stranger = new Visitor(city.Address);
        Assert.Equal(BadRequest, (await stranger.ReadAsync(reached.PathAndQuery)).Status);
        Assert.Equal(BadRequest, (await visitor.ReadAsync(reached.PathAndQuery)).Status); // the stranger has used it up

        using var again = new Visitor(city.Address);
        using var signedIn = await again.SignInAsync("planlegger");
        Assert.Equal(Redirect, signedIn.StatusCode);
        Assert.Equal(BadRequest, (await again.ReadAsync(again.Callback!.PathAndQuery)).Status);
        Assert.Equal(Unauthorized, await StatusAsync(stranger));
    }

    [BrowserFact]
    public async Task A_person_without_a_role_gets_403_and_no_session()
    {
        using var visitor = new Visitor(city.Address);
        using var callback = await visitor.SignInAsync("utenrolle");
        Assert.Equal(Forbidden, callback.StatusCode);
        Assert.Contains("BOM-812", await callback.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(Unauthorized, await StatusAsync(visitor));
    }

    [BrowserFact]
    public async Task Refused_at_the_provider_is_told_and_signs_nobody_in()
    {
        using var visitor = new Visitor(city.Address);
        var reached = await visitor.ReachCallbackAsync("leser");
        var state = System.Web.HttpUtility.ParseQueryString(reached.Query)["state"];
        var (status, text) = await visitor.ReadAsync($"/logg-inn/svar?error=access_denied&error_description=%3Cscript%3E&state={state}");
        Assert.Equal(BadRequest, status);
        Assert.Contains("BOM-811", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", text.Replace("<script type=\"module\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Signing_out_ends_the_session_here_and_leads_to_the_provider()
    {
        using var visitor = await Visitor.SignedInAsync(city.Address, "analytiker");
        var stolen = visitor.Cookies.GetAllCookies().First(cookie => cookie.Name == "bomiljo");
        using var signedOut = await visitor.PostAsync("/logg-ut", "/");
        Assert.Equal(Redirect, signedOut.StatusCode);
        var query = System.Web.HttpUtility.ParseQueryString(signedOut.Headers.Location!.Query);
        Assert.Equal(city.Provider.Authority, signedOut.Headers.Location.Authority);
        Assert.Equal(new Uri(city.Address, "/logget-ut").AbsoluteUri, query["post_logout_redirect_uri"]);
        Assert.StartsWith("eyJ", query["id_token_hint"], StringComparison.Ordinal);
        using var confirm = await visitor.Client.GetAsync(signedOut.Headers.Location);
        Assert.Equal(OK, confirm.StatusCode); // the provider knows hint, client and way back

        using var thief = new Visitor(city.Address);
        thief.Cookies.Add(new Cookie(stolen.Name, stolen.Value, "/", city.Address.Host));
        Assert.Equal(Unauthorized, await StatusAsync(thief));
        Assert.Equal(OK, (await visitor.ReadAsync("/logget-ut")).Status);
    }

    [BrowserFact]
    public async Task A_session_planted_by_another_does_not_become_the_victims()
    {
        using var attacker = await Visitor.SignedInAsync(city.Address, "leser");
        var planted = attacker.Cookies.GetAllCookies().First(cookie => cookie.Name == "bomiljo");
        using var victim = new Visitor(city.Address);
        victim.Cookies.Add(new Cookie(planted.Name, planted.Value, "/", city.Address.Host));
        using var callback = await victim.SignInAsync("analytiker");
        Assert.Equal(OK, (await victim.ReadAsync("/leveranser")).Status);
        Assert.Equal(Forbidden, (await attacker.ReadAsync("/leveranser")).Status);
    }

    [BrowserTheory]
    [InlineData("x")]
    [InlineData("CfDJ8")]
    [InlineData("{\"role\":\"Analyst\"}")]
    public async Task A_forged_session_cookie_is_nobody(string value)
    {
        using var forger = new Visitor(city.Address);
        forger.Cookies.Add(new Cookie("bomiljo", Uri.EscapeDataString(value), "/", city.Address.Host));
        forger.Cookies.Add(new Cookie("bomiljo-role", "Analyst", "/", city.Address.Host));
        Assert.Equal(Unauthorized, await StatusAsync(forger));
    }

    [BrowserFact]
    public async Task A_changed_session_cookie_is_nobody()
    {
        using var visitor = await Visitor.SignedInAsync(city.Address, "leser");
        var own = visitor.Cookies.GetAllCookies().First(cookie => cookie.Name == "bomiljo");
        for (var place = 10; place < own.Value.Length; place += own.Value.Length / 20)
        {
            using var forger = new Visitor(city.Address);
            var letter = own.Value[place] == 'A' ? 'B' : 'A';
            forger.Cookies.Add(new Cookie("bomiljo", own.Value[..place] + letter + own.Value[(place + 1)..], "/", city.Address.Host));
            Assert.Equal(Unauthorized, await StatusAsync(forger));
        }
    }

    [BrowserFact]
    public async Task Sign_in_and_sign_out_are_on_record_with_the_person()
    {
        const string count = "SELECT count(*) FROM audit.entry WHERE actor = 'planlegger' AND action = ";
        var (ins, outs) = (await city.Served.ScalarAsync<long>(count + "'sign-in'"), await city.Served.ScalarAsync<long>(count + "'sign-out'"));
        using var visitor = await Visitor.SignedInAsync(city.Address, "planlegger");
        using var signedOut = await visitor.PostAsync("/logg-ut", "/");
        Assert.Equal(ins + 1, await city.Served.ScalarAsync<long>(count + "'sign-in'"));
        Assert.Equal(outs + 1, await city.Served.ScalarAsync<long>(count + "'sign-out'"));
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor) =>
        (await visitor.ReadAsync("/kart/omrader.geojson?tema=brann&aar=2023&niva=delbydel")).Status;
}
