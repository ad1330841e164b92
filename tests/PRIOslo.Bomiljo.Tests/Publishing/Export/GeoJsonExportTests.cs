using System.Text.Json;
using PRIOslo.Bomiljo.Publishing.Export;

namespace PRIOslo.Bomiljo.Tests.Publishing.Export;

public sealed class GeoJsonExportTests
{
    [Fact]
    public async Task A_suppressed_cell_is_null_and_says_so()
    {
        var properties = (await FeatureAsync(ExportRows.Hidden)).GetProperty("properties");

        Assert.All(new[] { "count", "rate", "rate_low", "rate_high" }, name => Assert.Equal(JsonValueKind.Null, properties.GetProperty(name).ValueKind));
        Assert.True(properties.GetProperty("suppressed").GetBoolean());
        Assert.Equal(9500, properties.GetProperty("denominator").GetInt32());
    }

    [Fact]
    public async Task A_shown_cell_has_its_figures()
    {
        var feature = await FeatureAsync(ExportRows.Shown);
        var properties = feature.GetProperty("properties");

        Assert.Equal("2023-delbydel-0102-brann", feature.GetProperty("id").GetString());
        Assert.Equal((12, 1.263157, false), (properties.GetProperty("count").GetInt32(), properties.GetProperty("rate").GetDouble(), properties.GetProperty("suppressed").GetBoolean()));
        Assert.Equal(("0102", "Grønland", "01", 1000), (properties.GetProperty("area").GetString(), properties.GetProperty("area_name").GetString(),
            properties.GetProperty("bydel").GetString(), properties.GetProperty("rate_per").GetInt32()));
    }

    [Fact]
    public async Task Statistics_are_there_in_the_contracts_order_where_true_figures_were_asked_for()
    {
        var properties = (await FeatureAsync(ExportRows.Internal)).GetProperty("properties");

        Assert.Equal(CsvExport.Columns, properties.EnumerateObject().Select(property => property.Name));
        Assert.Equal((1.5, "high-high"), (properties.GetProperty("change").GetDouble(), properties.GetProperty("lisa").GetString()));
    }

    [Fact]
    public async Task The_properties_are_the_csvs_columns_and_statistics_are_null_where_there_are_none()
    {
        var properties = (await FeatureAsync(ExportRows.Shown)).GetProperty("properties");

        Assert.Equal(CsvExport.Columns, properties.EnumerateObject().Select(property => property.Name));
        Assert.All(new[] { "rate_eb", "change_q", "gi_z", "lisa", "hotspot_class" }, name => Assert.Equal(JsonValueKind.Null, properties.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task What_is_said_beside_the_contract_keeps_its_type()
    {
        var properties = (await FeatureAsync(ExportRows.Further)).GetProperty("properties");

        Assert.Equal((2, true, "above-95", JsonValueKind.Null), (properties.GetProperty("version").GetInt32(), properties.GetProperty("interpolated").GetBoolean(),
            properties.GetProperty("funnel").GetString(), properties.GetProperty("lisa_q").ValueKind));
    }

    [Fact]
    public async Task An_area_without_a_polygon_has_a_null_geometry() =>
        Assert.Equal(JsonValueKind.Null, (await FeatureAsync(ExportRows.NoResidents)).GetProperty("geometry").ValueKind);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_outer_ring_goes_counterclockwise_and_holes_clockwise(bool counterclockwise)
    {
        var geometry = (await FeatureAsync(ExportRows.WithHole(counterclockwise))).GetProperty("geometry");
        var rings = geometry.GetProperty("coordinates")[0].EnumerateArray().Select(Points).ToArray();

        Assert.Equal("MultiPolygon", geometry.GetProperty("type").GetString());
        Assert.Equal(1, SignedArea(rings[0]), 6);
        Assert.Equal(-0.2 * 0.212346, SignedArea(rings[1]), 6);
        Assert.All(rings, ring => Assert.Equal(ring[0], ring[^1]));
    }

    [Fact]
    public async Task Coordinates_have_six_decimals()
    {
        var geometry = (await FeatureAsync(ExportRows.WithHole(true))).GetProperty("geometry");

        Assert.Contains("59.612346", geometry.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("59.6123456", geometry.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> FeatureAsync(ExportRow row)
    {
        using var stream = new MemoryStream();
        await GeoJsonExport.WriteAsync(stream, [row], default);
        using var document = JsonDocument.Parse(stream.ToArray());
        Assert.Equal("FeatureCollection", document.RootElement.GetProperty("type").GetString());
        return document.RootElement.GetProperty("features")[0].Clone();
    }

    private static (double X, double Y)[] Points(JsonElement ring) =>
        [.. ring.EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble()))];

    /// <summary>The shoelace formula: positive counterclockwise.</summary>
    private static double SignedArea((double X, double Y)[] ring) =>
        ring.Zip(ring.Skip(1), (a, b) => (a.X * b.Y) - (b.X * a.Y)).Sum() / 2;
}
