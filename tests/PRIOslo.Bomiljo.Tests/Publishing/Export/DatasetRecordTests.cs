using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Publishing.Export;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.Tests.Publishing.Export;

public sealed class DatasetRecordTests
{
    private static readonly byte[] Content = [1, 2, 3];
    private static readonly string Frozen = new('f', 64);

    /// <summary>Mandatory for a dataset and a distribution in DCAT-AP-NO 2 (Digdir 2020), and what the contract asks for besides.</summary>
    [Theory]
    [InlineData("dct:title")]
    [InlineData("dct:description")]
    [InlineData("dct:identifier")]
    [InlineData("dcat:theme")]
    [InlineData("dct:publisher")]
    [InlineData("dcat:contactPoint")]
    [InlineData("dct:issued")]
    [InlineData("dct:temporal")]
    [InlineData("dct:spatial")]
    [InlineData("dct:provenance")]
    [InlineData("dct:accessRights")]
    [InlineData("owl:versionInfo")]
    [InlineData("dcat:distribution/dcat:accessURL")]
    [InlineData("dcat:distribution/dct:license")]
    [InlineData("dcat:distribution/dct:format")]
    [InlineData("dcat:distribution/spdx:checksum")]
    public void What_is_required_is_there(string path) =>
        Assert.All(HeatmapExport.Formats, format => Assert.NotNull(path.Split('/').Aggregate((JsonNode?)Record(format), (node, key) => node?[key])));

    [Fact]
    public void Title_and_description_stand_in_bokmaal_and_english() => Assert.All(
        new[] { "dct:title", "dct:description" },
        key => Assert.Equal(["nb", "en"], Record("csv")[key]!.AsArray().Select(text => text!["@language"]!.GetValue<string>())));

    [Fact]
    public void Description_and_provenance_name_the_sources_that_are_counted_and_no_other()
    {
        var record = Record("csv");
        string[] named = ["Brann- og redningsetaten, politiet og Rusken i Oslo", "the fire and rescue service, the police and Tidy Oslo"];

        Assert.All(named.Zip(Told(record["dct:description"]!)), pair => Assert.Contains($" {pair.First} per ", pair.Second, StringComparison.Ordinal));
        Assert.All(named.Zip(Told(record["dct:provenance"]!["rdfs:label"]!)), pair => Assert.Contains($" {pair.First}. ", pair.Second, StringComparison.Ordinal));
        Assert.DoesNotContain("Boligbygg", record.ToJsonString(), StringComparison.Ordinal);

    }

    [Fact]
    public void A_decision_about_a_source_is_told_with_its_reason_word_for_word_in_both_languages()
    {
        var seal = new ReportSeal("1.2.3", null, [new("politi", null)]) { Overrides = [new("brann", false, "Adressene kom uten koordinater"), new("rusken", true, "Mai manglet.", new("Rusken i Oslo", "Tidy Oslo"))] };
        string[] told = ["Brann- og redningsetaten er utelatt etter beslutning: Adressene kom uten koordinater. Rusken i Oslo er tatt med etter beslutning: Mai manglet. ", "Fire and rescue is left out by decision: Adressene kom uten koordinater. Tidy Oslo is in by decision: Mai manglet. "];

        Assert.All(HeatmapExport.Formats, format => Assert.All(told.Zip(Told(Record(format, seal: seal)["dct:provenance"]!["rdfs:label"]!)), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal)));
        Assert.DoesNotContain("utelatt", Record("csv").ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_issued_on_the_day_that_it_was_in_oslo() => Assert.Equal(
        "2024-05-07", Record("csv", new(2024, 5, 6, 22, 30, 0, TimeSpan.Zero))["dct:issued"]!["@value"]!.GetValue<string>());

    [Fact]
    public void Every_prefix_is_declared()
    {
        var record = Record("gpkg");
        var declared = record["@context"]!.AsObject().Select(prefix => prefix.Key).ToHashSet(StringComparer.Ordinal);

        Assert.All(Keys(record).Where(key => !key.StartsWith('@') && key.Contains(':', StringComparison.Ordinal)), key => Assert.Contains(key[..key.IndexOf(':', StringComparison.Ordinal)], declared));
    }

    [Fact]
    public void The_checksum_and_size_are_the_files()
    {
        var distribution = Record("csv")["dcat:distribution"]!;

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), distribution["spdx:checksum"]!["spdx:checksumValue"]!["@value"]!.GetValue<string>());
        Assert.Equal("3", distribution["dcat:byteSize"]!["@value"]!.GetValue<string>());
    }

    [Fact]
    public void The_extent_is_that_of_the_polygons() => Assert.Equal(
        "POLYGON((10 59,11 59,11 60,10 60,10 59))", Record("csv")["dct:spatial"]!["dcat:bbox"]!["@value"]!.GetValue<string>());

    [Fact]
    public void A_setting_that_is_no_address_is_told()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, File.ReadAllText(Path.Combine(ProjectFolders.Geodata, "publisher.json")).Replace("http://publications.europa.eu/resource/authority/licence/NLOD_2_0", "NLOD", StringComparison.Ordinal));
            Assert.Equal(ProblemCode.BadConfiguration, Assert.Throws<ProblemException>(() => PublisherSettings.Load(path)).Code);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void It_tells_the_method_its_address_once_it_has_one_and_the_hash_under_which_the_measurement_is_frozen() => Assert.All(HeatmapExport.Formats, format =>
    {
        var (frozen, open) = (Record(format), Record(format, seal: new("1.2.3", null, [])));
        var told = frozen["dct:provenance"]!["rdfs:label"]!.AsArray().Select(text => text!["@value"]!.GetValue<string>()).ToList();
        Assert.All(told, text => Assert.Contains(Frozen, text, StringComparison.Ordinal));
        Assert.All(told, text => Assert.Contains("Garwood 1936", text, StringComparison.Ordinal));
        Assert.DoesNotContain(Frozen, open.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(format switch { "gpkg" => ["http://www.opengis.net/def/crs/EPSG/0/25832"], "geojson" => ["http://www.opengis.net/def/crs/EPSG/0/4326"], _ => [] }, Standards(frozen));
        var published = Record(format, settings: PublisherSettings.Load() with { MethodUrl = "https://metode.example/" });
        Assert.Equal(["https://metode.example/", .. Standards(frozen)], Standards(published));
        Assert.Equal("https://metode.example/", published["foaf:page"]!["@id"]!.GetValue<string>());
    });

    /// <summary>The program comes without one: a front page that tells nothing of the method is no page of it.</summary>
    [Fact]
    public void Where_the_method_has_no_address_no_page_is_named_as_its() => Assert.All(HeatmapExport.Formats, format =>
    {
        var record = Record(format);

        Assert.Null(PublisherSettings.Load().MethodUrl);
        Assert.DoesNotContain(Keys(record), key => key is "foaf:page" or "rdfs:seeAlso");
        Assert.DoesNotContain("oslo.kommune.no", string.Concat(Standards(record)), StringComparison.Ordinal);
    });

    private static IEnumerable<string> Told(JsonNode texts) => texts.AsArray().Select(text => text!["@value"]!.GetValue<string>());

    private static IEnumerable<string> Standards(JsonObject record) => record["dct:conformsTo"]?.AsArray().Select(one => one!["@id"]!.GetValue<string>()) ?? [];

    private static JsonObject Record(string format, DateTimeOffset publishedAt = default, ReportSeal? seal = null, PublisherSettings? settings = null)
    {
        var row = ExportRows.Shown with { Geometry = new GeometryFactory().ToGeometry(new Envelope(10, 11, 59, 60)) };
        return JsonSerializer.Deserialize<JsonObject>(DatasetRecord.Write(
            new PublishedRelease(2023, 2, publishedAt, false, false, 1, 0), seal ?? new("1.2.3", Frozen, [new("brann", null), new("politi", null), new("rusken", new("Rusken i Oslo", "Tidy Oslo"))]), settings ?? PublisherSettings.Load(), "v." + format, format, Content, [row, ExportRows.NoResidents]))!;
    }

    private static IEnumerable<string> Keys(JsonNode? node) => node switch
    {
        JsonObject all => all.Where(pair => pair.Key != "@context").SelectMany(pair => Keys(pair.Value).Prepend(pair.Key)),
        JsonArray list => list.SelectMany(Keys),
        _ => [],
    };
}
