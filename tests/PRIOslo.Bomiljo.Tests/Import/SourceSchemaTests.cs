using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary><c>importers/source.schema.json</c> helps editors; it is what the records of the mapping give.</summary>
public sealed class SourceSchemaTests
{
    [Fact]
    public void The_schema_is_that_of_the_code()
    {
        var path = Path.Combine(ProjectFolders.Importers, "source.schema.json");
        var received = Path.ChangeExtension(path, ".received.json");
        var schema = MappingSchema.Write();
        if (File.Exists(path) && File.ReadAllText(path) == schema)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, schema);
        Assert.Fail($"The schema differs from the code: compare with {received}, and rename it if it is right.");
    }

    [Fact]
    public void The_schema_knows_the_values_of_keys_that_have_few()
    {
        var keys = JsonNode.Parse(MappingSchema.Write())!["properties"]!;
        var file = keys["file"]!["properties"]!;

        Assert.Equal(["csv", "excel", "table", "json", "geojson"], Texts(file["format"]!["enum"]));
        Assert.Equal(["utf-8", "windows-1252"], Texts(file["encoding"]!["anyOf"]![0]!["enum"]));
        Assert.Equal(["utf-8", "windows-1252"], Texts(file["encoding"]!["anyOf"]![1]!["items"]!["enum"]));
        Assert.Contains("km", Texts(keys["east"]!["properties"]!["unit"]!["enum"]));
        Assert.Contains("25832", Texts(keys["epsg"]!["enum"]));
        Assert.Equal(["nb", "en"], Texts(keys["ignore"]!["additionalProperties"]!["anyOf"]![1]!["required"]));

        static IEnumerable<string?> Texts(JsonNode? values) => values!.AsArray().Select(value => value?.ToString());
    }

    [Fact]
    public void Every_key_of_every_source_stands_in_the_schema()
    {
        var known = JsonNode.Parse(MappingSchema.Write())!["properties"]!.AsObject().Select(property => property.Key).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(ProjectFolders.Importers, "source.json", SearchOption.AllDirectories))
            Assert.Subset(known, JsonNode.Parse(File.ReadAllText(file))!.AsObject().Select(property => property.Key).ToHashSet());
    }
}
