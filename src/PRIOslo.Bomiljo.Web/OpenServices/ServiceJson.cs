using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>How the services' documents are written.</summary>
internal static class ServiceJson
{
    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    public const string Html = "text/html";
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonWriterOptions Writing { get; } = new() { Encoder = Options.Encoder };

    public static byte[] Bytes(JsonNode document) => JsonSerializer.SerializeToUtf8Bytes(document, Options);

    public static JsonNode Node(object document) => JsonSerializer.SerializeToNode(document, Options)!;
}
