using System.Text.Json;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>Opens the matrix's JSON files with problems that name the file and line.</summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static JsonDocument Open(string path) => Parse(path, TextFile.Read(path));

    public static JsonDocument Parse(string path, string json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException failure)
        {
            throw new ProblemException(
                ProblemCode.BadConfiguration,
                failure.LineNumber is { } line ? $"{path} line {line + 1}" : path,
                "this is not well-formed JSON, or a key stands twice (numbers are plain: no NaN, no infinity).",
                "Correct the file there.",
                failure);
        }
    }
}
