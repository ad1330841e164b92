using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Plots;

/// <summary>Estimates how many modules fit on a plot. Pure.</summary>
/// <remarks>
/// The plot is drawn in by the setback and turned so that its least enclosing rectangle is upright. Rows of modules are laid
/// from each side of it, from several starting heights; along a row a module fits wherever no part of its rectangle leaves the
/// ground. The best of these arrangements counts, so that the figure is what surely fits under the assumptions, not the most
/// that an architect could find. Outdoor space then limits the homes: what the modules and the standing buildings leave of the plot
/// must be enough. Buildings that stand keep their ground and the gap between rows around it.
/// </remarks>
public static class PlotFit
{
    /// <summary>Where counting stops: more is no plot for 6 to 10 homes.</summary>
    public const int MostModules = 200;

    private const int LeastWanted = 6;

    // What is lost of an area in adding it up, as a part of a home.
    private const double LostOfHome = 1e-6;

    /// <param name="plot">Polygon, EPSG:25832. A point gives null.</param>
    /// <param name="model">The assumptions.</param>
    /// <param name="standing">What stands there; null where it is not known, and then nothing is taken to stand.</param>
    public static PlotEstimate? Estimate(Geometry plot, PlotModel model, StandingBuildings? standing = null)
    {
        if (plot.Dimension != Dimension.Surface)
            return null;

        // Northings of six million metres leave no digits for slopes and areas, so that all is done near the origin.
        var near = AffineTransformation.TranslationInstance(-Math.Floor(plot.EnvelopeInternal.MinX), -Math.Floor(plot.EnvelopeInternal.MinY));
        var moved = near.Transform(plot);
        Geometry[] others = [.. (standing?.Others ?? []).Select(near.Transform)], own = [.. (standing?.Own ?? []).Select(near.Transform)];
        var today = Estimate(moved, [.. others, .. own], model) with { Standing = standing?.Own.Count };
        return own.Length == 0 ? today : today with { IfCleared = Estimate(moved, others, model) };
    }

    private static PlotEstimate Estimate(Geometry plot, IReadOnlyList<Geometry> standing, PlotModel model)
    {
        var ground = plot.Buffer(-model.SetbackMetres);
        var free = Without(ground, StandingBuildings.Kept(standing, model.RowGapMetres));
        var open = plot.Area - standing.Sum(building => ShapeGeometry.IntersectionArea(building, plot));
        var modules = free.IsEmpty ? 0 : ModuleRows.Best(ground, free, model);
        return new PlotEstimate(Math.Round(plot.Area, 1), Math.Round(free.Area, 1), modules, modules == MostModules,
            [.. model.Homes.Select(home => Homes(home, modules, open, model))])
        {
            UnitsWithoutBase = model.Homes.Max(home => Units(home, modules, open, model, bases: 0)),
        };
    }

    private static Geometry Without(Geometry ground, Geometry? kept) =>
        kept is null ? ground : OverlayNGRobust.Overlay(ground, kept, SpatialFunction.Difference);

    private static HomesOnPlot Homes(HomeModel home, int modules, double openArea, PlotModel model)
    {
        var units = Units(home, modules, openArea, model, bases: 1);
        return new HomesOnPlot(home.Model, units, units >= LeastWanted, modules == MostModules && units == (modules / home.Modules) - 1);
    }

    private static int Units(HomeModel home, int modules, double openArea, PlotModel model, int bases)
    {
        var homeArea = home.Modules * model.ModuleWidthMetres * model.ModuleDepthMetres;
        var byOutdoors = (openArea - (bases * homeArea)) / (homeArea + model.OutdoorSquareMetresPerHome);
        return Math.Max(0, Math.Min((modules / home.Modules) - bases, (int)Math.Floor(byOutdoors + LostOfHome)));
    }
}
