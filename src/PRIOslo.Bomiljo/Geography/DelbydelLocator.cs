using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace PRIOslo.Bomiljo.Geography;

/// <summary>Finds the delbydel of a point in one boundary vintage.</summary>
/// <remarks>
/// Where polygons overlap, or share the border that the point lies on, the lowest code wins. A point in no polygon but
/// inside the municipality goes to Sentrum or Marka where these have a layer of their own, then to the nearest area within
/// <see cref="SliverMetres"/>, else it is unplaced. Marka reaches into the neighbours, so that the municipality's outline decides. All geometry is EPSG:25832. Safe to use from several threads.
/// </remarks>
public sealed class DelbydelLocator
{
    /// <summary>How wide a gap between neighbours may be to count as a sliver of the drawing.</summary>
    public const double SliverMetres = 10;

    private readonly STRtree<Area> _areas = new();
    private readonly HashSet<DelbydelCode> _codes = [];
    private readonly List<(IPointOnGeometryLocator Locator, DelbydelCode Code, PlacementMethod Method)> _special = [];
    private readonly IPointOnGeometryLocator _outline;
    private readonly PlainCells _cells;
    private readonly Func<double, double, Placement> _search;

    /// <param name="areas">Polygons by code.</param>
    /// <param name="outline">The municipality; null takes the convex hull of the areas.</param>
    /// <param name="sentrum">Sentrum's own polygon, or null.</param>
    /// <param name="marka">Marka's own polygon, or null.</param>
    public DelbydelLocator(IReadOnlyList<(DelbydelCode Code, Geometry Polygon)> areas, Geometry? outline = null, Geometry? sentrum = null, Geometry? marka = null)
    {
        foreach (var (code, polygon) in areas.OrderBy(area => area.Code))
        {
            _codes.Add(code);
            _areas.Insert(polygon.EnvelopeInternal, new Area(code, polygon, new IndexedPointInAreaLocator(polygon)));
        }

        _areas.Build();
        AddSpecial(sentrum, DelbydelCode.Sentrum, PlacementMethod.Sentrum);
        AddSpecial(marka, DelbydelCode.Marka, PlacementMethod.Marka);
        Geometry[] polygons = [.. areas.Select(area => area.Polygon), .. new[] { sentrum, marka }.OfType<Geometry>()];
        outline ??= HullOf(polygons);
        _outline = new IndexedPointInAreaLocator(outline);
        _cells = new PlainCells([.. polygons, outline],
        [
            Placement.Outside, .. _codes.Select(code => Placement.In(code, PlacementMethod.Polygon)),
            .. _special.Select(special => Placement.In(special.Code, special.Method)),
        ]);
        _search = Search;
    }

    /// <summary>True if the vintage holds the code, so that an area that a source states can be placed.</summary>
    public bool Knows(DelbydelCode code) => _codes.Contains(code) || _special.Exists(special => special.Code == code);

    /// <summary>Where areas that the vintage does not have went wholly to one that it may have.</summary>
    public CodeChanges CodeChanges { get; init; } = CodeChanges.None;

    /// <summary>The area of the vintage that a stated code means: itself, or the one that took all of it.</summary>
    /// <returns><c>default</c> where there is none.</returns>
    public DelbydelCode Current(DelbydelCode code) => Knows(code) ? code
        : CodeChanges.SuccessorOf(code.ToString(), successor => Knows(DelbydelCode.Parse(successor))) is { } taker ? DelbydelCode.Parse(taker) : default;

    /// <summary>Polygons of the basic statistical units by their eight digits; empty where no register of them is imported.</summary>
    public IReadOnlyDictionary<string, Geometry> Grunnkretser { get; init; } = new Dictionary<string, Geometry>(StringComparer.Ordinal);

    /// <summary>True inside the municipality's outline or on it.</summary>
    public bool IsInside(double eastMetres, double northMetres) => Covers(_outline, new Coordinate(eastMetres, northMetres));

    /// <param name="eastMetres">EPSG:25832.</param>
    /// <param name="northMetres">EPSG:25832.</param>
    public Placement Locate(double eastMetres, double northMetres) => _cells.Locate(eastMetres, northMetres, _search);

    private Placement Search(double eastMetres, double northMetres)
    {
        var point = new Coordinate(eastMetres, northMetres);
        var search = new Envelope(point);
        search.ExpandBy(SliverMetres + 1); // rounding may not cost an area at exactly ten metres
        var near = _areas.Query(search);
        var lowest = default(DelbydelCode);
        foreach (var area in near)
        {
            if ((lowest.IsNone || area.Code < lowest) && Covers(area.Locator, point))
                lowest = area.Code;
        }

        if (!lowest.IsNone)
            return Placement.In(lowest, PlacementMethod.Polygon);
        if (!Covers(_outline, point))
            return Placement.Outside;
        foreach (var (locator, code, method) in _special)
        {
            if (Covers(locator, point))
                return Placement.In(code, method);
        }

        return Nearest(near, point) is { IsNone: false } nearest ? Placement.In(nearest, PlacementMethod.Sliver) : Placement.Unplaced;
    }

    private static DelbydelCode Nearest(IList<Area> near, Coordinate coordinate)
    {
        var point = new Point(coordinate);
        return near
            .Select(area => (area.Code, Metres: area.Polygon.Distance(point)))
            .Where(area => area.Metres <= SliverMetres)
            .OrderBy(area => area.Metres).ThenBy(area => area.Code)
            .Select(area => area.Code)
            .FirstOrDefault();
    }

    private void AddSpecial(Geometry? polygon, DelbydelCode code, PlacementMethod method)
    {
        if (polygon is not null)
            _special.Add((new IndexedPointInAreaLocator(polygon), code, method));
    }

    private static Geometry HullOf(Geometry[] areas) => new GeometryCollection(areas).ConvexHull();

    private static bool Covers(IPointOnGeometryLocator locator, Coordinate point) => locator.Locate(point) != Location.Exterior;

    private sealed record Area(DelbydelCode Code, Geometry Polygon, IPointOnGeometryLocator Locator);
}
