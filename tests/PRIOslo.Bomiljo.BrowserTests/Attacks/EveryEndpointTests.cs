using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.BrowserTests.Heat;
using PRIOslo.Bomiljo.BrowserTests.OpenServices;
using PRIOslo.Bomiljo.BrowserTests.SignIn;
using PRIOslo.Bomiljo.Web.Analysis;
using PRIOslo.Bomiljo.Web.Server;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.BrowserTests.Attacks;

/// <summary>A home for a target group, a municipal flat and a candidate site, sought in every answer that a stranger or a viewer gets.</summary>
[Collection("signed city")]
public sealed partial class EveryEndpointTests(SignedCity city)
{
    /// <summary>Home, flat, site: EPSG:25832 east and north, and WGS84 longitude and latitude.</summary>
    private static readonly (double East, double North)[] Secrets = [(598_123.4, 6_643_217.8), (597_345.6, 6_642_789.1), (599_876.5, 6_644_321.9)];

    private static readonly string[] Names = ["LØNNSTED", "HEMMELIG", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"];

    private const string Hidden =
        """
        INSERT INTO geo.feature SELECT vintage_id, 77, 'LØNNSTED-1', 'LØNNSTED HJEM', 'LØNNSTED', ST_SetSRID(ST_MakePoint(598123.4, 6643217.8), 25832) FROM geo.vintage WHERE layer = 'facility';
        INSERT INTO site.candidate (project_id, name, geom, created_by) SELECT min(id), 'LØNNSTED TOMT', ST_SetSRID(ST_MakePoint(599876.5, 6644321.9), 25832), 'LØNNSTED' FROM site.project;
        INSERT INTO incident.incident (delivery_id, line, source, source_key, category, occurred_at, precision, occurred_year, incidents, point, position, place_vintage, place_outcome, place_method, place_delbydel)
        SELECT 1, 7777, 'brann', '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0', 'bilbrann', '2023-06-01 12:00+02', 'day', 2023, 1, ST_SetSRID(ST_MakePoint(597345.6, 6642789.1), 25832), 'address', vintage_id, 1, 1, '0303'
        FROM geo.vintage WHERE layer = 'delbydel';
        """;

    private const string Clear =
        "DELETE FROM geo.feature WHERE feature_no = 77; DELETE FROM site.candidate WHERE name = 'LØNNSTED TOMT'; DELETE FROM incident.incident WHERE line = 7777";

    /// <summary>Every way in that answers GET, with addresses that make it say as much as it can. A new one fails until it stands here.</summary>
    private static readonly Dictionary<string, string[]> Asked = new(StringComparer.Ordinal)
    {
        ["/"] = ["/", "/?tema=brann&aar=2023&omrade=0303", "/?tema=total&aar=2022&niva=bydel&omrade=03&sprak=en"],
        ["/omrade"] = ["/omrade", "/omrade?aar=2022"],
        ["/metode"] = ["/metode"],
        ["/sted"] = ["/sted", "/sted?ost=598500&nord=6643500"],
        ["/sted/hva-hvis"] = ["/sted/hva-hvis"],
        ["/analyse"] = ["/analyse", "/analyse?aar=2023&tema=brann&omrade=0303"],
        ["/leveranser"] = ["/leveranser"],
        ["/leveranser/{id:int}"] = ["/leveranser/1"],
        ["/leveranser/{id:int}/hendelser"] = ["/leveranser/1/hendelser"],
        ["/logget-ut"] = ["/logget-ut"],
        ["/helse/lever"] = ["/helse/lever"],
        ["/helse/klar"] = ["/helse/klar"],
        ["/kart/omrader.geojson"] = ["/kart/omrader.geojson?tema=brann&aar=2023&niva=delbydel", "/kart/omrader.geojson?tema=total&aar=2022&niva=bydel"],
        ["/kart/flate.geojson"] = ["/kart/flate.geojson?tema=brann&aar=2023", "/kart/flate.geojson?tema=total&aar=2023"],
        ["/rapport/{year:int}"] = ["/rapport/2023", "/rapport/2022?sprak=en"],
        ["/faktaark/{year:int}/{area}"] = ["/faktaark/2023/0303", "/faktaark/2022/0101?sprak=en"],
        ["/fil/{year:int}/{format}"] = ["/fil/2023/csv", "/fil/2023/geojson", "/fil/2023/xlsx", "/fil/2023/gpkg"],
        ["/fil/{year:int}/{format}/metadata"] = ["/fil/2023/gpkg/metadata", "/fil/2022/csv/metadata"],
        ["/ogc"] = ["/ogc", "/ogc?f=html"],
        ["/ogc/conformance"] = ["/ogc/conformance"],
        ["/ogc/api"] = ["/ogc/api"],
        ["/ogc/collections"] = ["/ogc/collections", "/ogc/collections?f=html"],
        ["/ogc/collections/{id}"] = ["/ogc/collections/delbydel", "/ogc/collections/surface"],
        ["/ogc/collections/{id}/items"] =
            [.. from id in new[] { "delbydel", "bydel", "by", "areas", "surface" } from crs in new[] { "", "&crs=http://www.opengis.net/def/crs/EPSG/0/25832" } select $"/ogc/collections/{id}/items?limit=1000{crs}"],
        ["/ogc/collections/{id}/items/{item}"] = ["/ogc/collections/delbydel/items/2023-delbydel-0303-brann", "/ogc/collections/surface/items/2023-surface-brann-1"],
        ["/ogc/bomiljo.qgs"] = ["/ogc/bomiljo.qgs?theme=brann&year=2023&level=delbydel"],
        ["/tiles/tiles.json"] = ["/tiles/tiles.json?theme=brann&year=2023"],
        ["/tiles/{z:int}/{x:int}/{y:int}.pbf"] = ["/tiles/0/0/0.pbf?theme=brann&year=2023", .. Secrets.Select(Tile)],
    };

    private const string Everywhere = """{"type":"Polygon","coordinates":[[[10.4,59.7],[11.1,59.7],[11.1,60.2],[10.4,60.2],[10.4,59.7]]]}""";

    /// <summary>Every form, with what makes its answer say as much as it can; signing out last. A new way in that answers POST alone fails until it stands here.</summary>
    private static readonly (string Path, (string Name, string Value)[] Fields)[] Posted =
    [
        ("/omrade", [("_handler", "drawn"), ("aar", "2022"), ("polygon", Everywhere), ("gjor", "se")]),
        ("/omrade", [("_handler", "drawn"), ("aar", "2022"), ("polygon", Everywhere), ("gjor", "hent")]),
        ("/omrade", [("_handler", "drawn"), ("aar", "2022"), ("polygon", "LØNN"), ("gjor", "hent")]),
        ("/sted", [("_handler", "tomt"), ("polygon", Everywhere)]),
        (AnalysisEndpoints.EventPath, [("aar", "2023"), ("kind", "lighting"), ("area", "0303")]),
        (AnalysisEndpoints.NotePath, [("aar", "2023"), ("theme", "brann"), ("area", "0303")]),
        (SignInEndpoints.RolePath, [("rolle", "planlegger")]),
        (SignInEndpoints.SignOutPath, []),
    ];

    [Fact]
    public async Task Every_endpoint_that_answers_get_is_among_those_that_are_asked()
    {
        var builder = WebApplication.CreateBuilder();
        var serving = Serving.From(builder.Configuration);
        await using var nowhere = NpgsqlDataSource.Create("Host=/nowhere");
        await using var database = new WebDatabase(nowhere, new ClaimSigner(new byte[32], TimeProvider.System));
        builder.Services.AddWeb(builder.Configuration, serving, database);
        await using var app = builder.Build();
        WebServer.Use(app, serving);
        var there = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || methods.HttpMethods.Contains("GET"))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Where(path => !path.Contains('*', StringComparison.Ordinal) && !path.StartsWith("/_", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Asked.Keys.Order(StringComparer.Ordinal), there);
        var posts = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && !methods.HttpMethods.Contains("GET") && methods.HttpMethods.Contains("POST"))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Where(path => !path.StartsWith("/_", StringComparison.Ordinal)).Distinct();
        Assert.All(posts, path => Assert.Contains(path, Posted.Select(form => form.Path)));
    }

    [BrowserFact]
    public async Task No_answer_to_a_stranger_or_a_viewer_holds_a_home_a_municipal_flat_or_a_candidate_site()
    {
        await city.Served.FillAsync("drawn.sql");
        await city.Served.ExecuteAsync(Hidden);
        try
        {
            using var stranger = new Visitor(city.Address);
            using var viewer = await Visitor.SignedInAsync(city.Address, "leser");
            var (answers, bytes) = (0, 0);
            foreach (var path in Asked.Values.SelectMany(paths => paths))
            {
                foreach (var visitor in new[] { stranger, viewer })
                {
                    using var response = await visitor.GetAsync(path);
                    var body = await response.Content.ReadAsByteArrayAsync();
                    Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{path}: {response.StatusCode}");
                    var text = Encoding.UTF8.GetString(body);
                    if (path.Contains(".pbf", StringComparison.Ordinal) && response.StatusCode == HttpStatusCode.OK)
                        text += await DecodedAsync(body, path);
                    else if (path is "/fil/2023/gpkg" or "/fil/2023/xlsx" && response.StatusCode == HttpStatusCode.OK)
                        text += await UnpackedAsync(body, path.Split('/')[^1]);
                    Assert.Equal((path, ""), (path, string.Join(", ", Found(text))));
                    (answers, bytes) = (answers + (response.StatusCode == HttpStatusCode.OK ? 1 : 0), bytes + body.Length);
                }
            }

            Assert.True(answers > 30 && bytes > 500_000, $"{answers} answers, {bytes} bytes.");
            var (answered, figures) = (0, 0);
            foreach (var (path, fields) in Posted)
            {
                foreach (var visitor in new[] { stranger, viewer })
                {
                    using var response = await visitor.PostAsync(path, "/omrade", [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
                    var text = await response.Content.ReadAsStringAsync() + response.Headers;
                    Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{path}: {response.StatusCode}");
                    Assert.Equal((path, ""), (path, string.Join(", ", Found(text))));
                    answered += text.Contains("id=\"drawn\"", StringComparison.Ordinal) || text.Contains("id=\"drawn-fetch\"", StringComparison.Ordinal) || text.Contains("id=\"drawn-refusal\"", StringComparison.Ordinal) ? 1 : 0;
                    figures += DrawnFigure().Count(text);
                }
            }

            Assert.True(figures > 0, "No figure of a drawn area was searched.");
            Assert.Equal(3, answered); // the viewer's: a drawn area looked at, its figures asked for, and what is none
        }
        finally
        {
            await city.Served.ExecuteAsync(Clear + ";" + DrawnPageTests.Clear);
        }
    }

    [Theory]
    [InlineData("<p>lønnsted hjem</p>")]
    [InlineData("[10.7,59.9],[598123.41,6643217.79]")]
    [InlineData("LINESTRING (598123 6643218)")]
    [InlineData("{\"east\": 598123.4, \"north\": 6643217.8}")]
    public void The_search_finds_what_is_there(string text) => Assert.NotEmpty(Found(text));

    /// <summary>Names and ids, and any two numbers beside one another that are a secret's place: within a metre, or five decimals of a degree.</summary>
    private static IEnumerable<string> Found(string text)
    {
        foreach (var name in Names.Where(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)))
            yield return name;
        double[] numbers = [.. Number().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
        var places = Secrets.SelectMany(secret => new (double First, double Second, double Off)[] { (secret.East, secret.North, 1), (Degrees(secret).Longitude, Degrees(secret).Latitude, 2e-5) }).ToList();
        for (var at = 0; at + 1 < numbers.Length; at++)
        {
            foreach (var (first, second, off) in places)
            {
                if ((Math.Abs(numbers[at] - first) < off && Math.Abs(numbers[at + 1] - second) < off) || (Math.Abs(numbers[at] - second) < off && Math.Abs(numbers[at + 1] - first) < off))
                    yield return $"{numbers[at]} {numbers[at + 1]}";
            }
        }
    }

    private static (double Longitude, double Latitude) Degrees((double East, double North) place) =>
        Geography.CoordinateTransform.Create(Geography.CoordinateTransform.StorageEpsg, 4326).Apply(place.East, place.North);

    /// <summary>The tile of zoom 14 that a place lies in.</summary>
    private static string Tile((double East, double North) place)
    {
        var (longitude, latitude) = Degrees(place);
        var (tiles, radians) = (1 << 14, latitude * Math.PI / 180);
        var row = (int)((1 - (Math.Log(Math.Tan(radians) + (1 / Math.Cos(radians))) / Math.PI)) / 2 * tiles);
        return string.Create(CultureInfo.InvariantCulture, $"/tiles/14/{(int)((longitude + 180) / 360 * tiles)}/{row}.pbf?theme=brann&year=2023");
    }

    /// <summary>All that is in a GeoPackage or a workbook, as GDAL reads it.</summary>
    private static async Task<string> UnpackedAsync(byte[] content, string format)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.{format}");
        try
        {
            await File.WriteAllBytesAsync(file, content);
            var text = await ServiceClient.RunAsync("ogrinfo", "-ro", "-al", file);
            Assert.Contains("0303", text, StringComparison.Ordinal);
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A tile's features in degrees, as GDAL reads them.</summary>
    private static async Task<string> DecodedAsync(byte[] tile, string path)
    {
        var place = path.Split('?')[0].Split('/', '.');
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.pbf");
        try
        {
            await File.WriteAllBytesAsync(file, tile);
            var text = await ServiceClient.RunAsync("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", file, "-oo", "CLIP=NO", "-oo", $"Z={place[2]}", "-oo", $"X={place[3]}", "-oo", $"Y={place[4]}", "-lco", "RFC7946=YES");
            Assert.NotEqual(JsonValueKind.Undefined, JsonSerializer.Deserialize<JsonElement>(text).ValueKind);
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A theme's row with a count in it.</summary>
    [GeneratedRegex(@"<tr data-theme=""[a-z]+"">\s*<th[^>]*>[^<]*</th>\s*<td class=""bm-number"">[0-9]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex DrawnFigure();

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Number();
}
