using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class RuleFileTests
{
    private static readonly string Shipped = Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json");

    [Fact]
    public void The_shipped_rules_judge_every_group_and_only_law_and_plan_are_more_than_assumptions()
    {
        var rules = RuleFile.Load(Shipped).Rules;

        Assert.All(GroupCode.All, group =>
            Assert.Contains(rules, rule => rule.Role == RuleRole.Required && rule.Groups.Contains(group)));
        Assert.Equal(["outside-marka", "plan-purpose"], rules.Where(rule => rule.BasisKind != BasisKind.Assumption).Select(rule => rule.Id));
    }

    [Fact]
    public void A_rule_is_read_whole()
    {
        var rule = Assert.Single(Parse(Example()).Rules);

        Assert.Equal("near", rule.Id);
        Assert.Equal(["3", "som-5-7"], rule.Groups.Select(group => group.ToString()));
        Assert.Equal(Metric.NearestDwelling, rule.Metric.Metric);
        Assert.Equal(new Threshold(Comparison.AtLeast, 100, 50), rule.Threshold);
        Assert.Equal((RuleRole.Required, 2.0, BasisKind.Adopted), (rule.Role, rule.Weight, rule.BasisKind));
        Assert.Equal(new BilingualText("Vedtak", "Decision"), rule.Basis);
    }

    [Theory]
    [InlineData("metric", "\"nearest_pub_m\"", 106)]
    [InlineData("comparison", "\"above\"", 101)]
    [InlineData("groups", "[\"8\"]", 101)]
    [InlineData("groups", "[]", 101)]
    [InlineData("unit", "\"km\"", 101)]
    [InlineData("unit", null, 101)]
    [InlineData("layer", "\"school\"", 101)]
    [InlineData("met", "\"NaN\"", 101)]
    [InlineData("met", "1e999", 101)]
    [InlineData("met", "-1", 101)]
    [InlineData("met", "0", 101)]
    [InlineData("met", null, 101)]
    [InlineData("partly", "100", 101)]
    [InlineData("weight", "0", 101)]
    [InlineData("role", "\"wish\"", 101)]
    [InlineData("basis_kind", "\"hearsay\"", 101)]
    [InlineData("basis", "\"Vedtak\"", 101)]
    [InlineData("threshhold", "3", 102)]
    public void A_wrong_entry_is_told_with_file_and_rule(string key, string? value, int code)
    {
        var rule = Example();
        if (value is null)
            rule.Remove(key);
        else
            rule[key] = JsonNode.Parse(value);

        var problem = Assert.Throws<ProblemException>(() => Parse(rule));

        Assert.Equal(code, problem.Code.Number);
        Assert.Contains("rules.json rule near", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_rules_with_one_id_are_refused()
    {
        var problem = Assert.Throws<ProblemException>(() => Parse(Example(), Example()));

        Assert.Equal(101, problem.Code.Number);
        Assert.Contains("rule near", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"rules\": [ {\"met\": NaN} ]}")]
    [InlineData("{\"rules\": [], \"rules\": []}")]
    [InlineData("{\"rules\": []}")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_file_that_is_not_a_list_of_rules_is_refused(string json) =>
        Assert.Equal(101, Assert.Throws<ProblemException>(() => RuleFile.Parse("rules.json", json)).Code.Number);

    [Fact]
    public void A_folder_and_a_missing_file_are_told_apart()
    {
        Assert.Equal(3, Assert.Throws<ProblemException>(() => RuleFile.Load(Path.GetTempPath())).Code.Number);
        Assert.Equal(2, Assert.Throws<ProblemException>(() => RuleFile.Load(Shipped + ".not-there")).Code.Number);
    }

    [Fact]
    public void An_information_rule_has_no_threshold()
    {
        var rule = Example();
        rule["role"] = "info";
        Assert.Equal(102, Assert.Throws<ProblemException>(() => Parse(rule)).Code.Number);

        foreach (var key in new[] { "comparison", "met", "partly", "weight" })
            rule.Remove(key);
        Assert.Null(Assert.Single(Parse(rule).Rules).Threshold);
    }

    [Theory]
    [InlineData("radius", "-5", 101)]
    [InlineData("valid_from", "\"1.1.2025\"", 101)]
    [InlineData("adopted", "{ \"body\": \"Byrådet\", \"date\": \"2024-12-10\" }", 101)]
    [InlineData("adopted", "{ \"body\": \"Byrådet\", \"reference\": \"Sak 1\", \"date\": \"2024-12-10\", \"by\": \"x\" }", 102)]
    public void A_wrong_radius_day_or_adoption_is_told(string key, string value, int code)
    {
        var rule = Example();
        rule[key] = JsonNode.Parse(value);

        Assert.Equal(code, Assert.Throws<ProblemException>(() => Parse(rule)).Code.Number);
    }

    [Fact]
    public void An_adoption_is_read_and_its_absence_is_refused()
    {
        var rule = Example();
        rule.Remove("adopted");
        Assert.Equal(101, Assert.Throws<ProblemException>(() => Parse(rule)).Code.Number);

        rule["adopted"] = JsonNode.Parse("""{ "body": "Byrådet", "date": "2024-12-10", "reference": "Sak 1" }""");
        Assert.Equal(new Adoption("Byrådet", new DateOnly(2024, 12, 10), "Sak 1"), Assert.Single(Parse(rule).Rules).Adoption);

        rule["basis_kind"] = "assumption";
        Assert.Equal(101, Assert.Throws<ProblemException>(() => Parse(rule)).Code.Number);
    }

    [Fact]
    public void A_rule_applies_from_its_first_day()
    {
        var rule = Example();
        rule["valid_from"] = "2025-07-01";

        Assert.Empty(Parse(rule).On(new DateOnly(2025, 6, 30)).Rules);
        Assert.Single(Parse(rule).On(new DateOnly(2025, 7, 1)).Rules);
    }

    [Fact]
    public void The_edge_of_a_built_up_area_needs_its_buildings_25_m_beyond() =>
        Assert.Equal(["fringe-near-built-up-area 425"],
            RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json")).Rules
                .Where(rule => rule.Metric.Metric == Metric.BuiltUpArea && rule.Threshold is not null).Select(rule => $"{rule.Id} {rule.RadiusMetres}"));

    [Fact]
    public void A_distance_is_known_as_far_as_its_thresholds_reach_unless_the_rule_says_further()
    {
        var rule = Example();
        Assert.Equal(100, Assert.Single(Parse(rule).Rules).RadiusMetres);

        rule["radius"] = 500;
        Assert.Equal(500, Assert.Single(Parse(rule).Rules).RadiusMetres);
    }

    [Theory]
    [InlineData("nearest_dwelling_m", 99.9, 100)]
    [InlineData("built_up_area_m", 124.9, 125)]
    public void A_radius_that_ends_before_the_threshold_is_refused(string metric, double tooNear, double enough)
    {
        var rule = Example();
        rule["metric"] = metric;
        rule["radius"] = tooNear;
        var problem = Assert.Throws<ProblemException>(() => Parse(rule));
        Assert.Equal(101, problem.Code.Number);
        Assert.Contains($"Write at least {enough}", problem.Message, StringComparison.Ordinal);

        rule["radius"] = enough;
        Assert.Equal(enough, Assert.Single(Parse(rule).Rules).RadiusMetres);
    }

    [Fact]
    public void The_distance_between_facilities_may_be_shown_but_never_decide()
    {
        var rule = Example();
        (rule["metric"], rule["layer"]) = ("nearest_facility_m", "facility");

        Assert.Equal(108, Assert.Throws<ProblemException>(() => Parse(rule)).Code.Number);
    }

    [Fact]
    public void A_file_that_extends_another_replaces_its_rules_by_id_and_a_circle_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var (own, other) = (Path.Combine(folder, "own.json"), Path.Combine(folder, "other.json"));
            var (changed, more) = (Example(), Example());
            (changed["met"], more["id"]) = (120, "more");
            Write(other, null, Example());
            Write(own, "other.json", changed, more);

            Assert.Equal([("near", 120.0), ("more", 100.0)], RuleFile.Load(own).Rules.Select(rule => (rule.Id, rule.Threshold!.Met)));

            Write(other, "own.json", Example());
            var problem = Assert.Throws<ProblemException>(() => RuleFile.Load(own));
            Assert.Equal(107, problem.Code.Number);
            Assert.Contains("own.json", problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static void Write(string path, string? extends, params JsonObject[] rules)
        {
            var file = new JsonObject { ["rules"] = new JsonArray([.. rules]) };
            if (extends is not null)
                file["extends"] = extends;
            File.WriteAllText(path, file.ToJsonString());
        }
    }

    private static RuleFile Parse(params JsonObject[] rules) =>
        RuleFile.Parse("rules.json", new JsonObject { ["rules"] = new JsonArray([.. rules.Select(rule => rule.DeepClone())]) }.ToJsonString());

    private static JsonObject Example() => JsonNode.Parse(
        """
        {
          "id": "near", "label": { "nb": "Avstand", "en": "Distance" }, "groups": ["som-5-7", "3", "3"],
          "metric": "nearest_dwelling_m", "unit": "m", "layer": "building", "role": "required",
          "comparison": "at-least", "met": 100, "partly": 50, "weight": 2,
          "basis": { "nb": "Vedtak", "en": "Decision" }, "basis_kind": "adopted", "adopted": { "body": "Byrådet", "date": "2024-12-10", "reference": "Sak 2" }, "reason": { "nb": "Fordi", "en": "Because" }
        }
        """)!.AsObject();
}
