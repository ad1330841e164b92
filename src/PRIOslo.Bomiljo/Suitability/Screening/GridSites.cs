using System.Globalization;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>A grid of points over the whole city: where could a group live at all?</summary>
public static class GridSites
{
    private const int LeastStepMetres = 10;
    private const int MostStepMetres = 10_000;

    /// <param name="areas">The municipality.</param>
    /// <param name="stepMetres">Side of a cell, 10 to 10,000 m.</param>
    /// <returns>The middle of each cell (cells lie on multiples of the side in EPSG:25832) that is in the municipality, called «E N».</returns>
    /// <exception cref="ProblemException">BOM-001: the side is out of range. BOM-503: no area layer tells where the city is.</exception>
    public static IReadOnlyList<Site> Over(SiteAreas areas, int stepMetres)
    {
        if (stepMetres is < LeastStepMetres or > MostStepMetres)
            throw new ProblemException(ProblemCode.BadArgument, "--grid", "the grid's side is out of range.", $"Give {LeastStepMetres} to {MostStepMetres} metres.");
        var box = areas.Extent;
        if (box.IsNull)
            throw new ProblemException(ProblemCode.MissingLayer, "--grid", "no area layer tells where the city is.", "Import the layer municipality or delbydel.");

        var (firstColumn, firstRow) = ((long)Math.Floor(box.MinX / stepMetres), (long)Math.Floor(box.MinY / stepMetres));
        var rows = (int)(Math.Ceiling(box.MaxY / stepMetres) - firstRow);
        var columns = (int)(Math.Ceiling(box.MaxX / stepMetres) - firstColumn);
        return
        [
            .. Enumerable.Range(0, rows).AsParallel().AsOrdered().SelectMany(row => Enumerable.Range(0, columns)
                .Select(column => new Point((firstColumn + column + 0.5) * stepMetres, (firstRow + row + 0.5) * stepMetres))
                .Where(point => areas.Locate(point).Reason == UnknownReason.None)
                .Select(point => new Site(string.Create(CultureInfo.InvariantCulture, $"{point.X} {point.Y}"), point))),
        ];
    }
}
