using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PRIOslo.Bomiljo.Cli;

/// <summary>Results on standard output, as lines for people or as one JSON object; all else goes to standard error.</summary>
internal static class Output
{
    public static readonly Option<bool> JsonOption = new("--json") { Description = "Print one JSON object and nothing else." };

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Written piece by piece, since a list of rejected rows may be long.</summary>
    public static void Json(object value)
    {
        using (var output = Console.OpenStandardOutput())
            JsonSerializer.Serialize(output, value, Format);
        Console.Out.WriteLine();
    }

    public static void Line(string text) => Console.Out.WriteLine(text);

    public static void Progress(string text) => Console.Error.WriteLine(text);
}
