using System.Globalization;
using PRIOslo.Bomiljo.Suitability;

namespace PRIOslo.Bomiljo.Web.SiteCheck;

/// <summary>What the address asks about: an address, coordinates in EPSG:25832, or degrees in WGS84. The first that is given counts.</summary>
public sealed record SiteRequest(string? Address, string? East, string? North, string? Longitude, string? Latitude)
{
    public bool IsEmpty => new[] { Address, East, North, Longitude, Latitude }.All(string.IsNullOrWhiteSpace);

    public bool HasAddress => !string.IsNullOrWhiteSpace(Address);

    public bool HasMetres => !string.IsNullOrWhiteSpace(East) || !string.IsNullOrWhiteSpace(North);

    /// <summary>Whether the coordinates that count have changed places.</summary>
    public bool IsSwapped => !HasAddress && (HasMetres
        ? Number(East) is { } east && Number(North) is { } north && CoordinateOrder.IsSwappedMetres(east, north)
        : Number(Longitude) is { } longitude && Number(Latitude) is { } latitude && CoordinateOrder.IsSwappedDegrees(longitude, latitude));

    /// <summary>The degrees, where those are given in place of metres, in either order; else null.</summary>
    public (double Longitude, double Latitude)? DegreesAsMetres => HasAddress || Number(East) is not { } east || Number(North) is not { } north ? null
        : CoordinateOrder.IsDegrees(east, north) ? (east, north)
        : CoordinateOrder.IsDegrees(north, east) ? (north, east) : null;

    /// <summary>Reads <c>598 123,5</c> and <c>598123.5</c>.</summary>
    /// <returns>Null for what is no number.</returns>
    public static double? Number(string? text)
    {
        var plain = string.Concat((text ?? "").Where(letter => !char.IsWhiteSpace(letter))).Replace(',', '.');
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
    }
}
