using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Tests.Suitability;

/// <summary>One made-up building.</summary>
internal sealed record Building(Geometry Footprint, BuildingKinds Kind, int Dwellings);

/// <summary>Made-up buildings and layers around a fixed corner, with coordinates in whole centimetres.</summary>
internal static class Town
{
    public const double East = 597_000;
    public const double North = 6_642_000;

    public static Geometry PointAt(double eastMetres, double northMetres) => new Point(East + eastMetres, North + northMetres);

    public static Polygon Rectangle(double east, double north, double width, double height) =>
        Ring((east, north), (east + width, north), (east + width, north + height), (east, north + height));

    public static Polygon Ring(params (double East, double North)[] corners) => new(RingOf(corners));

    public static LinearRing RingOf(params (double East, double North)[] corners) =>
        new([.. corners.Append(corners[0]).Select(corner => new Coordinate(
            Math.Round(East + corner.East, 2), Math.Round(North + corner.North, 2)))]);

    public static ShapeLayer LayerOf(params Building[] buildings) => new(
        ShapesOf(buildings.Select(building => building.Footprint)),
        [.. buildings.Select(building => building.Kind)],
        [.. buildings.Select(building => building.Dwellings)]);

    public static ShapeArrays ShapesOf(IEnumerable<Geometry> geometries)
    {
        var builder = new ShapeArraysBuilder();
        foreach (var geometry in geometries)
            Assert.True(builder.TryAdd(geometry));
        return builder.Build();
    }

    public static MetricLayers Layers(
        ShapeLayer? buildings = null, ShapeLayer? businesses = null, ShapeLayer? schools = null, ShapeLayer? kindergartens = null) =>
        Layers(buildings, (LayerPart.Business, businesses), (LayerPart.School, schools), (LayerPart.Kindergarten, kindergartens));

    public static MetricLayers Layers(ShapeLayer? buildings, params (LayerPart Part, ShapeLayer? Shapes)[] parts) => new(
        buildings ?? ShapeLayer.Empty,
        parts.Where(part => part.Shapes is not null).ToDictionary(part => part.Part, part => part.Shapes!));

    /// <summary>The layers that law and plan are read from: no forest, and a plan for homes 5 km around the corner.</summary>
    public static (LayerPart Part, ShapeLayer? Shapes)[] NothingForbidden { get; } =
        [(LayerPart.Marka, ShapeLayer.Empty), (LayerPart.Plan, FeaturesOf(Rectangle(-5000, -5000, 10_000, 10_000))), (LayerPart.PlanBarringHomes, ShapeLayer.Empty)];

    public static ShapeLayer FeaturesOf(params Geometry[] geometries) =>
        ShapeLayer.OfFeatures(ShapesOf(geometries), [.. geometries.Select(_ => 1)]);

    public static MetricValues Measure(MetricLayers layers, Geometry site) =>
        SiteMeasurement.Measure(layers, site) ?? throw new ArgumentException("The site is no place.", nameof(site));

    /// <summary>Layers inside one delbydel that reaches 5 km around the corner.</summary>
    public static SiteLayers InOneDelbydel(MetricLayers metrics) => new(
        [],
        new SiteAreas([new LayerArea("delbydel", "0101", "Midten", Rectangle(-5000, -5000, 10_000, 10_000))]),
        metrics);

    /// <summary>A mix of points, rectangles, tilted triangles and rings with a hole, over a square of the given side.</summary>
    /// <remarks>Half of the towns lie on a lattice of five metres, where distances meet the radii exactly again and again.</remarks>
    public static Building[] Random(Random random, int count, double sideMetres)
    {
        var step = random.Next(2) == 0 ? 5 : 0.01;
        BuildingKinds[] kinds =
        [
            BuildingKinds.Residential, BuildingKinds.Residential, BuildingKinds.Business,
            BuildingKinds.School, BuildingKinds.Outbuilding, BuildingKinds.Other,
        ];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var kind = kinds[random.Next(kinds.Length)];
            return new Building(Shape(random, sideMetres, step), kind, kind == BuildingKinds.Residential ? random.Next(0, 40) : 0);
        })];
    }

    public static Geometry Shape(Random random, double sideMetres, double stepMetres = 0.01)
    {
        var (east, north) = (OnStep(random.NextDouble() * sideMetres, stepMetres), OnStep(random.NextDouble() * sideMetres, stepMetres));
        var (width, height) = (5 + OnStep(random.NextDouble() * 60, stepMetres), 5 + OnStep(random.NextDouble() * 60, stepMetres));
        return random.Next(4) switch
        {
            0 => PointAt(east, north),
            1 => Rectangle(east, north, width, height),
            2 => Ring((east, north), (east + width, north + (height / 3)), (east + (width / 4), north + height)),
            _ => new Polygon(
                RingOf((east, north), (east + width, north), (east + width, north + height), (east, north + height)),
                [RingOf((east + (width / 4), north + (height / 4)), (east + (width / 4), north + (height / 2)), (east + (width / 2), north + (height / 2)))]),
        };
    }

    /// <summary>The nearest multiple of the step, itself a whole number of centimetres.</summary>
    public static double OnStep(double metres, double stepMetres) => Math.Round(Math.Round(metres / stepMetres) * stepMetres, 2);
}
