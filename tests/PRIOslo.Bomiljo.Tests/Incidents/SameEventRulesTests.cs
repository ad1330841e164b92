using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Tests.Incidents;

public sealed class SameEventRulesTests : IDisposable
{
    private const string Good =
        """
        {"rules": [{"rule": "a", "enabled": true, "first": {"sources": ["brann"], "categories": ["brann.vehicle"]},
          "second": {"sources": ["politilogg"], "categories": ["ro-og-orden.vandalism"]},
          "windowMinutes": 60, "distanceMetres": 200, "sameDelbydel": true, "reason": "test"}]}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-same-events-");
    private readonly Taxonomy _taxonomy = Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"));

    [Fact]
    public void No_rule_is_shipped_switched_on() => Assert.Empty(SameEventRules.Load(SameEventRules.DefaultPath, _taxonomy));

    [Fact]
    public void A_rule_counts_when_it_is_switched_on()
    {
        Assert.Equal("a", Assert.Single(Load(Good)).Rule);
        Assert.Empty(Load(Good.Replace("true, \"first\"", "false, \"first\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"windowMinutes\": 60", "\"windowMinutes\": 0", "BOM-101", "$.rules[0].windowMinutes")]
    [InlineData("\"windowMinutes\": 60", "\"windowMinutes\": 1441", "BOM-101", "$.rules[0].windowMinutes")]
    [InlineData("\"windowMinutes\": 60", "\"windowHours\": 1", "BOM-102", "line 3")]
    [InlineData("\"distanceMetres\": 200", "\"distanceMetres\": -1", "BOM-101", "$.rules[0].distanceMetres")]
    [InlineData("\"distanceMetres\": 200", "\"distanceMetres\": 2001", "BOM-101", "$.rules[0].distanceMetres")]
    [InlineData("\"reason\": \"test\"", "\"reason\": \" \"", "BOM-101", "$.rules[0].reason")]
    [InlineData("\"rule\": \"a\"", "\"rule\": \"A b\"", "BOM-101", "$.rules[0].rule")]
    [InlineData("[\"brann\"]", "[]", "BOM-101", "$.rules[0].first.sources")]
    [InlineData("[\"brann.vehicle\"]", "[]", "BOM-101", "$.rules[0].first.categories")]
    [InlineData("[\"brann.vehicle\"]", "[\"brann.boat\"]", "BOM-104", "$.rules[0].first.categories")]
    [InlineData("[\"brann.vehicle\"]", "[\"ro-og-orden.disturbance\"]", "BOM-101", "$.rules[0].second")]
    [InlineData("[\"ro-og-orden.vandalism\"]", "[\"forsopling.litter\"]", "BOM-101", "$.rules[0].second")]
    [InlineData("\"enabled\": true, ", "", "BOM-101", "line")]
    public void A_wrong_rule_is_told_with_its_place_even_where_it_is_off(string good, string wrong, string code, string place)
    {
        Problem.Thrown(code, place, () => Load(Good.Replace(good, wrong, StringComparison.Ordinal)));
        Problem.Thrown(code, place, () => Load(Good.Replace(good, wrong, StringComparison.Ordinal).Replace("\"enabled\": true", "\"enabled\": false", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_rule_stands_once() => Problem.Thrown("BOM-101", "importers/rules.json", () => Load(
        Good.Replace("}]}", "}, " + Good[(Good.IndexOf('[', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal)));

    public void Dispose() => _folder.Delete(recursive: true);

    private IReadOnlyList<SameEventRule> Load(string json)
    {
        var path = Path.Combine(_folder.FullName, "rules.json");
        File.WriteAllText(path, json);
        return SameEventRules.Load(path, _taxonomy);
    }
}
