using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>The JSON schema of <c>source.json</c>, for editors: <c>importers/source.schema.json</c>.</summary>
public static class MappingSchema
{
    /// <returns>The file's whole text.</returns>
    public static string Write()
    {
        var options = new JsonSerializerOptions(StrictJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        var schema = (JsonObject)options.GetJsonSchemaAsNode(typeof(SourceMapping), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => context.TypeInfo.Type == typeof(Reason) ? ReasonJson.Schema() : (context.PropertyInfo?.DeclaringType.Name, context.PropertyInfo?.Name) switch
            {
                (nameof(FileShape), "encoding") => TextOrList.Schema(FileShape.KnownEncodings),
                (nameof(FileShape), "separator") => TextOrList.Schema(FileShape.SeparatorPattern),
                (nameof(FileShape), "format") => OneOf(node, [.. FileShape.Formats]),
                (nameof(FieldMapping), "unit") => OneOf(node, [.. NumberUnit.Factors.Keys, null]),
                (nameof(SourceMapping), "ignore") => Of(node, "additionalProperties", ReasonJson.Schema()),
                (nameof(SourceMapping), "epsg") => OneOf(node, [.. CoordinateTransform.KnownEpsg]),
                _ => node,
            },
        });
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "A source's mapping; importers/README.md tells what the keys mean");
        return schema.ToJsonString(StrictJson.Options) + "\n";
    }

    private static JsonNode OneOf(JsonNode node, JsonArray values) => Of(node, "enum", values);

    private static JsonNode Of(JsonNode node, string key, JsonNode value)
    {
        node[key] = value;
        return node;
    }
}
