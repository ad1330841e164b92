using System.Net;
using System.Text.Json;

namespace PRIOslo.Bomiljo.BrowserTests.Heat;

[Collection("city")]
public sealed class AreasEndpointTests(FilledCity city)
{
    private const string Fire2023 = "/kart/omrader.geojson?tema=brann&aar=2023&niva=delbydel";

    [BrowserFact]
    public async Task Areas_carry_published_figures_and_nothing_of_hidden_ones()
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        using var areas = JsonDocument.Parse(await client.GetStringAsync(Fire2023));
        var features = areas.RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(24, features.Count);
        var hidden = features.Select(feature => feature.GetProperty("properties"))
            .Where(properties => properties.GetProperty("kind").GetString() == "hidden").ToList();
        Assert.Equal(4, hidden.Count);
        Assert.All(hidden, properties =>
        {
            Assert.Equal(JsonValueKind.Null, properties.GetProperty("count").ValueKind);
            Assert.Equal(JsonValueKind.Null, properties.GetProperty("rate").ValueKind);
            Assert.Equal(-1, properties.GetProperty("class").GetInt32());
        });
    }

    [BrowserFact]
    public async Task A_reader_that_has_the_release_gets_304()
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        using var first = await client.GetAsync(Fire2023);
        using var again = new HttpRequestMessage(HttpMethod.Get, Fire2023);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [BrowserTheory]
    [InlineData("/kart/omrader.geojson")]
    [InlineData("/kart/omrader.geojson?tema=brann&aar=1900&niva=delbydel")]
    [InlineData("/kart/omrader.geojson?tema=ukjent&aar=2023&niva=delbydel")]
    [InlineData("/kart/omrader.geojson?tema=brann&aar=2023&niva=gate")]
    [InlineData("/finnes-ikke")]
    public async Task What_is_not_there_is_404(string path)
    {
        using var client = new HttpClient { BaseAddress = city.Served.Address };
        using var response = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
