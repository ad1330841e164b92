using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace PRIOslo.Bomiljo.Suitability.Plots;

/// <summary>Lays straight rows of modules on ground, near the origin. Pure.</summary>
/// <remarks>
/// The ground is turned so that its least enclosing rectangle is upright, and then by each quarter: rows start from every side of
/// it, so that neither where the plot lies nor how it is turned decides.
/// </remarks>
internal static class ModuleRows
{
    /// <summary>
    /// What keeps no module off, metres: half of the hundredth that plots are drawn to, and more than whole millimetres and turning
    /// move a corner.
    /// </summary>
    public const double ToleranceMetres = 0.005;

    private const int Starts = 6;

    /// <param name="ground">Inside the setback: gives the rows their direction and where they start.</param>
    /// <param name="free">The part of it that may be built on.</param>
    /// <param name="model">The assumptions.</param>
    /// <returns>Modules in the best arrangement tried, at most <see cref="PlotFit.MostModules"/>.</returns>
    public static int Best(Geometry ground, Geometry free, PlotModel model)
    {
        var (best, angle) = (0, Angle(ground));
        for (var quarter = 0; quarter < 4 && best < PlotFit.MostModules; quarter++)
        {
            var turn = AffineTransformation.RotationInstance((quarter * Math.PI / 2) - angle);
            var (frame, part) = (turn.Transform(ground).EnvelopeInternal, turn.Transform(free));
            best = Math.Max(best, Rows(part, frame, model.ModuleWidthMetres, model.ModuleDepthMetres, model.RowGapMetres));
            best = Math.Max(best, Rows(part, frame, model.ModuleDepthMetres, model.ModuleWidthMetres, model.RowGapMetres));
        }

        return Math.Min(PlotFit.MostModules, best);
    }

    /// <returns>Of a side of the least enclosing rectangle, radians; 0 where the ground has no extent.</returns>
    private static double Angle(Geometry ground)
    {
        var corners = MinimumDiameter.GetMinimumRectangle(ground).Coordinates;
        return corners.Length < 3 ? 0 : Math.Atan2(corners[1].Y - corners[0].Y, corners[1].X - corners[0].X);
    }

    private static int Rows(Geometry ground, Envelope box, double width, double depth, double gap)
    {
        var best = 0;
        for (var start = 0; start < Starts && best < PlotFit.MostModules; start++)
        {
            var count = 0;
            for (var south = box.MinY + ((depth + gap) * start / Starts);
                south + depth <= box.MaxY + ToleranceMetres && count < PlotFit.MostModules; south += depth + gap)
                count += InRow(ground, box, south, width, depth);
            best = Math.Max(best, count);
        }

        return best;
    }

    /// <summary>Along a row, each connected part of it that is not ground blocks the stretch from its western to its eastern end.</summary>
    private static int InRow(Geometry ground, Envelope box, double south, double width, double depth)
    {
        var row = ground.Factory.ToGeometry(new Envelope(box.MinX, box.MaxX, south + ToleranceMetres, south + depth - ToleranceMetres));
        var blocked = OverlayNGRobust.Overlay(row, ground, SpatialFunction.Difference);
        var (count, free) = (0, box.MinX);
        foreach (var part in Enumerable.Range(0, blocked.NumGeometries).Select(n => blocked.GetGeometryN(n).EnvelopeInternal)
            .Where(part => part.Width > ToleranceMetres).OrderBy(part => part.MinX))
        {
            count += Fits(part.MinX - free);
            free = Math.Max(free, part.MaxX);
        }

        return count + Fits(box.MaxX - free);

        int Fits(double stretch) => stretch > 0 ? (int)((stretch + ToleranceMetres) / width) : 0;
    }
}
