using System.Globalization;
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
        ["below"] = Comparison.Below,
    };

    private static readonly Dictionary<string, RuleRole> Roles = new(StringComparer.Ordinal)
    {
        ["required"] = RuleRole.Required,
        ["where-known"] = RuleRole.WhereKnown,
        ["bonus"] = RuleRole.Bonus,
        ["info"] = RuleRole.Info,
    };

    private static readonly Dictionary<string, BasisKind> BasisKinds = new(StringComparer.Ordinal)
    {
        ["law"] = BasisKind.Law,
        ["adopted"] = BasisKind.Adopted,
        ["assumption"] = BasisKind.Assumption,
    };

    /// <returns>The file's own rules and notes, and the file that it extends, or null.</returns>
    public static (string? Extends, IReadOnlyList<LocationRule> Rules, IReadOnlyList<RuleNote> Notes) Read(string path, JsonElement root)
    {
        var file = new JsonObjectReader(path, root);
        var extends = file.Has("extends") ? file.Text("extends") : null;
        var (rules, versions) = (new List<LocationRule>(), new HashSet<(string, DateOnly?)>());
        foreach (var element in file.Array("rules"))
        {
            var entry = new JsonObjectReader($"{path} rule number {rules.Count + 1}", element);
            var rule = ReadRule(path, entry);
            if (!versions.Add((rule.Id, rule.ValidFrom)))
                throw entry.Problem("the id stands on two rules.", "Give each rule an id of its own, or each version of one rule a «valid_from» of its own.");
            rules.Add(rule);
        }

        var notes = file.Has("notes") ? file.Array("notes").Select(element => ReadNote(path, element)).ToArray() : [];
        file.RequireNoMore();
        return rules.Count > 0 ? (extends, rules, notes) : throw file.Problem("there are no rules.", "Add at least one.");
    }

    private static LocationRule ReadRule(string path, JsonObjectReader entry)
    {
        var id = entry.Text("id");
        entry.Place = $"{path} rule {id}";
        var metric = ReadMetric(entry);
        var layer = entry.Text("layer");
        if (!metric.Layers.Contains(layer))
            throw entry.Problem($"the metric {metric.Name} is not read from that layer.", $"Write \"{metric.Layers[0]}\".");

        var role = entry.OneOf("role", Roles);
        if (metric.Metric == Metric.NearestFacility && role != RuleRole.Info)
        {
            throw new ProblemException(ProblemCode.RuleNotAllowed, entry.Place,
                "the distance between facilities may be shown, but never decide or count.", "Make the rule's role \"info\".");
        }

        var threshold = role == RuleRole.Info ? null : ReadThreshold(entry, metric);
        var rule = new LocationRule(
            id,
            entry.Bilingual("label"),
            entry.Groups("groups"),
            metric,
            threshold,
            role,
            role == RuleRole.Info ? 0 : ReadWeight(entry),
            layer,
            entry.Bilingual("basis"),
            entry.OneOf("basis_kind", BasisKinds),
            entry.Bilingual("reason"),
            ReadRadius(entry, metric, threshold),
            entry.Day("valid_from"),
            entry.Inner("adopted") is { } adopted ? ReadAdoption(adopted) : null);
        if (rule.Adoption is not null && rule.BasisKind != BasisKind.Adopted)
            throw entry.Problem("«adopted» stands on a rule that is not.", "Make «basis_kind» \"adopted\", or remove «adopted».");
        if (rule is { BasisKind: BasisKind.Adopted, Adoption: null })
            throw entry.Problem("an adopted threshold does not say by whom, when and where.", "Give «adopted» with body, date and reference, or make «basis_kind» \"assumption\".");
        entry.RequireNoMore();
        return rule;
    }

    private static MetricDefinition ReadMetric(JsonObjectReader entry)
    {
        var name = entry.Text("metric");
        var metric = MetricDefinition.Find(name) ?? throw new ProblemException(
            ProblemCode.UnknownMetric,
            entry.Place,
            $"the metric «{name}» does not exist.",
            $"Use one of {string.Join(", ", MetricDefinition.All.Select(definition => definition.Name))}.");
        return entry.Text("unit") == metric.Unit
            ? metric
            : throw entry.Problem($"the unit does not fit the metric {metric.Name}.", $"Write \"{metric.Unit}\".");
    }

    private static Threshold ReadThreshold(JsonObjectReader entry, MetricDefinition metric)
    {
        var comparison = entry.OneOf("comparison", Comparisons);
        var met = entry.Number("met") ?? throw entry.Problem("«met» is missing.", "Give the threshold, or make the rule's role \"info\".");
        var partly = entry.Number("partly");

        if (comparison == Comparison.AtLeast && (met == 0 || partly == 0))
            throw entry.Problem("a threshold of at least 0 is met everywhere.", "Raise it, or make the rule's role \"info\".");
        if (comparison == Comparison.Below && met == 0)
            throw entry.Problem("nothing is below 0.", "Raise the threshold.");
        if (metric.Unit == "share" && (met > 1 || partly > 1))
            throw entry.Problem("a share is at most 1.", "Give 0.5 for half.");
        if (partly is { } step && (comparison == Comparison.AtLeast ? step >= met : step <= met))
            throw entry.Problem("«partly» is as strict as «met» or stricter.", "Give it a value that is easier to reach.");
        return new Threshold(comparison, met, partly);
    }

    /// <summary>A distance must be known as far as its thresholds reach; what is counted, within its own radius.</summary>
    private static double ReadRadius(JsonObjectReader entry, MetricDefinition metric, Threshold? threshold)
    {
        var stated = entry.Number("radius");
        if (metric.RadiusMetres is { } radius)
        {
            return stated is null || stated == radius
                ? radius
                : throw entry.Problem($"the metric {metric.Name} has its own radius.", $"Write {radius}, or leave «radius» out.");
        }

        var reach = threshold is null ? 0 : ThresholdReach.Metres(metric, threshold);
        return stated is null || stated >= reach
            ? stated ?? reach
            : throw entry.Problem("«radius» ends before the threshold does.", string.Create(CultureInfo.InvariantCulture, $"Write at least {reach}, or leave «radius» out."));
    }

    private static Adoption ReadAdoption(JsonObjectReader adopted)
    {
        var adoption = new Adoption(
            adopted.Text("body"),
            adopted.Day("date") ?? throw adopted.Problem("«date» is missing.", "Give the day of the decision."),
            adopted.Text("reference"));
        adopted.RequireNoMore();
        return adoption;
    }

    private static double ReadWeight(JsonObjectReader entry) =>
        entry.Number("weight") is { } weight and > 0
            ? weight
            : throw entry.Problem("«weight» is missing or 0.", "Give a weight above 0, or make the rule's role \"info\".");

    private static RuleNote ReadNote(string path, JsonElement element)
    {
        var entry = new JsonObjectReader($"{path} note", element);
        var note = new RuleNote(entry.Text("id"), entry.Groups("groups"), entry.Bilingual("text"));
        entry.RequireNoMore();
        return note;
    }
}
