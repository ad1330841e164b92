using System.Text.Json;
using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap.Freezing;

/// <summary>What a measurement was made with, as its inputs tell.</summary>
internal sealed record BoundParameters(MeasurementParameters Parameters, IReadOnlyList<SameEventRule> SameEvents, bool Interpolate)
{
    /// <param name="inputs">A measurement's inputs, as JSON.</param>
    /// <returns>Null where they are of another version of the program and cannot be read.</returns>
    public static BoundParameters? Of(string inputs)
    {
        var all = JsonNode.Parse(inputs)!.AsObject();
        try
        {
            return all["parameters"]?.Deserialize<MeasurementParameters>(StrictJson.Options) is { } parameters && all["interpolate"] is { } interpolate
                && all["sameEvents"]?.Deserialize<List<SameEventRule>>(StrictJson.Options) is { } sameEvents
                ? new(parameters, sameEvents, interpolate.GetValue<bool>()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
