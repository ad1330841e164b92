using NetTopologySuite.Geometries;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Goes through the buildings within 200 m of one site once, and counts and measures all that is asked of them.</summary>
/// <param name="site">Arrays that hold the site.</param>
/// <param name="i">The site's number in them.</param>
/// <param name="geometry">The site.</param>
/// <param name="buildings">Footprints or points.</param>
/// <param name="atEntrance">The building at whose entrance the site stands; null for none.</param>
internal struct BuildingScan(ShapeArrays site, int i, Geometry geometry, ShapeArrays buildings, int? atEntrance = null) : IGridVisitor
{
    public const long ReachMillimetres = 200_000;
    private const double ReachSquared = (double)ReachMillimetres * ReachMillimetres;
    private static readonly long[] Radii = [ReachMillimetres, 100_000, 50_000, 25_000];

    private readonly bool _siteIsPoint = ShapeDistance.IsPoint(site, i);
    private readonly Box _box = site.Boxes[i];
    private readonly int _atEntrance = atEntrance ?? -1;

    // Squared millimetres to the nearest of each kind so far.
    private double _residential = double.PositiveInfinity, _any = double.PositiveInfinity, _business = double.PositiveInfinity;
    private double _otherResidential = double.PositiveInfinity, _otherAny = double.PositiveInfinity, _otherBuiltUp = double.PositiveInfinity;

    /// <summary>Dwellings within 200, 100, 50 and 25 m.</summary>
    public readonly long[] Dwellings { get; } = new long[Radii.Length];

    /// <summary>The site's own buildings; null where it has none.</summary>
    public List<int>? Own { get; private set; }

    /// <summary>Buildings within 200 m, and the residential ones among them.</summary>
    public int All { get; private set; }

    public int Residential { get; private set; }

    /// <summary>The same without the site's own.</summary>
    public int OtherAll { get; private set; }

    public int OtherResidential { get; private set; }

    public long OtherDwellings { get; private set; }

    /// <returns>Metres to the nearest of each kind; null where none was found within 200 m.</returns>
    public readonly double? NearestResidential => Metres(_residential);

    public readonly double? NearestAny => Metres(_any);

    public readonly double? NearestBusiness => Metres(_business);

    public readonly double? NearestOtherResidential => Metres(_otherResidential);

    public readonly double? NearestOtherAny => Metres(_otherAny);

    public readonly double? NearestOtherBuiltUp => Metres(_otherBuiltUp);

    public void Visit(in GridEntry entry, long originX, long originY)
    {
        if ((entry.Kind & BuildingKinds.AllButOutbuildings) == BuildingKinds.None)
            return;

        var (minX, minY, maxX, maxY) = (entry.MinX + originX, entry.MinY + originY, entry.MaxX + originX, entry.MaxY + originY);
        var (west, south) = (_box.MinX - maxX, _box.MinY - maxY);
        var (dx, dy) = (Math.Max(0, Math.Max(west, minX - _box.MaxX)), Math.Max(0, Math.Max(south, minY - _box.MaxY)));
        var near = (dx * dx) + (dy * dy);
        if (near > ReachMillimetres * ReachMillimetres)
            return;

        var exact = _siteIsPoint && entry.IsPoint ? near : -1.0;
        var isOwn = entry.Shape == _atEntrance;
        if (near == 0)
        {
            exact = Exact(entry.Shape, exact);
            isOwn |= exact == 0 && (_siteIsPoint || OwnBuildings.LiesIn(geometry, buildings, entry.Shape));
        }

        if (isOwn)
            (Own ??= []).Add(entry.Shape);

        Count(entry, near, minX, minY, maxX, maxY, isOwn, ref exact);
        Measure(entry, near, isOwn, exact);
    }

    private void Count(in GridEntry entry, long near, long minX, long minY, long maxX, long maxY, bool isOwn, ref double exact)
    {
        var reached = RadiiWithin(near);
        if (exact < 0)
        {
            var (farX, farY) = (Math.Max(maxX - _box.MinX, _box.MaxX - minX), Math.Max(maxY - _box.MinY, _box.MaxY - minY));
            if (RadiiWithin((farX * farX) + (farY * farY)) != reached)
            {
                exact = Exact(entry.Shape, exact);
                reached = RadiiReached(entry.Shape, Math.Sqrt(exact));
            }
        }
        else if (!(_siteIsPoint && entry.IsPoint))
        {
            reached = RadiiReached(entry.Shape, Math.Sqrt(exact));
        }

        if (reached == 0)
            return;
        var isResidential = (entry.Kind & BuildingKinds.Residential) != BuildingKinds.None;
        All++;
        OtherAll += isOwn ? 0 : 1;
        if (!isResidential)
            return;
        Residential++;
        for (var radius = 0; radius < reached; radius++)
            Dwellings[radius] += entry.Dwellings;
        if (isOwn)
            return;
        OtherResidential++;
        OtherDwellings += entry.Dwellings;
    }

    private void Measure(in GridEntry entry, long near, bool isOwn, double exact)
    {
        var isResidential = (entry.Kind & BuildingKinds.Residential) != BuildingKinds.None;
        var isBusiness = (entry.Kind & BuildingKinds.Business) != BuildingKinds.None;
        var isBuiltUp = (entry.Kind & BuildingKinds.BuiltUp) != BuildingKinds.None;
        if (near >= _otherAny && !(isResidential && near < _otherResidential) && !(isBusiness && near < _business)
            && !(isBuiltUp && near < _otherBuiltUp) && !isOwn)
            return;

        exact = Exact(entry.Shape, exact);
        _any = Math.Min(_any, exact);
        if (isResidential)
            _residential = Math.Min(_residential, exact);
        if (isBusiness)
            _business = Math.Min(_business, exact);
        if (isOwn)
            return;
        _otherAny = Math.Min(_otherAny, exact);
        if (isResidential)
            _otherResidential = Math.Min(_otherResidential, exact);
        if (isBuiltUp)
            _otherBuiltUp = Math.Min(_otherBuiltUp, exact);
    }

    /// <returns>Squared millimetres, computed where it is not known yet (below 0).</returns>
    private readonly double Exact(int building, double known)
    {
        if (known >= 0)
            return known;
        var distance = ShapeDistance.Between(site, i, buildings, building);
        return distance * distance;
    }

    /// <returns>How many of the radii, from the widest inwards, a squared whole distance is within.</returns>
    private static int RadiiWithin(long squared) => squared switch
    {
        > ReachMillimetres * ReachMillimetres => 0,
        > 100_000L * 100_000 => 1,
        > 50_000L * 50_000 => 2,
        > 25_000L * 25_000 => 3,
        _ => 4,
    };

    /// <summary>As <see cref="RadiiWithin"/>, for a distance right to a thousandth of a millimetre: near a radius, integers decide.</summary>
    private readonly int RadiiReached(int building, double distance)
    {
        var reached = 0;
        while (reached < Radii.Length && (Math.Abs(distance - Radii[reached]) > 1
            ? distance < Radii[reached]
            : ShapeDistance.IsWithin(Radii[reached], site, i, buildings, building)))
            reached++;
        return reached;
    }

    private static double? Metres(double squared) => squared <= ReachSquared ? Millimetres.ToMetres(Math.Sqrt(squared)) : null;
}
