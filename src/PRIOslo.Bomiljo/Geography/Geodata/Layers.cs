namespace PRIOslo.Bomiljo.Geography.Geodata;

/// <summary>The layers that <c>geodata import</c> takes.</summary>
public static class Layers
{
    /// <summary>Areas, which may not overlap.</summary>
    public static IReadOnlyList<string> Areas { get; } = ["municipality", "bydel", "delbydel", "sentrum", "marka", "grunnkrets"];

    /// <summary>A height model: the one layer that is a grid.</summary>
    public const string Terrain = "terrain";

    /// <summary>Dwelling units of the address register, kept as a number at each place.</summary>
    public const string DwellingUnit = "dwelling-unit";

    /// <summary>Ways that one may walk: the one layer of lines.</summary>
    public const string WalkingWay = "walking-way";

    /// <summary>
    /// Everything with a table of its own or in <c>geo.feature</c>. Of them, facility (existing homes for the target groups) and
    /// municipal-flat tell where vulnerable people live: only planners and analysts see them, and nothing of them is published.
    /// </summary>
    public static IReadOnlyList<string> Others { get; } =
    [
        "building", DwellingUnit, "address", "land-use", "school", "kindergarten", "business", "facility", "municipal-flat",
        "low-threshold", "transit", "plan", "ownership", "noise", "flood", "quick-clay", "contamination", "heritage", "steep", WalkingWay, Terrain,
    ];

    public static IReadOnlyList<string> All { get; } = [.. Areas, .. Others];

    /// <summary>True if incidents are placed anew when the layer is imported.</summary>
    public static bool DecidesPlacement(string layer) => layer is "delbydel" or "municipality" or "sentrum" or "marka" or "grunnkrets";
}
