using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace PRIOslo.Bomiljo.Suitability.Plots;

/// <summary>How many homes of a model a plot is estimated to hold beside their staff base.</summary>
/// <param name="Model">The home model.</param>
/// <param name="Units">Homes, the staff base not counted.</param>
/// <param name="SixToTenPossible">Whether the 6 to 10 homes that worked fit.</param>
public sealed record HomesOnPlot(string Model, int Units, bool SixToTenPossible);

/// <summary>An estimate of what a plot can hold; for an architect to decide.</summary>
/// <param name="AreaSquareMetres">The plot's.</param>
/// <param name="BuildableSquareMetres">Inside the setback.</param>
/// <param name="Modules">Building modules in the best arrangement tried.</param>
/// <param name="Homes">By model.</param>
public sealed record PlotEstimate(double AreaSquareMetres, double BuildableSquareMetres, int Modules, IReadOnlyList<HomesOnPlot> Homes)
{
    /// <summary>Homes of the smallest model.</summary>
    public int PossibleUnits => Homes.Count == 0 ? 0 : Homes.Max(home => home.Units);
}

/// <summary>Estimates how many modules fit on a plot. Pure.</summary>
/// <remarks>
/// The plot is drawn in by the setback and turned so that its least enclosing rectangle is upright. Rows of modules are laid
/// along either side of it, from several starting heights; along a row a module fits wherever no part of its rectangle leaves the
/// ground. The best of these arrangements counts, so that the figure is what surely fits under the assumptions, not the most
/// that an architect could find. Outdoor space then limits the homes: what the modules leave of the plot must be enough.
/// </remarks>
public static class PlotFit
{
    private const int StartsPerRow = 6;
    private const int MostModules = 200;
    private const int LeastWanted = 6;

    /// <param name="plot">Polygon, EPSG:25832. A point gives null.</param>
    /// <param name="model">The assumptions.</param>
    public static PlotEstimate? Estimate(Geometry plot, PlotModel model)
    {
        if (plot.Dimension != Dimension.Surface)
            return null;
        var buildable = plot.Buffer(-model.SetbackMetres);
        var modules = buildable.IsEmpty ? 0 : Math.Min(MostModules, BestArrangement(buildable, model));
        return new PlotEstimate(Math.Round(plot.Area, 1), Math.Round(buildable.Area, 1), modules,
            [.. model.Homes.Select(home => Homes(home, modules, plot.Area, model))]);
    }

    private static HomesOnPlot Homes(HomeModel home, int modules, double plotArea, PlotModel model)
    {
        var moduleArea = model.ModuleWidthMetres * model.ModuleDepthMetres;
        var byModules = (modules / home.Modules) - 1;
        var byOutdoors = (plotArea - (home.Modules * moduleArea)) / ((home.Modules * moduleArea) + model.OutdoorSquareMetresPerHome);
        var units = Math.Max(0, Math.Min(byModules, (int)Math.Floor(byOutdoors)));
        return new HomesOnPlot(home.Model, units, units >= LeastWanted);
    }

    private static int BestArrangement(Geometry buildable, PlotModel model)
    {
        var upright = Upright(buildable);
        var turned = AffineTransformation.RotationInstance(Math.PI / 2).Transform(upright);
        return new[] { upright, turned }.SelectMany(ground => new[]
        {
            Rows(ground, model.ModuleWidthMetres, model.ModuleDepthMetres, model.RowGapMetres),
            Rows(ground, model.ModuleDepthMetres, model.ModuleWidthMetres, model.RowGapMetres),
        }).Max();
    }

    private static Geometry Upright(Geometry ground)
    {
        var rectangle = MinimumDiameter.GetMinimumRectangle(ground).Coordinates;
        if (rectangle.Length < 3)
            return ground;
        var angle = Math.Atan2(rectangle[1].Y - rectangle[0].Y, rectangle[1].X - rectangle[0].X);
        var corner = rectangle[0];
        return AffineTransformation.RotationInstance(-angle, corner.X, corner.Y).Transform(ground);
    }

    private static int Rows(Geometry ground, double width, double depth, double gap)
    {
        var box = ground.EnvelopeInternal;
        var best = 0;
        for (var start = 0; start < StartsPerRow && best < MostModules; start++)
        {
            var count = 0;
            for (var south = box.MinY + ((depth + gap) * start / StartsPerRow); south + depth <= box.MaxY && count < MostModules; south += depth + gap)
                count += InRow(ground, box, south, width, depth);
            best = Math.Max(best, count);
        }

        return best;
    }

    /// <summary>Along a row, each connected part of it that is not ground blocks the stretch from its western to its eastern end.</summary>
    private static int InRow(Geometry ground, Envelope box, double south, double width, double depth)
    {
        var row = ground.Factory.ToGeometry(new Envelope(box.MinX, box.MaxX, south, south + depth));
        var blocked = OverlayNGRobust.Overlay(row, ground, SpatialFunction.Difference);
        var count = 0;
        var free = box.MinX;
        foreach (var part in Enumerable.Range(0, blocked.NumGeometries)
            .Select(blocked.GetGeometryN).Where(part => part.Area > 1e-6)
            .Select(part => part.EnvelopeInternal).OrderBy(part => part.MinX))
        {
            count += Fits(part.MinX - free);
            free = Math.Max(free, part.MaxX);
        }

        return count + Fits(box.MaxX - free);

        int Fits(double stretch) => stretch > 0 ? (int)((stretch + 1e-6) / width) : 0;
    }
}
