namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>The layers that the site check reads, as <c>geodata import --layer</c> names them.</summary>
public static class LayerNames
{
    public const string Building = "building";
    public const string Business = "business";
    public const string School = "school";
    public const string Kindergarten = "kindergarten";
    public const string Municipality = "municipality";
    public const string Delbydel = "delbydel";
    public const string Sentrum = "sentrum";
    public const string Marka = "marka";
}
