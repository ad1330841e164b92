using System.Globalization;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Checks single values of a sites file.</summary>
internal static class SiteValues
{
    public static string Id(string? text, string column) =>
        string.IsNullOrWhiteSpace(text) ? throw new RowProblemException(column, "the site has no name.") : text.Trim();

    /// <returns>The number, with a decimal comma or point.</returns>
    public static double Number(string? text, string column)
    {
        var written = text?.Trim() ?? "";
        if (!written.Contains('.', StringComparison.Ordinal))
            written = written.Replace(',', '.');
        return double.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : throw new RowProblemException(column, "this is not a number.");
    }

    /// <returns>Null for an empty text.</returns>
    public static GroupCode? Group(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return GroupCode.TryParse(text, out var group)
            ? group
            : throw new RowProblemException("group", "this is not a group of the matrix (1 to 7, som-1-5, som-5-7).");
    }

    /// <returns>Null for an empty text.</returns>
    public static int? Units(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units is > 0 and <= Site.MostUnits
            ? units
            : throw new RowProblemException("units", string.Create(CultureInfo.InvariantCulture, $"this is not a whole number from 1 to {Site.MostUnits}."));
    }

    /// <summary>A point or plot in EPSG:25832 that can be measured.</summary>
    public static Geometry Place(Geometry geometry, string column)
    {
        if (ShapeArraysBuilder.TryOne(geometry) is null)
            throw new RowProblemException(column, "the place is not in or near Norway in the file's coordinate system (EPSG:25832 for east and north).");
        if (geometry is not Point && geometry.ConvexHull().Dimension != Dimension.Surface)
            throw new RowProblemException(column, "the plot's corners lie on one line, so that it has no ground.");
        return geometry.IsValid ? geometry : throw new RowProblemException(column, "the plot's outline crosses itself.");
    }
}
