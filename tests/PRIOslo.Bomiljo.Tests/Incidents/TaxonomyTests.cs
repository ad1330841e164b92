using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Tests.Incidents;

public sealed class TaxonomyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-taxonomy-");

    [Fact]
    public void The_shipped_themes_are_those_of_the_command_line()
    {
        var taxonomy = Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"));

        Assert.Equal(["trygghet", "ro-og-orden", "brann", "forsopling", "bostabilitet"], taxonomy.Themes.Select(theme => theme.Code));
        Assert.Equal(["forsopling"], taxonomy.Themes.Where(theme => !theme.Protected).Select(theme => theme.Code));
        Assert.True(taxonomy.HasCategory("brann.vehicle"));
        Assert.False(taxonomy.HasCategory("brann"));
        Assert.False(taxonomy.HasCategory(Taxonomy.Total));
    }

    [Theory]
    [InlineData("brann", "brann.a", "brann.a", "BOM-101", "«brann.a»")]
    [InlineData("brann", "brann.a", "uro.b", "BOM-101", "«uro.b»")]
    [InlineData("total", "total.a", "total.b", "BOM-101", "«total»")]
    public void Codes_stand_once_and_in_their_theme(string theme, string first, string second, string code, string place) => Problem.Thrown(code, place,
        () => Load($$"""{"themes": [{"theme": "{{theme}}", "nb": "", "en": "", "protected": true, "categories": [{"category": "{{first}}", "nb": "", "en": "", "severity": 1}, {"category": "{{second}}", "nb": "", "en": "", "severity": 1}]}]}"""));

    [Theory]
    [InlineData(""", "severity": 1""")]
    [InlineData(""", "severity": 100""")]
    [InlineData(""", "severity": 1.5""")]
    public void A_severity_lies_between_1_and_100(string severity) => Assert.Single(Load(OneCategory(severity)).Themes);

    [Theory]
    [InlineData(""", "severity": 0.99""", "«brann.a»")]
    [InlineData(""", "severity": 100.01""", "«brann.a»")]
    [InlineData(""", "severity": -1""", "«brann.a»")]
    [InlineData(", \"severity\": \"5\"", "line 1, $.themes[0].categories[0].severity")]
    [InlineData(""", "severity": null""", "line 1, $.themes[0].categories[0].severity")]
    [InlineData("", "line 1, $.themes[0].categories[0]")]
    public void Any_other_severity_or_none_is_told_with_its_place(string severity, string place) =>
        Problem.Thrown("BOM-101", place, () => Load(OneCategory(severity)));

    [Theory]
    [InlineData("""{"themes": [], "colour": 1}""", "BOM-102", "importers/taxonomy.json, line 1, $.colour")]
    [InlineData("""{"themes": null}""", "BOM-101", "importers/taxonomy.json, line 1")]
    [InlineData("{}", "BOM-101", "importers/taxonomy.json")]
    [InlineData("null", "BOM-101", "importers/taxonomy.json")]
    [InlineData("""{"themes": [], "themes": []}""", "BOM-101", "importers/taxonomy.json")]
    [InlineData("", "BOM-101", "importers/taxonomy.json, line 1")]
    public void A_wrong_file_is_told_with_its_place(string json, string code, string place) => Problem.Thrown(code, place, () => Load(json));

    [Fact]
    public void A_missing_file_is_told() => Problem.Thrown("BOM-002", "importers/taxonomy.json", () => Taxonomy.Load(Path.Combine(_folder.FullName, "taxonomy.json")));

    public void Dispose() => _folder.Delete(recursive: true);

    private static string OneCategory(string severity) =>
        $$"""{"themes": [{"theme": "brann", "nb": "", "en": "", "protected": true, "categories": [{"category": "brann.a", "nb": "", "en": ""{{severity}}}]}]}""";

    private Taxonomy Load(string json)
    {
        var path = Path.Combine(_folder.FullName, "taxonomy.json");
        File.WriteAllText(path, json);
        return Taxonomy.Load(path);
    }
}
