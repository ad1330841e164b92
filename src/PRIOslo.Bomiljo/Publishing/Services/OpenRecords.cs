namespace PRIOslo.Bomiljo.Publishing.Services;

/// <summary>A feature, its parts ready to be written.</summary>
/// <param name="Id">Unique in its collection, and the same in every version of the year.</param>
/// <param name="Properties">A JSON object with the columns of the collection's view; a suppressed value is null.</param>
/// <param name="Geometry">A GeoJSON geometry in the system asked for; null for an area without a polygon.</param>
public sealed record OpenFeature(string Id, string Properties, string? Geometry);

/// <summary>Some of a collection's features.</summary>
/// <param name="Matched">How many the request matches in all.</param>
public sealed record OpenPage(int Matched, IReadOnlyList<OpenFeature> Features);

/// <summary>Where and when a collection's features are.</summary>
/// <param name="Years">At least one, rising.</param>
/// <param name="Box">WGS84 degrees: west, south, east, north; null where no feature has a polygon.</param>
public sealed record OpenExtent(string Collection, IReadOnlyList<int> Years, double[]? Box);

/// <summary>A property of features: a column of their view.</summary>
/// <param name="SqlType">PostgreSQL's name of the type.</param>
/// <param name="Description">What the column's comment says.</param>
public sealed record OpenProperty(string Name, string SqlType, string Description);

/// <summary>Which features of a collection are asked for, and how. Null means all.</summary>
/// <param name="FirstYear">The first year, included; so is <paramref name="LastYear"/>.</param>
/// <param name="Box">West, south, east, north in <paramref name="BoxSrid"/>; a feature without a polygon lies in every box.</param>
/// <param name="Srid">Of the answer: 4326 or 25832.</param>
/// <param name="LatitudeFirst">True for the axis order latitude, longitude.</param>
/// <param name="Decimals">Of the answer's coordinates.</param>
public sealed record OpenRequest(
    string Collection, string? Id, int? Year, string? Level, string? Area, string? Bydel, string? Theme, int? FirstYear, int? LastYear,
    double[]? Box, int BoxSrid, int Srid, bool LatitudeFirst, int Decimals, int Offset, int Limit);

/// <summary>A tile of the areas with a theme's figures of a year.</summary>
/// <param name="Zoom">0–<see cref="MaxZoom"/>; columns count from west and rows from north, from 0 to 2^zoom − 1.</param>
public sealed record TileRequest(int Zoom, int Column, int Row, string Level, string Theme, int Year)
{
    /// <summary>The grid is finer than a metre there; a map program enlarges from it.</summary>
    public const int MaxZoom = 14;
}
