using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Coordinates in EPSG:25832 as whole millimetres, so that comparing a distance with a radius is exact.</summary>
/// <remarks>
/// The limits (<see cref="StorageExtent"/>) keep every intermediate product inside 64 bits: differences are at most
/// 2·10⁹ mm, so a sum of two products of differences is at most 8·10¹⁸ &lt; 2⁶³.
/// </remarks>
public static class Millimetres
{
    /// <param name="east">Metres, EPSG:25832.</param>
    /// <param name="north">Metres, EPSG:25832.</param>
    /// <param name="x">The nearest whole millimetre.</param>
    /// <param name="y">The nearest whole millimetre.</param>
    /// <returns>False for NaN, infinity and whatever lies outside −500 to 1,500 km east and 5,900 to 7,900 km north.</returns>
    public static bool TryFrom(double east, double north, out long x, out long y)
    {
        x = y = 0;
        if (!StorageExtent.Holds(east, north))
            return false;

        x = (long)Math.Round(east * 1000);
        y = (long)Math.Round(north * 1000);
        return true;
    }

    public static double ToMetres(double millimetres) => millimetres / 1000;
}
