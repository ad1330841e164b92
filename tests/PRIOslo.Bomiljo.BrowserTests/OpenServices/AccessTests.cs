using System.Net;
using PRIOslo.Bomiljo.BrowserTests.SignIn;

namespace PRIOslo.Bomiljo.BrowserTests.OpenServices;

[Collection("signed city")]
public sealed class AccessTests(SignedCity city)
{
    private static readonly string[] Paths = ["/ogc", "/ogc/collections/delbydel/items", "/ogc/bomiljo.qgs", "/tiles/tiles.json", "/tiles/10/542/297.pbf"];

    [BrowserFact]
    public async Task Where_people_sign_in_a_program_without_a_session_is_told_401_and_a_browser_is_led_to_the_sign_in()
    {
        using var stranger = new Visitor(city.Address);
        foreach (var path in Paths)
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.ReadAsync(path)).Status);
        using var navigation = new HttpRequestMessage(HttpMethod.Get, "/ogc");
        navigation.Headers.Add("Sec-Fetch-Mode", "navigate");
        using var led = await stranger.Client.SendAsync(navigation);
        Assert.Equal(HttpStatusCode.Redirect, led.StatusCode);

        using var viewer = await Visitor.SignedInAsync(city.Address, "leser");
        foreach (var path in Paths)
            Assert.Equal(HttpStatusCode.OK, (await viewer.ReadAsync(path)).Status);
        using var page = await viewer.GetAsync("/ogc/collections");
        Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.True(page.Headers.CacheControl!.Private);
    }

    [BrowserFact]
    public async Task Opened_by_configuration_they_answer_everybody_and_the_pages_still_nobody()
    {
        var address = new Uri($"http://127.0.0.1:{ServedCity.FreePort()}");
        await using var web = await WebProcess.StartAsync(address, "--config", await city.ConfigurationAsync(address), "--OpenServices:Public", "true");
        using var stranger = new Visitor(web.Address);
        foreach (var path in Paths)
        {
            using var response = await stranger.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.True(response.Headers.CacheControl!.Public);
        }

        Assert.Equal(HttpStatusCode.OK, (await stranger.ReadAsync("/ogc?f=html")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.ReadAsync("/")).Status);
        using var map = await stranger.GetAsync("/kart/omrader.geojson?tema=brann&aar=2023&niva=delbydel");
        Assert.Equal(HttpStatusCode.Unauthorized, map.StatusCode);
        Assert.False(map.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [BrowserFact]
    public async Task Links_lead_to_the_configured_address_whatever_the_request_says()
    {
        using var viewer = await Visitor.SignedInAsync(city.Address, "leser");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc");
        request.Headers.Host = $"localhost:{city.Address.Port}";
        using var response = await viewer.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("localhost", text, StringComparison.Ordinal);
    }
}
