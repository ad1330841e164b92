using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Reads one text as a list of one.</summary>
internal sealed class TextOrList : JsonConverter<IReadOnlyList<string>>
{
    /// <summary>What the schema says of such a key.</summary>
    /// <param name="pattern">What each text must look like; null for anything.</param>
    public static JsonObject Schema(string? pattern)
    {
        var schema = new JsonObject { ["type"] = new JsonArray("string", "array", "null"), ["items"] = new JsonObject { ["type"] = "string" }, ["default"] = null };
        if (pattern is null)
            return schema;
        schema.Insert(1, "pattern", pattern);
        schema["items"]!["pattern"] = pattern;
        return schema;
    }

    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return [reader.GetString()!];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("Neither a text nor a list of texts.");
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            texts.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("The list holds something that is no text."));
        return texts;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var text in value)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
