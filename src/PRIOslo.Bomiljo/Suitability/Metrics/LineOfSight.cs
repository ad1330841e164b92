namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Which dwellings around a site can be seen from it, over the ground and past the buildings between.</summary>
/// <remarks>
/// The eye is that of a person standing on the site's ground (at any corner of a plot), and what is looked for is the top of the
/// building (Fisher 1993, «Algorithm and implementation uncertainty in viewshed analysis», on both heights). A building between
/// hides what lies behind where the line passes through its footprint below its top. Trees and fences are not in the model.
/// </remarks>
internal static class LineOfSight
{
    public const long ReachMillimetres = 100_000;

    /// <summary>A standing person's eye above the ground.</summary>
    private const double EyeMetres = 1.6;

    /// <param name="buildings">What hides and what is looked for.</param>
    /// <param name="terrain">The ground.</param>
    /// <param name="heights">How high buildings are.</param>
    /// <param name="site">Arrays that hold the site.</param>
    /// <param name="i">The site's number in them.</param>
    /// <param name="own">The site's own buildings, which neither hide nor are looked for; null where it has none.</param>
    /// <returns>
    /// Dwellings of other buildings within 100 m, and those of them that are seen from somewhere on the site; the latter is null
    /// where the ground is not known.
    /// </returns>
    public static (long Near, long? Seen) Measure(
        ShapeLayer buildings, Terrain terrain, BuildingHeights heights, ShapeArrays site, int i, List<int>? own)
    {
        var reach = site.Boxes[i].GrownBy(ReachMillimetres);
        var around = new Around(own);
        buildings.Index.Visit(reach, ref around);
        List<Building> targets = [.. around.Found.Where(building =>
            building.Dwellings > 0 && ShapeDistance.IsWithin(ReachMillimetres, site, i, buildings.Shapes, building.Shape))];

        // The middle of a large building may lie farther away than 100 m, and what hides it too.
        var lines = targets.Select(target => Middle(buildings.Shapes, target.Shape)).Aggregate(reach, (box, middle) => box.With(middle.X, middle.Y));
        if (lines != reach)
        {
            around = new Around(own);
            buildings.Index.Visit(lines, ref around);
        }

        var (near, seen, isKnown) = (0L, 0L, true);
        foreach (var target in targets)
        {
            near += target.Dwellings;
            var isSeen = IsSeen(target, around.Found, buildings.Shapes, terrain, heights, site, i);
            isKnown &= isSeen is not null;
            seen += isSeen == true ? target.Dwellings : 0;
        }

        return (near, isKnown ? seen : null);
    }

    /// <returns>Null where the ground is not known on a line that nothing else hides.</returns>
    private static bool? IsSeen(
        in Building target, List<Building> all, ShapeArrays shapes, Terrain terrain, BuildingHeights heights, ShapeArrays site, int i)
    {
        var (x, y) = Middle(shapes, target.Shape);
        var to = Above(terrain, x, y, heights.Metres(target.Kind));
        var isKnown = true;
        for (var eye = site.RunStart[site.ShapeStart[i]]; eye < site.RunStart[site.ShapeStart[i + 1]]; eye++)
        {
            var from = Above(terrain, site.X[eye], site.Y[eye], EyeMetres);
            var isClear = double.IsNaN(from.Height + to.Height) ? null : terrain.IsClear(from, to);
            if (isClear == false)
                continue;
            var isHidden = IsHidden(target.Shape, all, shapes, terrain, heights, (site.X[eye], site.Y[eye], from.Height), (x, y, to.Height));
            if (isClear == true && isHidden == false)
                return true;
            isKnown &= isHidden == true;
        }

        return isKnown ? false : null;
    }

    /// <returns>Null where the ground is not known under a wall on the way, and no other hides the target.</returns>
    private static bool? IsHidden(
        int target, List<Building> all, ShapeArrays shapes, Terrain terrain, BuildingHeights heights, (long X, long Y, double Height) from, (long X, long Y, double Height) to)
    {
        var line = Box.Of(from.X, from.Y).With(to.X, to.Y);
        var isKnown = true;
        foreach (var building in all)
        {
            if (building.Shape == target || !line.Overlaps(shapes.Boxes[building.Shape]))
                continue;
            var crosses = Crosses(shapes, building.Shape, from, to, terrain, heights.Metres(building.Kind));
            if (crosses == true)
                return true;
            isKnown &= crosses is not null;
        }

        return isKnown ? false : null;
    }

    /// <summary>Whether the line passes through a wall below its top; null where only unknown ground leaves that open.</summary>
    private static bool? Crosses(
        ShapeArrays shapes, int building, (long X, long Y, double Height) from, (long X, long Y, double Height) to, Terrain terrain, double heightMetres)
    {
        var (dx, dy) = ((double)(to.X - from.X), (double)(to.Y - from.Y));
        var isKnown = true;
        for (var run = shapes.ShapeStart[building]; run < shapes.ShapeStart[building + 1]; run++)
        {
            for (var v = shapes.RunStart[run]; v < shapes.RunStart[run + 1] - 1; v++)
            {
                if (!SegmentDistance.Cross(from.X, from.Y, to.X, to.Y, shapes.X[v], shapes.Y[v], shapes.X[v + 1], shapes.Y[v + 1]))
                    continue;
                var (ex, ey) = ((double)(shapes.X[v + 1] - shapes.X[v]), (double)(shapes.Y[v + 1] - shapes.Y[v]));
                var way = (((shapes.X[v] - from.X) * ey) - ((shapes.Y[v] - from.Y) * ex)) / ((dx * ey) - (dy * ex));
                var ground = terrain.HeightAt(Millimetres.ToMetres(from.X + (way * dx)), Millimetres.ToMetres(from.Y + (way * dy)));
                if (ground + heightMetres > from.Height + (way * (to.Height - from.Height)))
                    return true;
                isKnown &= !double.IsNaN(ground);
            }
        }

        return isKnown ? false : null;
    }

    private static (long X, long Y) Middle(ShapeArrays shapes, int building) =>
        ((shapes.Boxes[building].MinX + shapes.Boxes[building].MaxX) / 2, (shapes.Boxes[building].MinY + shapes.Boxes[building].MaxY) / 2);

    private static (double East, double North, double Height) Above(Terrain terrain, long x, long y, double metres)
    {
        var (east, north) = (Millimetres.ToMetres(x), Millimetres.ToMetres(y));
        return (east, north, terrain.HeightAt(east, north) + metres);
    }

    private readonly record struct Building(int Shape, BuildingKinds Kind, int Dwellings);

    /// <summary>Gathers the buildings whose box is within reach, outbuildings too.</summary>
    private readonly struct Around(List<int>? own) : IGridVisitor
    {
        public List<Building> Found { get; } = [];

        public void Visit(in GridEntry entry, long originX, long originY)
        {
            if (own?.Contains(entry.Shape) != true)
                Found.Add(new Building(entry.Shape, entry.Kind, (entry.Kind & BuildingKinds.Residential) != BuildingKinds.None ? entry.Dwellings : 0));
        }
    }
}
