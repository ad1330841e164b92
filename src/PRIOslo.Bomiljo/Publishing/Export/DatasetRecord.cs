using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Publishing.Report;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>A file's metadata as a record of DCAT-AP-NO 2 (Digdir 2020) in JSON-LD: one dataset, one distribution.</summary>
public static class DatasetRecord
{
    private const string Authority = "http://publications.europa.eu/resource/authority/";
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Per format of <see cref="HeatmapExport.Formats"/>: the media type, and the code of the EU's list of file types.</summary>
    private static readonly Dictionary<string, (string MediaType, string FileType)> Formats = new(StringComparer.Ordinal)
    {
        ["csv"] = ("text/csv", "CSV"),
        ["geojson"] = ("application/geo+json", "GEOJSON"),
        ["gpkg"] = ("application/geopackage+sqlite3", "GPKG"),
        ["xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    };

    /// <param name="format">One of <see cref="HeatmapExport.Formats"/>.</param>
    public static string MediaType(string format) => Formats[format].MediaType;

    /// <param name="release">What the file holds.</param>
    /// <param name="seal">What that rests on.</param>
    /// <param name="settings">Who answers for it.</param>
    /// <param name="file">The file's name, without folders.</param>
    /// <param name="format">One of <see cref="HeatmapExport.Formats"/>.</param>
    /// <param name="content">The file.</param>
    /// <param name="rows">Its rows, for the extent of their polygons.</param>
    public static string Write(
        PublishedRelease release, ReportSeal seal, PublisherSettings settings, string file, string format, byte[] content, IReadOnlyList<ExportRow> rows)
    {
        var (year, version) = (release.Year.ToString(CultureInfo.InvariantCulture), release.Version.ToString(CultureInfo.InvariantCulture));
        var id = $"{settings.Dataset}{year}";
        var (mediaType, fileType) = Formats[format];
        var dataset = new JsonObject
        {
            ["@context"] = Context(),
            ["@id"] = id,
            ["@type"] = "dcat:Dataset",
            ["dct:identifier"] = id,
            ["dct:title"] = Texts($"Bomiljøet i Oslo {year}: antall og rater per delbydel, bydel og by", $"Neighbourhood environments in Oslo {year}: counts and rates per sub-district, district and city"),
            ["dct:description"] = Texts(
                $"Hendelser fra {Sources(seal, english: false)} per tema, med rater og 95 % intervaller. Tall som kunne røpe personer, er skjult."
                + (release.Provisional ? " Foreløpige tall." : "") + (release.Approximate ? " Omtrentlige grenser, til demonstrasjon." : ""),
                $"Incidents from {Sources(seal, english: true)} per theme, with rates and 95 % intervals. Figures that could give persons away are hidden."
                + (release.Provisional ? " Provisional figures." : "") + (release.Approximate ? " Approximate borders, for demonstration." : "")),
            ["dcat:theme"] = Node($"{Authority}data-theme/SOCI"),
            ["dcat:keyword"] = Texts("bomiljø", "neighbourhood environment"),
            ["dct:publisher"] = new JsonObject { ["@id"] = settings.Publisher, ["@type"] = "foaf:Agent", ["foaf:name"] = settings.PublisherName },
            ["dcat:contactPoint"] = new JsonObject { ["@type"] = "vcard:Organization", ["vcard:fn"] = Texts(settings.ContactName.Nb, settings.ContactName.En), ["vcard:hasURL"] = Node(settings.ContactUrl) },
            ["dct:accessRights"] = Node($"{Authority}access-right/PUBLIC"),
            ["dct:accrualPeriodicity"] = Node($"{Authority}frequency/ANNUAL"),
            ["dct:language"] = Node($"{Authority}language/NOB"),
            ["dct:issued"] = Typed(OsloTime.DayOf(release.PublishedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "xsd:date"),
            ["dct:temporal"] = new JsonObject { ["@type"] = "dct:PeriodOfTime", ["dcat:startDate"] = Typed($"{year}-01-01", "xsd:date"), ["dcat:endDate"] = Typed($"{year}-12-31", "xsd:date") },
            ["dct:spatial"] = Extent(rows),
            ["owl:versionInfo"] = version,
            ["dct:provenance"] = new JsonObject
            {
                ["@type"] = "dct:ProvenanceStatement",
                ["rdfs:label"] = Texts(
                    $"Målt av PRIOslo.Bomiljo {seal.ProgramVersion}, versjon {version} av året. {Method(seal, english: false)}",
                    $"Measured by PRIOslo.Bomiljo {seal.ProgramVersion}, version {version} of the year. {Method(seal, english: true)}"),
            },
            ["dcat:distribution"] = new JsonObject
            {
                ["@id"] = $"{id}/{fileType.ToLowerInvariant()}",
                ["@type"] = "dcat:Distribution",
                ["dct:title"] = file,
                ["dcat:accessURL"] = Node(settings.AccessUrl),
                ["dct:license"] = Node(settings.Licence),
                ["dct:format"] = Node($"{Authority}file-type/{fileType}"),
                ["dcat:mediaType"] = Node($"https://www.iana.org/assignments/media-types/{mediaType}"),
                ["dcat:byteSize"] = Typed(content.Length.ToString(CultureInfo.InvariantCulture), "xsd:decimal"),
                ["spdx:checksum"] = new JsonObject { ["@type"] = "spdx:Checksum", ["spdx:algorithm"] = Node("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"), ["spdx:checksumValue"] = Typed(Convert.ToHexStringLower(SHA256.HashData(content)), "xsd:hexBinary") },
            },
        };
        var standards = new JsonArray();
        if (settings.MethodUrl is { } method)
        {
            dataset["foaf:page"] = Node(method);
            standards.Add((JsonNode)new JsonObject { ["@id"] = method, ["@type"] = "dct:Standard", ["dct:title"] = Texts("Metoden for målingen av bomiljøet", "The method of measuring neighbourhood environments") });
        }

        // GeoJSON is always in WGS84 (RFC 7946); tables have no coordinates.
        if (format is "gpkg" or "geojson")
            standards.Add((JsonNode)Node($"http://www.opengis.net/def/crs/EPSG/0/{(format == "gpkg" ? "25832" : "4326")}"));
        if (standards.Count > 0)
            dataset["dct:conformsTo"] = standards;
        return dataset.ToJsonString(Written) + "\n";
    }

    /// <summary>What is counted, which sources enter and what the intervals are, in the report's words; then decisions about sources with their reasons, and the
    /// hash of what was frozen.</summary>
    private static string Method(ReportSeal seal, bool english)
    {
        var texts = new ReportTexts(english);
        return $"{texts.With("Method1", texts.Sources(seal.Sources))} {texts["Method2"]} {texts["Method3"]} {(seal.Overrides.Count == 0 ? "" : texts.Overrides(seal.Overrides) + " ")}{texts["SealFrozen"]}: {seal.FrozenSha256 ?? texts["SealNotFrozen"]}.";
    }

    private static string Sources(ReportSeal seal, bool english) => new ReportTexts(english).Sources(seal.Sources);

    private static JsonObject Context() => new()
    {
        ["dcat"] = "http://www.w3.org/ns/dcat#",
        ["dct"] = "http://purl.org/dc/terms/",
        ["foaf"] = "http://xmlns.com/foaf/0.1/",
        ["vcard"] = "http://www.w3.org/2006/vcard/ns#",
        ["spdx"] = "http://spdx.org/rdf/terms#",
        ["owl"] = "http://www.w3.org/2002/07/owl#",
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["geosparql"] = "http://www.opengis.net/ont/geosparql#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
    };

    // West, south, east and north in degrees, as a polygon.
    private static JsonObject Extent(IReadOnlyList<ExportRow> rows)
    {
        var location = new JsonObject { ["@type"] = "dct:Location", ["rdfs:label"] = "Oslo" };
        var boxes = rows.Where(row => row.Geometry is not null).Select(row => row.Geometry!.EnvelopeInternal).ToList();
        if (boxes.Count > 0)
        {
            var (w, s, e, n) = (boxes.Min(box => box.MinX), boxes.Min(box => box.MinY), boxes.Max(box => box.MaxX), boxes.Max(box => box.MaxY));
            location["dcat:bbox"] = Typed(string.Create(CultureInfo.InvariantCulture, $"POLYGON(({w:0.######} {s:0.######},{e:0.######} {s:0.######},{e:0.######} {n:0.######},{w:0.######} {n:0.######},{w:0.######} {s:0.######}))"), "geosparql:wktLiteral");
        }

        return location;
    }

    private static JsonArray Texts(string nb, string en) =>
        [new JsonObject { ["@language"] = "nb", ["@value"] = nb }, new JsonObject { ["@language"] = "en", ["@value"] = en }];

    private static JsonObject Node(string address) => new() { ["@id"] = address };

    private static JsonObject Typed(string value, string type) => new() { ["@type"] = type, ["@value"] = value };
}
