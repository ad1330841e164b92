using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Why rows are ignored. In the file it is <c>{ "nb": …, "en": … }</c>, or one text for both.</summary>
/// <param name="Nb">In bokmål.</param>
/// <param name="En">In English; rows are counted under it.</param>
[JsonConverter(typeof(ReasonJson))]
public sealed record Reason(string Nb, string En)
{
    /// <summary>The one that no mapping states.</summary>
    internal static readonly Reason ZeroCount = new("antallet er null", "a count of zero");
}

/// <summary>Reads one text as both languages.</summary>
internal sealed class ReasonJson : JsonConverter<Reason>
{
    /// <summary>What the schema says of a reason.</summary>
    public static JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(Text(), new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["nb"] = Text(), ["en"] = Text() },
            ["required"] = new JsonArray("nb", "en"),
            ["additionalProperties"] = false,
        }),
    };

    public override Reason Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new(reader.GetString()!, reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Neither a text nor one in each language.");
        string? nb = null, en = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNb = reader.ValueTextEquals("nb");
            if (!isNb && !reader.ValueTextEquals("en"))
                throw new JsonException($"A key beside nb and en {StrictJson.UnknownMember}.");
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                throw new JsonException("A reason is a text.");
            (nb, en) = isNb ? (reader.GetString()!, en) : (nb, reader.GetString()!);
        }

        return nb is not null && en is not null ? new(nb, en) : throw new JsonException("A reason is one text, or one under nb and one under en.");
    }

    public override void Write(Utf8JsonWriter writer, Reason value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new LocalName(value.Nb, value.En), options);

    private static JsonObject Text() => new() { ["type"] = "string" };
}
