using System.Text.Json;
using System.Xml.Linq;
using PRIOslo.Bomiljo.Web.OpenServices;

namespace PRIOslo.Bomiljo.BrowserTests.OpenServices;

/// <summary>GDAL's driver OAPIF, <c>@ogcapi-js/features</c> from npm, and what QGIS is given.</summary>
[Collection("city")]
public sealed class OtherProgramsTests(FilledCity city)
{
    private string Service => new Uri(city.Served.Address, "/ogc").AbsoluteUri;

    [BrowserTheory]
    [InlineData("delbydel")]
    [InlineData("bydel")]
    [InlineData("by")]
    [InlineData("areas")]
    [InlineData("surface")]
    public async Task Gdal_reads_every_feature_with_its_properties_and_in_its_place(string collection)
    {
        var text = await ServiceClient.RunAsync("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", $"OAPIF:{Service}", collection, "-oo", "PAGE_SIZE=17", "-lco", "RFC7946=YES");
        var read = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("features").EnumerateArray()
            .ToDictionary(feature => feature.GetProperty("properties").GetProperty("id").GetString()!, StringComparer.Ordinal);

        using var client = new ServiceClient(city.Served.Address);
        var given = await client.AllAsync($"/ogc/collections/{collection}/items");
        Assert.NotEmpty(given);
        Assert.Equal(given.Count, read.Count);
        Assert.All(given, feature =>
        {
            var same = read[feature.GetProperty("id").GetString()!];
            Assert.All(feature.GetProperty("properties").EnumerateObject(), property =>
                Assert.Equal(Value(property.Value), Value(same.GetProperty("properties").GetProperty(property.Name))));
            Assert.Equal(First(feature), First(same));
        });
    }

    [BrowserFact]
    public async Task The_client_from_npm_reads_collections_pages_and_a_feature()
    {
        var folder = ServiceClient.Folder("OgcClient");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            await ServiceClient.RunAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        var read = JsonSerializer.Deserialize<JsonElement>(await ServiceClient.RunAsync("node", "client.mjs", Service, "delbydel", "50"));

        Assert.Contains(read.GetProperty("conformsTo").EnumerateArray(), known => known.GetString() == "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");
        Assert.Equal(["delbydel", "bydel", "by", "areas", "surface"], read.GetProperty("collections").EnumerateArray().Select(id => id.GetString()));
        var ids = read.GetProperty("ids").EnumerateArray().Select(id => id.GetString()).ToList();
        var cells = await city.Served.ScalarAsync<long>("SELECT count(*) FROM published.figure WHERE level = 'delbydel'");
        Assert.Equal(cells, ids.Distinct(StringComparer.Ordinal).LongCount());
        Assert.Equal(cells, read.GetProperty("matched").GetInt64());
        Assert.Equal(ids[0], read.GetProperty("one").GetProperty("id").GetString());
    }

    [BrowserFact]
    public async Task The_project_for_qgis_points_to_what_is_there_and_its_classes_are_the_maps()
    {
        using var client = new ServiceClient(city.Served.Address);
        using var response = await client.Http.GetAsync("/ogc/bomiljo.qgs?theme=brann&year=2023&level=bydel");
        Assert.Equal(QgisProject.ContentType, response.Content.Headers.ContentType!.MediaType);
        var project = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;
        var layer = project.Element("projectlayers")!.Element("maplayer")!;
        var source = layer.Element("datasource")!.Value;
        Assert.Equal("OAPIF", layer.Element("provider")!.Value);
        Assert.Equal(source, project.Element("layer-tree-group")!.Element("layer-tree-layer")!.Attribute("source")!.Value);
        Assert.Contains($"url='{Service}'", source, StringComparison.Ordinal);
        Assert.Contains("""filter='"year" = 2023 AND "theme" = \'brann\''""", source, StringComparison.Ordinal);
        var collections = await client.JsonAsync("/ogc/collections");
        Assert.Contains(collections.GetProperty("collections").EnumerateArray(),
            collection => source.Contains($"typename='{collection.GetProperty("id").GetString()}'", StringComparison.Ordinal));

        var rules = layer.Element("renderer-v2")!.Element("rules")!.Elements().ToList();
        Assert.Equal(rules.Count, layer.Element("renderer-v2")!.Element("symbols")!.Elements().Count());
        Assert.Equal(["\"suppressed\"", "NOT \"suppressed\" AND \"rate\" IS NULL"], rules[^2..].Select(rule => rule.Attribute("filter")!.Value));
        Assert.Equal("EPSG:25832", project.Element("projectCrs")!.Element("spatialrefsys")!.Element("authid")!.Value);
    }

    [BrowserFact]
    public async Task The_projects_colours_are_the_style_sheets()
    {
        var style = await File.ReadAllTextAsync(Path.Combine(ProjectFolders.Root, "src", "PRIOslo.Bomiljo.Web", "client", "src", "style", "base.css"));
        Assert.All(QgisProject.Colours.Index(), colour =>
        {
            var hex = string.Concat(colour.Item.Split(',').Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture).ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Contains($"--bm-class-{colour.Index}: #{hex};", style, StringComparison.Ordinal);
        });
    }

    // GDAL writes 3.0 where the service writes 3.
    private static string Value(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture) : value.ToString();

    private static (double, double)? First(JsonElement feature)
    {
        var geometry = feature.GetProperty("geometry");
        if (geometry.ValueKind == JsonValueKind.Null)
            return null;
        // GDAL may write a multipolygon of one part as a polygon.
        var rings = geometry.GetProperty("coordinates")[0];
        var points = (geometry.GetProperty("type").GetString() == "Polygon" ? rings : rings[0]).EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble())).Order();
        return points.First();
    }
}
