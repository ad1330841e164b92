using System.Globalization;
using PRIOslo.Bomiljo.Suitability;

namespace PRIOslo.Bomiljo.Web.SiteCheck;

/// <summary>What the address asks about: an address, coordinates in EPSG:25832, or degrees in WGS84. The first that is given counts.</summary>
/// <remarks>And how many homes are planned there, where that is told.</remarks>
public sealed record SiteRequest(string? Address, string? East, string? North, string? Longitude, string? Latitude, string? Units = null)
{
    public bool IsEmpty => new[] { Address, East, North, Longitude, Latitude }.All(string.IsNullOrWhiteSpace);

    public bool HasAddress => !string.IsNullOrWhiteSpace(Address);

    public bool HasMetres => !string.IsNullOrWhiteSpace(East) || !string.IsNullOrWhiteSpace(North);

    /// <summary>Whether the coordinates that count have changed places.</summary>
    public bool IsSwapped => !HasAddress && (HasMetres
        ? Number(East) is { } east && Number(North) is { } north && CoordinateOrder.IsSwappedMetres(east, north)
        : Number(Longitude) is { } longitude && Number(Latitude) is { } latitude && CoordinateOrder.IsSwappedDegrees(longitude, latitude));

    /// <param name="text">How many homes are planned.</param>
    /// <param name="units">Null where the text is empty.</param>
    /// <returns>False for what is neither empty nor a whole number from 1 to <see cref="Site.MostUnits"/>.</returns>
    public static bool TryUnits(string? text, out int? units)
    {
        units = int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Site.MostUnits ? number : null;
        return units is not null || string.IsNullOrWhiteSpace(text);
    }

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
