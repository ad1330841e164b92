using System.Text.Json;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Rules;

/// <summary>Turns the JSON of a rule file into checked rules.</summary>
internal static class RuleReader
{
    private static readonly Dictionary<string, Comparison> Comparisons = new(StringComparer.Ordinal)
    {
        ["at-least"] = Comparison.AtLeast,
        ["at-most"] = Comparison.AtMost,
    };

    private static readonly Dictionary<string, RuleRole> Roles = new(StringComparer.Ordinal)
    {
        ["required"] = RuleRole.Required,
        ["bonus"] = RuleRole.Bonus,
        ["info"] = RuleRole.Info,
    };

    private static readonly Dictionary<string, BasisKind> BasisKinds = new(StringComparer.Ordinal)
    {
        ["law"] = BasisKind.Law,
        ["adopted"] = BasisKind.Adopted,
        ["assumption"] = BasisKind.Assumption,
    };

    public static IReadOnlyList<LocationRule> Read(string path, JsonElement root)
    {
        var file = new JsonObjectReader(path, root);
        var rules = new List<LocationRule>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in file.Array("rules"))
        {
            var entry = new JsonObjectReader($"{path} rule number {rules.Count + 1}", element);
            var rule = ReadRule(path, entry);
            if (!ids.Add(rule.Id))
                throw entry.Problem("the id stands on two rules.", "Give each rule an id of its own.");
            rules.Add(rule);
        }

        file.RequireNoMore();
        return rules.Count > 0 ? rules : throw file.Problem("there are no rules.", "Add at least one.");
    }

    private static LocationRule ReadRule(string path, JsonObjectReader entry)
    {
        var id = entry.Text("id");
        entry.Place = $"{path} rule {id}";
        var metricName = entry.Text("metric");
        var metric = MetricDefinition.Find(metricName) ?? throw new ProblemException(
            ProblemCode.UnknownMetric,
            entry.Place,
            $"the metric «{metricName}» does not exist.",
            $"Use one of {string.Join(", ", MetricDefinition.All.Select(definition => definition.Name))}.");
        if (entry.Text("unit") != metric.Unit)
            throw entry.Problem($"the unit does not fit the metric {metric.Name}.", $"Write \"{metric.Unit}\".");
        var layer = entry.Text("layer");
        if (!metric.Layers.Contains(layer))
            throw entry.Problem($"the metric {metric.Name} is not read from that layer.", $"Write \"{metric.Layers[0]}\".");

        var role = entry.OneOf("role", Roles);
        var rule = new LocationRule(
            id,
            entry.Bilingual("label"),
            entry.Groups("groups"),
            metric,
            role == RuleRole.Info ? null : ReadThreshold(entry, metric),
            role,
            role == RuleRole.Info ? 0 : ReadWeight(entry),
            layer,
            entry.Bilingual("basis"),
            entry.OneOf("basis_kind", BasisKinds),
            entry.Bilingual("reason"));
        entry.RequireNoMore();
        return rule;
    }

    private static Threshold ReadThreshold(JsonObjectReader entry, MetricDefinition metric)
    {
        var comparison = entry.OneOf("comparison", Comparisons);
        var met = entry.Number("met") ?? throw entry.Problem("«met» is missing.", "Give the threshold, or make the rule's role \"info\".");
        var partly = entry.Number("partly");

        if (comparison == Comparison.AtLeast && (met == 0 || partly == 0))
            throw entry.Problem("a threshold of at least 0 is met everywhere.", "Raise it, or make the rule's role \"info\".");
        if (metric.Unit == "share" && (met > 1 || partly > 1))
            throw entry.Problem("a share is at most 1.", "Give 0.5 for half.");
        if (partly is { } step && (comparison == Comparison.AtLeast ? step >= met : step <= met))
            throw entry.Problem("«partly» is as strict as «met» or stricter.", "Give it a value that is easier to reach.");
        return new Threshold(comparison, met, partly);
    }

    private static double ReadWeight(JsonObjectReader entry) =>
        entry.Number("weight") is { } weight and > 0
            ? weight
            : throw entry.Problem("«weight» is missing or 0.", "Give a weight above 0, or make the rule's role \"info\".");
}
