using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Plots;

/// <summary>How many homes of a model a plot is estimated to hold beside their staff base.</summary>
/// <param name="Model">The home model.</param>
/// <param name="Units">Homes, the staff base not counted.</param>
/// <param name="SixToTenPossible">Whether the 6 to 10 homes that worked fit.</param>
/// <param name="OrMore">Whether counting stopped here and more would fit.</param>
public sealed record HomesOnPlot(string Model, int Units, bool SixToTenPossible, bool OrMore);

/// <summary>An estimate of what a plot can hold; for an architect to decide.</summary>
/// <param name="AreaSquareMetres">The plot's.</param>
/// <param name="BuildableSquareMetres">Inside the setback, and clear of the buildings that stand.</param>
/// <param name="Modules">Building modules in the best arrangement tried.</param>
/// <param name="ModulesOrMore">Whether counting stopped at <see cref="PlotFit.MostModules"/>.</param>
/// <param name="Homes">By model.</param>
public sealed record PlotEstimate(
    double AreaSquareMetres, double BuildableSquareMetres, int Modules, bool ModulesOrMore, IReadOnlyList<HomesOnPlot> Homes)
{
    /// <summary>How many buildings of its own stand on the plot; null where no layer of footprints tells.</summary>
    public int? Standing { get; init; }

    /// <summary>The same if the plot's own buildings are torn down; null where none stands.</summary>
    public PlotEstimate? IfCleared { get; init; }

    /// <summary>Homes of the smallest model.</summary>
    public int PossibleUnits => Homes.Count == 0 ? 0 : Homes.Max(home => home.Units);

    /// <summary>Whether counting stopped at <see cref="PossibleUnits"/>, and more would fit.</summary>
    public bool PossibleUnitsOrMore => Homes.Any(home => home.OrMore && home.Units == PossibleUnits);

    /// <summary>As <see cref="PossibleUnits"/> if the plot's own buildings, which never count against it, may be torn down: what rules are held against.</summary>
    public int PossibleUnitsAtMost => IfCleared?.PossibleUnits ?? PossibleUnits;
}

/// <summary>Estimates how many modules fit on a plot. Pure.</summary>
/// <remarks>
/// The plot is drawn in by the setback and turned so that its least enclosing rectangle is upright. Rows of modules are laid
/// along either side of it, from several starting heights; along a row a module fits wherever no part of its rectangle leaves the
/// ground. The best of these arrangements counts, so that the figure is what surely fits under the assumptions, not the most
/// that an architect could find. Outdoor space then limits the homes: what the modules and the standing buildings leave of the plot
/// must be enough. Buildings that stand keep their ground and the gap between rows around it.
/// </remarks>
public static class PlotFit
{
    /// <summary>Where counting stops: more is no plot for 6 to 10 homes.</summary>
    public const int MostModules = 200;

    private const int StartsPerRow = 6;
    private const int LeastWanted = 6;

    /// <param name="plot">Polygon, EPSG:25832. A point gives null.</param>
    /// <param name="model">The assumptions.</param>
    /// <param name="standing">What stands there; null where it is not known, and then nothing is taken to stand.</param>
    public static PlotEstimate? Estimate(Geometry plot, PlotModel model, StandingBuildings? standing = null)
    {
        if (plot.Dimension != Dimension.Surface)
            return null;
        IReadOnlyList<Geometry> others = standing?.Others ?? [], own = standing?.Own ?? [];
        var today = Estimate(plot, [.. others, .. own], model) with { Standing = standing?.Own.Count };
        return own.Count == 0 ? today : today with { IfCleared = Estimate(plot, others, model) };
    }

    private static PlotEstimate Estimate(Geometry plot, IReadOnlyList<Geometry> standing, PlotModel model)
    {
        var ground = plot.Buffer(-model.SetbackMetres);
        var free = Without(ground, StandingBuildings.Kept(standing, model.RowGapMetres));
        var open = plot.Area - standing.Sum(building => ShapeGeometry.IntersectionArea(building, plot));
        var modules = free.IsEmpty ? 0 : Math.Min(MostModules, BestArrangement(ground, free, model));
        return new PlotEstimate(Math.Round(plot.Area, 1), Math.Round(free.Area, 1), modules, modules == MostModules,
            [.. model.Homes.Select(home => Homes(home, modules, open, model))]);
    }

    private static Geometry Without(Geometry ground, Geometry? kept) =>
        kept is null ? ground : OverlayNGRobust.Overlay(ground, kept, SpatialFunction.Difference);

    private static HomesOnPlot Homes(HomeModel home, int modules, double openArea, PlotModel model)
    {
        var moduleArea = model.ModuleWidthMetres * model.ModuleDepthMetres;
        var byModules = (modules / home.Modules) - 1;
        var byOutdoors = (openArea - (home.Modules * moduleArea)) / ((home.Modules * moduleArea) + model.OutdoorSquareMetresPerHome);
        var units = Math.Max(0, Math.Min(byModules, (int)Math.Floor(byOutdoors)));
        return new HomesOnPlot(home.Model, units, units >= LeastWanted, modules == MostModules && units == byModules);
    }

    /// <param name="ground">Inside the setback: gives the rows their direction and where they start.</param>
    /// <param name="free">The part of it that may be built on.</param>
    /// <param name="model">The assumptions.</param>
    private static int BestArrangement(Geometry ground, Geometry free, PlotModel model)
    {
        var upright = Upright(ground);
        var turned = Upright(ground).Compose(AffineTransformation.RotationInstance(Math.PI / 2));
        return new[] { upright, turned }.SelectMany(turn =>
        {
            var (frame, part) = (turn.Transform(ground).EnvelopeInternal, turn.Transform(free));
            return new[]
            {
                Rows(part, frame, model.ModuleWidthMetres, model.ModuleDepthMetres, model.RowGapMetres),
                Rows(part, frame, model.ModuleDepthMetres, model.ModuleWidthMetres, model.RowGapMetres),
            };
        }).Max();
    }

    private static AffineTransformation Upright(Geometry ground)
    {
        var rectangle = MinimumDiameter.GetMinimumRectangle(ground).Coordinates;
        if (rectangle.Length < 3)
            return new AffineTransformation();
        var angle = Math.Atan2(rectangle[1].Y - rectangle[0].Y, rectangle[1].X - rectangle[0].X);
        var corner = rectangle[0];
        return AffineTransformation.RotationInstance(-angle, corner.X, corner.Y);
    }

    private static int Rows(Geometry ground, Envelope box, double width, double depth, double gap)
    {
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
