using System.Text.Json;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>Writes <c>hotspots.json</c>: where rates were raised on purpose, and what an import of each delivery should find.</summary>
internal static class TruthFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static SampleFile Write(SampleOptions options, IReadOnlyList<HotSpot> hotSpots, IncidentPlan plan,
        IReadOnlyList<DeliveryTotals> deliveries, string folder)
    {
        var themes = plan.Streams.Select(stream => stream.Theme).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var truth = new
        {
            options.Seed,
            options.Incidents,
            options.FirstYear,
            options.LastYear,
            options.Buildings,
            Hotspots = hotSpots.Select(spot => new
            {
                spot.Themes,
                spot.FirstYear,
                spot.LastYear,
                spot.RelativeRisk,
                Delbydeler = spot.Delbydeler.Select(code => code.ToString()),
            }),
            InCity = Enumerable.Range(options.FirstYear, options.LastYear - options.FirstYear + 1).SelectMany(year =>
                themes.Select(theme => new { Year = year, Theme = theme, Incidents = plan.Sum(year, theme) })),
            Deliveries = deliveries,
        };
        using var file = File.Create(Path.Combine(folder, "hotspots.json"));
        JsonSerializer.Serialize(file, truth, Json);
        file.WriteByte((byte)'\n');
        return new SampleFile("hotspots.json", "truth", hotSpots.Count);
    }
}
