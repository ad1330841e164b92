namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Squares that tell without measuring which buildings are chained, so that few pairs are left to measure.</summary>
/// <remarks>
/// Two corners in one square whose diagonal is at most the gap are within the gap of each other: the cells of grid-based DBSCAN
/// (Gunawan 2013). Only what is surely chained is joined here; the measuring that follows finds the rest.
/// </remarks>
internal sealed class BuildingCells
{
    private const long SquareMillimetres = 100_000;
    private const int Mixed = -1;
    private static readonly (int Columns, int Rows)[] Forward = [(1, 0), (0, 1), (1, 1), (-1, 1)];

    private readonly Dictionary<(long Column, long Row), int> _chainOf = [];

    /// <summary>Notes for each square of 100 m the chain of all buildings whose box touches it, or that there are several.</summary>
    public BuildingCells(ShapeArrays shapes, int[] buildings, Chains chains)
    {
        foreach (var building in buildings)
        {
            var chain = chains.Find(building);
            foreach (var square in Squares(shapes.Boxes[building]))
            {
                ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_chainOf, square, out var isKnown);
                known = !isKnown || known == chain ? chain : Mixed;
            }
        }
    }

    /// <summary>Joins buildings whose first corners share a square, and one pair of those in squares beside each other.</summary>
    /// <param name="shapes">Footprints or points.</param>
    /// <param name="buildings">Those that may be chained.</param>
    /// <param name="gap">Millimetres, included.</param>
    /// <param name="chains">One member a shape.</param>
    public static void Join(ShapeArrays shapes, int[] buildings, long gap, Chains chains)
    {
        var side = (long)(gap / Math.Sqrt(2));
        var (firstIn, next) = (new Dictionary<(long Column, long Row), int>(), new int[shapes.Count]);
        foreach (var building in buildings)
        {
            var (x, y) = Corner(shapes, building);
            ref var first = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(firstIn, (FloorDivide(x, side), FloorDivide(y, side)), out var isKnown);
            next[building] = isKnown ? first : -1;
            if (isKnown)
                chains.Join(first, building);
            first = building;
        }

        foreach (var ((column, row), first) in firstIn)
        {
            foreach (var (columns, rows) in Forward)
            {
                if (firstIn.TryGetValue((column + columns, row + rows), out var other) && chains.Find(first) != chains.Find(other) && AreNear(first, other))
                    chains.Join(first, other);
            }
        }

        bool AreNear(int first, int other)
        {
            for (var a = first; a >= 0; a = next[a])
            {
                var (x, y) = Corner(shapes, a);
                for (var b = other; b >= 0; b = next[b])
                {
                    var (dx, dy) = (Corner(shapes, b).X - x, Corner(shapes, b).Y - y);
                    if ((dx * dx) + (dy * dy) <= gap * gap)
                        return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether the squares that a box touches hold buildings of one chain alone, the building's own. Chains may have grown together meanwhile.</summary>
    public bool HoldOnlyChainOf(int building, in Box around, Chains chains)
    {
        var own = chains.Find(building);
        foreach (var square in Squares(around))
        {
            if (_chainOf.TryGetValue(square, out var chain) && (chain == Mixed || chains.Find(chain) != own))
                return false;
        }

        return true;
    }

    private static IEnumerable<(long Column, long Row)> Squares(Box box)
    {
        var (lastColumn, lastRow) = (FloorDivide(box.MaxX, SquareMillimetres), FloorDivide(box.MaxY, SquareMillimetres));
        for (var row = FloorDivide(box.MinY, SquareMillimetres); row <= lastRow; row++)
        {
            for (var column = FloorDivide(box.MinX, SquareMillimetres); column <= lastColumn; column++)
                yield return (column, row);
        }
    }

    private static (long X, long Y) Corner(ShapeArrays shapes, int building)
    {
        var vertex = shapes.RunStart[shapes.ShapeStart[building]];
        return (shapes.X[vertex], shapes.Y[vertex]);
    }

    private static long FloorDivide(long offset, long side) => offset >= 0 ? offset / side : ((offset + 1) / side) - 1;
}
