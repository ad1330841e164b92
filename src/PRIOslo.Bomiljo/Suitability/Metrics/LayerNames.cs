namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>The layers that the site check reads, as <c>geodata import --layer</c> names them.</summary>
public static class LayerNames
{
    public const string Building = "building";

    /// <summary>Dwelling units of the address register: how many dwellings the buildings hold.</summary>
    public const string DwellingUnit = "dwelling-unit";
    public const string Business = "business";
    public const string School = "school";
    public const string Kindergarten = "kindergarten";
    public const string LowThreshold = "low-threshold";
    public const string Transit = "transit";

    /// <summary>Ways that one may walk, as lines.</summary>
    public const string WalkingWay = "walking-way";
    public const string Municipality = "municipality";
    public const string Delbydel = "delbydel";
    public const string Sentrum = "sentrum";
    public const string Marka = "marka";

    /// <summary>What covers the ground.</summary>
    public const string LandUse = "land-use";
    public const string Plan = "plan";
    public const string Ownership = "ownership";
    public const string Noise = "noise";
    public const string Flood = "flood";
    public const string QuickClay = "quick-clay";
    public const string Contamination = "contamination";
    public const string Heritage = "heritage";
    public const string Steep = "steep";

    /// <summary>The height model of the ground.</summary>
    public const string Terrain = "terrain";

    /// <summary>Existing homes for the target groups: tells where vulnerable people live.</summary>
    public const string Facility = "facility";

    /// <summary>Municipal flats: tells where vulnerable people live.</summary>
    public const string MunicipalFlat = "municipal-flat";

    /// <summary>The table of dwellings per delbydel, from <c>population import</c>.</summary>
    public const string Population = "population";

    /// <summary>The measured index per delbydel.</summary>
    public const string Index = "index";

    /// <summary>What the sites' own file says; never missing as a layer.</summary>
    public const string Site = "site";

    /// <summary>Whether the layer tells where vulnerable people live.</summary>
    public static bool IsSensitive(string layer) => layer is Facility or MunicipalFlat;
}
