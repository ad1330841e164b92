using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Reads one text as a list of one.</summary>
internal sealed class TextOrList : JsonConverter<IReadOnlyList<string>>
{
    /// <summary>What the schema says of such a key.</summary>
    /// <param name="pattern">What each text must look like.</param>
    public static JsonObject Schema(string pattern) => Schema(() => new() { ["type"] = "string", ["pattern"] = pattern });

    /// <summary>The same.</summary>
    /// <param name="values">What each text may be.</param>
    public static JsonObject Schema(IEnumerable<string> values) => Schema(() => new() { ["enum"] = new JsonArray([.. values]) });

    private static JsonObject Schema(Func<JsonObject> text) => new()
    {
        ["anyOf"] = new JsonArray(text(), new JsonObject { ["type"] = "array", ["items"] = text() }, new JsonObject { ["type"] = "null" }),
        ["default"] = null,
    };

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
