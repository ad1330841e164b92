using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PRIOslo.Bomiljo.Problems;

/// <summary>Reads the program's own JSON files: an unknown or missing key fails with file, line and path.</summary>
public static class StrictJson
{
    /// <summary>In the message of a <see cref="JsonException"/> for a key that is not known.</summary>
    internal const string UnknownMember = "could not be mapped to any .NET member";

    /// <summary>In the message for keys that are missing; the deserialiser names its own types before it.</summary>
    private const string KeysAreMissing = "was missing required properties including: ";

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <param name="path">The file.</param>
    /// <param name="shownAs">How the file is named in messages.</param>
    /// <exception cref="ProblemException">BOM-002 not there; BOM-102 unknown key; BOM-101 anything else that is wrong.</exception>
    public static T Read<T>(string path, string shownAs)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(ProblemCode.FileNotFound, shownAs, "the file is not there.", "Check the path.", missing);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException wrong)
        {
            var place = wrong.LineNumber is { } line ? $"{shownAs}, line {line + 1}, {wrong.Path}" : shownAs;
            var unknown = wrong.Message.Contains(UnknownMember, StringComparison.Ordinal);
            throw unknown
                ? new ProblemException(ProblemCode.UnknownKey, place, "this key is not known.", "Correct its spelling or remove it.", wrong)
                : new ProblemException(ProblemCode.BadConfiguration, place, FirstSentence(wrong.Message), "Correct the file.", wrong);
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        var sentence = end < 0 ? message : message[..end];
        var keys = sentence.IndexOf(KeysAreMissing, StringComparison.Ordinal);
        return keys < 0 ? sentence : $"these keys are missing: {sentence[(keys + KeysAreMissing.Length)..]}";
    }
}
