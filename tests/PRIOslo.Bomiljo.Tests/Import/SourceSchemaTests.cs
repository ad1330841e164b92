using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary><c>importers/source.schema.json</c> helps editors; it is what the records of the mapping give.</summary>
public sealed class SourceSchemaTests
{
    [Fact]
    public void The_schema_is_that_of_the_code()
    {
        var path = Path.Combine(ProjectFolders.Importers, "source.schema.json");
        var received = Path.ChangeExtension(path, ".received.json");
        var schema = Generate().ToJsonString(StrictJson.Options) + "\n";
        if (File.Exists(path) && File.ReadAllText(path) == schema)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, schema);
        Assert.Fail($"The schema differs from the code: compare with {received}, and rename it if it is right.");
    }

    [Fact]
    public void Every_key_of_every_source_stands_in_the_schema()
    {
        var known = Generate()["properties"]!.AsObject().Select(property => property.Key).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(ProjectFolders.Importers, "source.json", SearchOption.AllDirectories))
            Assert.Subset(known, JsonNode.Parse(File.ReadAllText(file))!.AsObject().Select(property => property.Key).ToHashSet());
    }

    private static JsonObject Generate()
    {
        var options = new JsonSerializerOptions(StrictJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        var schema = options.GetJsonSchemaAsNode(typeof(SourceMapping), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "A source's mapping; importers/README.md tells what the keys mean");
        return schema;
    }
}
