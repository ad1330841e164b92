using System.Globalization;
using System.Net;
using System.Text.Json;

namespace PRIOslo.Bomiljo.BrowserTests.OpenServices;

[Collection("city")]
public sealed class FeaturesTests(FilledCity city) : IDisposable
{
    private const string Delbydeler = "/ogc/collections/delbydel/items";
    private const string Utm32 = "http://www.opengis.net/def/crs/EPSG/0/25832";
    private const string Wgs84 = "http://www.opengis.net/def/crs/EPSG/0/4326";
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private readonly ServiceClient _client = new(city.Served.Address);

    public void Dispose() => _client.Dispose();

    [BrowserFact]
    public async Task Every_link_leads_to_what_it_says()
    {
        var open = new Queue<string>(["/ogc"]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var followed = 0;
        while (open.TryDequeue(out var address))
        {
            var document = await _client.JsonAsync(address);
            var nested = document.TryGetProperty("collections", out var collections) ? collections.EnumerateArray() : [];
            foreach (var link in nested.Append(document).SelectMany(part => part.GetProperty("links").EnumerateArray()))
            {
                var (href, type) = (link.GetProperty("href").GetString()!, link.GetProperty("type").GetString()!);
                if (link.GetProperty("rel").GetString() is "next" or "prev" || !seen.Add(href))
                    continue;
                using var response = await _client.Http.GetAsync(href);
                Assert.True(response.StatusCode == HttpStatusCode.OK, href);
                Assert.Equal(type.Split(';')[0], response.Content.Headers.ContentType!.MediaType);
                followed++;
                if (type is "application/json" or "application/geo+json" && link.GetProperty("rel").GetString() is not ("related" or "self"))
                    open.Enqueue(href);
            }
        }

        Assert.True(followed > 25, $"{followed} links");
    }

    [BrowserTheory]
    [InlineData("?limit=7")]
    [InlineData("?limit=1000")]
    [InlineData("?limit=2000000")]
    [InlineData("?limit=5&theme=brann&year=2023")]
    public async Task The_pages_together_hold_each_feature_once(string query)
    {
        var features = await _client.AllAsync(Delbydeler + query);
        var first = await _client.JsonAsync(Delbydeler + query);
        Assert.Equal(features.Count, first.GetProperty("numberMatched").GetInt32());
        Assert.Equal(features.Count, features.Select(Id).Distinct(StringComparer.Ordinal).Count());
        var where = query.Contains("brann", StringComparison.Ordinal) ? "AND theme = 'brann' AND year = 2023" : "";
        Assert.Equal(features.Count, await city.Served.ScalarAsync<long>($"SELECT count(*) FROM published.figure WHERE level = 'delbydel' {where}"));
    }

    [BrowserFact]
    public async Task A_page_beyond_the_last_is_empty_and_says_how_many_there_are()
    {
        var page = await _client.JsonAsync(Delbydeler + "?offset=100000");
        Assert.Equal(0, page.GetProperty("numberReturned").GetInt32());
        Assert.True(page.GetProperty("numberMatched").GetInt32() > 100);
        Assert.Null(ServiceClient.Link(page, "next"));
    }

    [BrowserFact]
    public async Task Figures_are_the_published_ones_and_hidden_ones_are_null()
    {
        var features = await _client.AllAsync(Delbydeler + "?limit=1000");
        var hidden = features.Select(feature => feature.GetProperty("properties")).Where(properties => properties.GetProperty("suppressed").GetBoolean()).ToList();
        Assert.Equal(hidden.Count, await city.Served.ScalarAsync<long>("SELECT count(*) FROM published.figure WHERE level = 'delbydel' AND suppressed"));
        Assert.NotEmpty(hidden);
        Assert.All(hidden, properties => Assert.All(["count", "rate", "rate_low", "rate_high"],
            name => Assert.Equal(JsonValueKind.Null, properties.GetProperty(name).ValueKind)));
        var counts = features.Select(feature => feature.GetProperty("properties").GetProperty("count")).Where(count => count.ValueKind == JsonValueKind.Number).Sum(count => count.GetInt64());
        Assert.Equal(await city.Served.ScalarAsync<long>("SELECT sum(count) FROM published.figure WHERE level = 'delbydel'"), counts);
    }

    [BrowserTheory]
    [InlineData(null, "ST_X(p);ST_Y(p)", 1e-6)]
    [InlineData(Crs84, "ST_X(p);ST_Y(p)", 1e-6)]
    [InlineData(Wgs84, "ST_Y(p);ST_X(p)", 1e-6)]
    [InlineData(Utm32, "ST_X(ST_Transform(p, 25832));ST_Y(ST_Transform(p, 25832))", 0.06)]
    public async Task Coordinates_are_in_the_system_asked_for_with_its_order_of_axes(string? crs, string order, double tolerance)
    {
        var query = crs is null ? "" : $"&crs={Uri.EscapeDataString(crs)}";
        using var response = await _client.Http.GetAsync($"{Delbydeler}?area=0102&year=2023&theme=brann{query}");
        Assert.Equal($"<{crs ?? Crs84}>", Assert.Single(response.Headers.GetValues("Content-Crs")));
        using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var ring = page.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0][0];
        foreach (var (axis, column) in order.Split(';').Index())
        {
            var ends = await city.Served.ScalarAsync<double[]>(
                $"SELECT ARRAY[min({column}), max({column})] FROM (SELECT (ST_DumpPoints(geom)).geom AS p FROM published.area WHERE year = 2023 AND area = '0102') AS points");
            var given = ring.EnumerateArray().Select(point => point[axis].GetDouble()).ToList();
            Assert.Equal(ends[0], given.Min(), tolerance);
            Assert.Equal(ends[1], given.Max(), tolerance);
        }
    }

    [BrowserFact]
    public async Task A_box_means_the_same_in_every_system()
    {
        var box = await city.Served.ScalarAsync<double[]>(
            "SELECT ARRAY[ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e)] FROM (SELECT ST_Expand(ST_Centroid(geom), 0.0001) AS e FROM published.area WHERE year = 2023 AND area = '0102') AS small");
        var metres = await city.Served.ScalarAsync<double[]>(
            "SELECT ARRAY[ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e)] FROM (SELECT ST_Expand(ST_Centroid(ST_Transform(geom, 25832)), 5) AS e FROM published.area WHERE year = 2023 AND area = '0102') AS small");
        const string where = "?year=2023&theme=brann";
        string[] queries =
        [
            $"&bbox={Text(box)}",
            $"&bbox={Text([box[0], box[1], -10, box[2], box[3], 500])}",
            $"&bbox={Text([box[1], box[0], box[3], box[2]])}&bbox-crs={Uri.EscapeDataString(Wgs84)}",
            $"&bbox={Text(metres)}&bbox-crs={Uri.EscapeDataString(Utm32)}",
        ];
        foreach (var query in queries)
        {
            // Sentrum has no polygon here, so it lies in every box.
            var found = (await _client.AllAsync(Delbydeler + where + query)).Select(Id);
            Assert.Equal(["2023-delbydel-0102-brann", "2023-delbydel-1601-brann"], found);
        }

        var around = await _client.AllAsync($"{Delbydeler}{where}&bbox=170,50,11,70");
        Assert.Equal(25, around.Count);
    }

    [BrowserTheory]
    [InlineData("2023-06-01", "2023")]
    [InlineData("2023-06-01T12:00:00Z", "2023")]
    [InlineData("2022-12-31T23:30:00Z", "2023")] // New Year in Oslo
    [InlineData("2022-12-31T22:30:00Z", "2022")]
    [InlineData("2023-01-01T00:30:00%2B01:00", "2023")]
    [InlineData("2023-01-01/2024-12-31", "2023 2024")]
    [InlineData("../2023-01-01", "2022 2023")]
    [InlineData("2023-12-31T23:00:00Z/..", "2024")]
    [InlineData("2024-01-01/", "2024")]
    [InlineData("1999-01-01/2000-01-01", "")]
    public async Task A_time_chooses_the_years_that_it_touches(string time, string years)
    {
        var found = (await _client.AllAsync($"/ogc/collections/by/items?theme=brann&datetime={time}"))
            .Select(feature => feature.GetProperty("properties").GetProperty("year").GetInt32().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(years, string.Join(' ', found));
    }

    [BrowserTheory]
    [InlineData("?tema=brann", "BOM-820")]
    [InlineData("?limit=0", "BOM-821")]
    [InlineData("?limit=ti", "BOM-821")]
    [InlineData("?offset=-1", "BOM-821")]
    [InlineData("?year=2023&year=2024", "BOM-821")]
    [InlineData("?year=i+fjor", "BOM-821")]
    [InlineData("?bbox=1,2,3", "BOM-821")]
    [InlineData("?bbox=1,2,3,NaN", "BOM-821")]
    [InlineData("?bbox=10,60,11,59", "BOM-821")]
    [InlineData("?bbox=600000,0,500000,1&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/25832", "BOM-821")]
    [InlineData("?crs=EPSG:25832", "BOM-821")]
    [InlineData("?datetime=i+fjor", "BOM-821")]
    [InlineData("?datetime=0001-01-01", "BOM-821")]
    [InlineData("?datetime=2024-01-01/2023-01-01", "BOM-821")]
    [InlineData("?datetime=..", "BOM-821")]
    [InlineData("?f=xml", "BOM-821")]
    public async Task What_is_asked_wrongly_is_told_and_not_guessed(string query, string code)
    {
        using var response = await _client.Http.GetAsync(Delbydeler + query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(400, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
    }

    [BrowserTheory]
    [InlineData("/ogc/collections/incident/items")]
    [InlineData("/ogc/collections/delbydel/items/2023-delbydel-9999-brann")]
    [InlineData("/ogc/collections/bydel/items/2023-delbydel-0102-brann")]
    [InlineData("/ogc/ukjent")]
    [InlineData("/ogc/bomiljo.qgs?year=1900")]
    public async Task What_is_not_there_is_404_for_programs(string path)
    {
        using var response = await _client.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [BrowserFact]
    public async Task Whoever_has_the_release_gets_304_and_a_new_release_is_seen_after_a_second()
    {
        using var first = await _client.Http.GetAsync(Delbydeler);
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(first.Headers.ETag!));
        await city.Served.ExecuteAsync("UPDATE published.release SET published_at = published_at + interval '1 second' WHERE year = 2022");
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first.Headers.ETag!));

        async Task<HttpStatusCode> StatusAsync(System.Net.Http.Headers.EntityTagHeaderValue tag)
        {
            using var again = new HttpRequestMessage(HttpMethod.Get, Delbydeler);
            again.Headers.IfNoneMatch.Add(tag);
            using var second = await _client.Http.SendAsync(again);
            if (second.StatusCode == HttpStatusCode.NotModified)
                Assert.Empty(await second.Content.ReadAsByteArrayAsync());
            return second.StatusCode;
        }
    }

    [BrowserFact]
    public async Task The_properties_are_the_views_columns_in_features_api_and_tiles()
    {
        var columns = await city.Served.ScalarAsync<string[]>(
            "SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'published.open_figure'::regclass AND attnum > 0");
        var feature = (await _client.JsonAsync(Delbydeler + "?limit=1")).GetProperty("features")[0];
        Assert.Equal(columns, feature.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        var schemas = (await _client.JsonAsync("/ogc/api")).GetProperty("components").GetProperty("schemas");
        var described = schemas.GetProperty("delbydel").GetProperty("properties").GetProperty("properties").GetProperty("properties").EnumerateObject().ToList();
        Assert.Equal(columns, described.Select(property => property.Name));
        Assert.All(described, property => Assert.NotEmpty(property.Value.GetProperty("description").GetString()!));
        var layer = (await _client.JsonAsync("/tiles/tiles.json")).GetProperty("vector_layers")[0];
        Assert.Equal(columns, layer.GetProperty("fields").EnumerateObject().Select(property => property.Name));
    }

    [BrowserFact]
    public async Task Every_parameter_that_the_api_describes_is_taken_and_no_other()
    {
        var api = await _client.JsonAsync("/ogc/api");
        var parameters = api.GetProperty("paths").GetProperty("/collections/delbydel/items").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Select(reference => reference.GetProperty("$ref").GetString()!.Split('/')[^1]).ToList();
        Assert.Equal(["area", "bbox", "bbox-crs", "bydel", "crs", "datetime", "f", "level", "limit", "offset", "sprak", "theme", "year"], parameters.Order(StringComparer.Ordinal));
        Assert.All(parameters, name => Assert.True(api.GetProperty("components").GetProperty("parameters").TryGetProperty(name, out _)));
        var all = $"?limit=5&offset=0&bbox=10,59,11,60&bbox-crs={Uri.EscapeDataString(Crs84)}&crs={Uri.EscapeDataString(Utm32)}&datetime=2023-01-01&year=2023&level=delbydel&area=0102&bydel=01&theme=brann&f=json&sprak=en";
        var page = await _client.JsonAsync(Delbydeler + all);
        Assert.Equal(1, page.GetProperty("numberMatched").GetInt32());
    }

    [BrowserFact]
    public async Task A_browser_gets_pages()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Delbydeler + "?limit=3");
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        using var response = await _client.Http.SendAsync(request);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        await using var page = await city.Browser.OpenAsync(city.Served.Address, 1440, 900);
        await page.Page.GotoAsync($"{Delbydeler}?limit=3");
        Assert.Equal(3, await page.Page.Locator("tbody tr").CountAsync());
        await page.ShootAsync("desk-features");
        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Neste side" }).ClickAsync();
        await page.Page.Locator("tbody th a").First.ClickAsync();
        Assert.Equal(1, await page.Page.Locator("dl").CountAsync());
        page.AssertQuiet();
    }

    private static string Id(JsonElement feature) => feature.GetProperty("id").GetString()!;

    private static string Text(IEnumerable<double> numbers) => string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
