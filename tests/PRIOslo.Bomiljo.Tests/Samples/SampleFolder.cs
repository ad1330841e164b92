using System.Security.Cryptography;
using System.Text.Json;
using PRIOslo.Bomiljo.Samples;

namespace PRIOslo.Bomiljo.Tests.Samples;

/// <summary>A generated city in a folder of its own, deleted at the end. Shared by the tests of a class.</summary>
public sealed class SampleFolder : IDisposable
{
    public SampleFolder() => Files = SampleCity.Generate(Options, Folder);

    internal static SampleOptions Options => new()
    {
        Incidents = 40_000,
        Buildings = 30_000,
        FirstYear = 2022,
        LastYear = 2024,
        ImportersFolder = ProjectFolders.Importers,
        GeodataFolder = ProjectFolders.Geodata,
    };

    public string Folder { get; } = Directory.CreateTempSubdirectory("bomiljo-sample-").FullName;

    public IReadOnlyList<SampleFile> Files { get; }

    internal JsonElement Truth => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "hotspots.json"))).RootElement;

    internal static IReadOnlyDictionary<string, string> Hashes(string folder) => Directory.EnumerateFiles(folder)
        .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
