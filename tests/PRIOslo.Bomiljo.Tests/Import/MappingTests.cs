using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class MappingTests
{
    /// <summary>What is done to <c>renovasjon/source.json</c>, and the code and the place that it must be told with.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { "colour", "\"red\"", "BOM-102 renovasjon/source.json, line 1, $.colour" },
        { "file.colour", "\"red\"", "BOM-102 renovasjon/source.json, line 1, $.file.colour" },
        { "version", "0", "BOM-101 renovasjon/source.json, $.version" },
        { "version", "\"one\"", "BOM-101 renovasjon/source.json, line 1, $.version" },
        { "version", "-", "BOM-101 renovasjon/source.json" },
        { "source", "\"brann\"", "BOM-101 renovasjon/source.json, $.source" },
        { "retentionMonths", "-1", "BOM-101 renovasjon/source.json, $.retentionMonths" },
        { "name.nb", "null", "BOM-101 renovasjon/source.json, line 1, $.name" },
        { "file", "null", "BOM-101 renovasjon/source.json, line 1, $" },
        { "file.format", "\"xml\"", "BOM-101 renovasjon/source.json, $.file.format" },
        { "file.encoding", "\"latin1\"", "BOM-101 renovasjon/source.json, $.file.encoding" },
        { "file.separator", "\";;\"", "BOM-101 renovasjon/source.json, $.file.separator" },
        { "file.separator", "\" \"", "BOM-101 renovasjon/source.json, $.file.separator" },
        { "file.titleLines", "21", "BOM-101 renovasjon/source.json, $.file.titleLines" },
        { "epsg", "2154", "BOM-101 renovasjon/source.json, $.epsg" },
        { "occurredAt.formats", "[]", "BOM-101 renovasjon/source.json, $.occurredAt.formats" },
        { "occurredAt.formats", "[null]", "BOM-101 renovasjon/source.json, $.occurredAt.formats" },
        { "occurredAt.formats", "[\"q\"]", "BOM-101 renovasjon/source.json, $.occurredAt.formats" },
        { "occurredAt.precision", "\"hour\"", "BOM-101 renovasjon/source.json, line 1, $.occurredAt.precision" },
        { "east.constant", "\"1\"", "BOM-101 renovasjon/source.json, $.east" },
        { "category.column", "-", "BOM-101 renovasjon/source.json, $.category" },
        { "count", "{}", "BOM-101 renovasjon/source.json, $.count" },
        { "id.pattern", "{\"expression\": \"(?=a)\"}", "BOM-101 renovasjon/source.json, $.id.pattern" },
        { "id.split", "{\"separator\": \"\", \"part\": 1}", "BOM-101 renovasjon/source.json, $.id.split" },
        { "id.trim", "true", "BOM-102 renovasjon/source.json, line 1, $.id.trim" },
        { "east.unit", "\"mile\"", "BOM-101 renovasjon/source.json, $.east.unit" },
        { "id", "{\"firstNonEmpty\": [{\"column\": \"X\", \"constant\": \"Y\"}]}", "BOM-101 renovasjon/source.json, $.id.firstNonEmpty[0]" },
        { "id", "{\"firstNonEmpty\": [null]}", "BOM-101 renovasjon/source.json, $.id.firstNonEmpty[0]" },
        { "occurredAt.timeZone", "\"Oslo\"", "BOM-101 renovasjon/source.json, $.occurredAt.timeZone" },
        { "north", "-", "BOM-101 renovasjon/source.json, $.east" },
        { "categories.Ufo", "\"brann.ufo\"", "BOM-104 renovasjon/source.json, $.categories" },
        { "categories.Ufo", "null", "BOM-104 renovasjon/source.json, $.categories" },
        { "ignore.Farlig avfall", "\"mapped as well\"", "BOM-101 renovasjon/source.json, $.ignore" },
        { "keep", "[{\"column\": \"Status\", \"values\": null, \"reason\": \"\"}]", "BOM-101 renovasjon/source.json, $.keep[0]" },
        { "ignore", "{\"Spørsmål\": null}", "BOM-101 renovasjon/source.json, $.ignore" },
        { "keep", "[{\"column\": \"Status\", \"values\": [\"Ny\"], \"reason\": {\"nb\": \"x\"}}]", "BOM-101 renovasjon/source.json, line" },
        { "keep", "[{\"column\": \"Status\", \"values\": [\"Ny\"], \"reason\": {\"nb\": \"x\", \"en\": \"\"}}]", "BOM-101 renovasjon/source.json, $.keep[0]" },
        { "ignore", "{\"Spørsmål\": {\"nb\": \"\", \"en\": \"x\"}}", "BOM-101 renovasjon/source.json, $.ignore" },
        { "ignore", "{\"Spørsmål\": {\"nb\": \"x\", \"en\": \"x\", \"sv\": \"x\"}}", "BOM-102 renovasjon/source.json, line 1, $.ignore." },
        { "ignore", "{\"Spørsmål\": {\"nb\": \"x\"}}", "BOM-101 renovasjon/source.json, line 1, $.ignore." },
        { "ignore", "{\"Spørsmål\": 7}", "BOM-101 renovasjon/source.json, line 1, $.ignore." },
        { "keep", "[{\"column\": \"Status\", \"reason\": \"\"}]", "BOM-101 renovasjon/source.json, $.keep[0]" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_wrong_mapping_is_told_with_its_place(string key, string value, string expected)
    {
        using var source = TestSource.CopyOf("renovasjon").Change(json => Set(json, key, value));

        Problem.Thrown(expected[..7], expected[8..], () => source.Load());
    }

    [Fact]
    public void A_mapping_without_coordinates_and_area_is_refused()
    {
        using var source = TestSource.CopyOf("renovasjon").Change(json =>
        {
            json.Remove("east");
            json.Remove("north");
        });

        Problem.Thrown("BOM-101", "$.area", () => source.Load());
    }

    [Fact]
    public void A_file_that_is_no_json_is_told_with_its_line()
    {
        using var source = TestSource.CopyOf("renovasjon");
        File.WriteAllText(Path.Combine(source.Folder, "source.json"), "{\n  \"source\": \"renovasjon\",\n  oops\n}");

        Problem.Thrown("BOM-101", "source.json, line 3", () => source.Load());
    }

    [Fact]
    public void An_unknown_source_is_told_with_the_known_ones()
    {
        var problem = Problem.Thrown("BOM-002", "importers/nav", () => SourceFolder.Load("nav", TestSource.Taxonomy));

        Assert.Contains("boligbygg, brann, politi", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_means_the_folder_of_importers_even_where_the_working_folder_holds_one_like_it()
    {
        var before = Environment.CurrentDirectory;
        var elsewhere = Directory.CreateTempSubdirectory("bomiljo-");
        try
        {
            elsewhere.CreateSubdirectory("renovasjon");
            Environment.CurrentDirectory = elsewhere.FullName;

            Assert.Equal(Path.Combine(ProjectFolders.Importers, "renovasjon"), SourceFolder.Load("renovasjon", TestSource.Taxonomy).Folder);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            elsewhere.Delete(recursive: true);
        }
    }

    private static void Set(JsonObject json, string key, string value)
    {
        var names = key.Split('.');
        foreach (var name in names[..^1])
            json = json[name]!.AsObject();
        if (value == "-")
            json.Remove(names[^1]);
        else
            json[names[^1]] = JsonNode.Parse(value);
    }
}
