using System.Text.Json;
using System.Text.Json.Nodes;

namespace PRIOslo.Bomiljo.Heatmap.Freezing;

/// <summary>In what two measurements' inputs differ. Pure.</summary>
/// <param name="Keys">The inputs that differ, such as <c>deliveries</c> or <c>population</c>, by name.</param>
/// <param name="GoneDeliveries">Deliveries of the first that are not in the second, by number.</param>
/// <param name="NewDeliveries">Deliveries of the second that are not in the first, by number.</param>
internal sealed record InputDifference(IReadOnlyList<string> Keys, IReadOnlyList<int> GoneDeliveries, IReadOnlyList<int> NewDeliveries)
{
    private const string Deliveries = "deliveries";
    private const string Program = "program";

    public bool IsNone => Keys.Count == 0;

    /// <summary>True if the second has all of the first, and deliveries beside it; another program version counts as no difference.</summary>
    public bool HasOnlyMore => Keys.All(key => key is Deliveries or Program) && GoneDeliveries.Count == 0;

    /// <param name="first">A JSON object.</param>
    /// <param name="second">A JSON object.</param>
    public static InputDifference Of(string first, string second)
    {
        var (one, other) = (JsonNode.Parse(first)!.AsObject(), JsonNode.Parse(second)!.AsObject());
        var keys = one.Select(pair => pair.Key).Union(other.Select(pair => pair.Key), StringComparer.Ordinal)
            .Where(key => !JsonNode.DeepEquals(one[key], other[key])).Order(StringComparer.Ordinal).ToList();
        var (before, after) = (DeliveriesOf(one), DeliveriesOf(other));
        return new(keys, [.. before.Where(pair => !after.Contains(pair)).Select(pair => pair.Id)], [.. after.Where(pair => !before.Contains(pair)).Select(pair => pair.Id)]);
    }

    private static List<(int Id, string Text)> DeliveriesOf(JsonObject inputs) =>
        [.. (inputs[Deliveries]?.AsArray() ?? []).Select(delivery => (delivery!["id"]!.GetValue<int>(), JsonSerializer.Serialize(delivery)))];
}
