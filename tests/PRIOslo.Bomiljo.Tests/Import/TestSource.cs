using System.Text;
using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>A copy of a source's folder that a test may change.</summary>
internal sealed class TestSource : IDisposable
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("bomiljo-source-");

    private TestSource(string source)
    {
        Folder = Directory.CreateDirectory(Path.Combine(_temporary.FullName, source)).FullName;
        foreach (var file in new[] { "source.json", "sample.csv", "expected.json" })
            File.Copy(Path.Combine(ProjectFolders.Importers, source, file), Path.Combine(Folder, file));
    }

    public static Taxonomy Taxonomy { get; } = Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"));

    public string Folder { get; }

    public string SamplePath => Path.Combine(Folder, "sample.csv");

    public static TestSource CopyOf(string source) => new(source);

    public TestSource Change(Action<JsonObject> change)
    {
        var file = Path.Combine(Folder, "source.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        change(json);
        File.WriteAllText(file, json.ToJsonString());
        return this;
    }

    public SourceFolder Load() => SourceFolder.Load(Folder, Taxonomy);

    public void Dispose() => _temporary.Delete(recursive: true);

    /// <summary>Reads and normalises, as an import does without its database.</summary>
    public static List<RowOutcome> Outcomes(SourceMapping mapping, byte[] file)
    {
        var columns = new MappedColumns(mapping);
        var normalise = new NormaliseStep(mapping, columns, new DateOnly(2026, 1, 1));
        return [.. new ReadStep(mapping, columns, "delivery.csv").Read(new MemoryStream(file)).Select(normalise.Apply)];
    }

    public static List<RowOutcome> Outcomes(SourceMapping mapping, string file) =>
        Outcomes(mapping, mapping.File.Encodings[0] == "utf-8" ? Encoding.UTF8.GetBytes(file) : Windows1252.GetBytes(file));

    public static Encoding Windows1252
    {
        get
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(1252);
        }
    }
}
