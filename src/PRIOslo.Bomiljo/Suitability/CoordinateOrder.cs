namespace PRIOslo.Bomiljo.Suitability;

/// <summary>Tells a place in Norway whose two coordinates have changed places.</summary>
public static class CoordinateOrder
{
    public const string DegreesRemedy = "Longitude and latitude seem to have changed places: in Oslo the longitude is near 10.7 and the latitude near 59.9.";
    public const string MetresRemedy = "East and north seem to have changed places: in Oslo east is near 600,000 and north near 6,640,000 (EPSG:25832).";

    public const string NotMetresRemedy = "East and north seem to be degrees: give them as longitude and latitude.";

    /// <summary>South of all Norway, EPSG:25832.</summary>
    public const double SouthernmostNorthMetres = 6_350_000;

    /// <summary>Whether the degrees are far from Norway as they stand, and in it the other way round.</summary>
    public static bool IsSwappedDegrees(double longitude, double latitude) => longitude is >= 57 and <= 72 && latitude is >= 4 and <= 32;

    /// <summary>Whether what is given as metres reads as degrees in Norway.</summary>
    public static bool IsDegrees(double east, double north) => east is >= 4 and <= 32 && north is >= 57 and <= 72;

    /// <summary>The same for metres in EPSG:25832.</summary>
    public static bool IsSwappedMetres(double east, double north) => east is >= SouthernmostNorthMetres and <= 7_950_000 && north is >= -100_000 and <= 1_200_000;
}
