namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>A uniform grid over the bounding boxes of shapes: each shape is entered in every cell that its box touches.</summary>
/// <remarks>
/// Entries of a row of cells lie side by side, with the boxes in whole millimetres from the grid's corner: the limits of
/// <see cref="Millimetres"/> keep them inside 32 bits.
/// </remarks>
internal sealed class GridIndex
{
    private const long SmallestCell = 100_000;
    private readonly ShapeArrays _shapes;
    private readonly long _cell, _originX, _originY;
    private readonly int _columns, _rows;
    private readonly int[] _cellStart;
    private readonly GridEntry[] _entries;

    public GridIndex(ShapeArrays shapes, BuildingKinds[] kinds, int[] dwellings)
    {
        _shapes = shapes;
        var extent = shapes.Count == 0 ? default : shapes.Boxes[0];
        foreach (var box in shapes.Boxes)
            extent = extent.With(box.MinX, box.MinY).With(box.MaxX, box.MaxY);

        // Cells of 100 m, grown until there are at most four a shape, so that a wide and thin layer costs no more than a dense one.
        (_originX, _originY, _cell) = (extent.MinX, extent.MinY, SmallestCell);
        while (Cells(extent.MaxX - _originX) * Cells(extent.MaxY - _originY) > (4L * shapes.Count) + 1024)
            _cell *= 2;
        (_columns, _rows) = ((int)Cells(extent.MaxX - _originX), (int)Cells(extent.MaxY - _originY));

        _cellStart = new int[(_columns * _rows) + 1];
        for (var shape = 0; shape < shapes.Count; shape++)
            ForCellsOf(shapes.Boxes[shape], (column, row) => _cellStart[(row * _columns) + column + 1]++);
        for (var cell = 0; cell < _columns * _rows; cell++)
            _cellStart[cell + 1] += _cellStart[cell];

        _entries = new GridEntry[_cellStart[^1]];
        var next = (int[])_cellStart.Clone();
        for (var shape = 0; shape < shapes.Count; shape++)
        {
            var (number, box) = (shape, shapes.Boxes[shape]);
            ForCellsOf(box, (column, row) => _entries[next[(row * _columns) + column]++] = new GridEntry(
                (int)(box.MinX - _originX), (int)(box.MinY - _originY), (int)(box.MaxX - _originX), (int)(box.MaxY - _originY),
                number, dwellings[number], kinds[number], Column(box.MinX) == column, Row(box.MinY) == row));
        }

        long Cells(long width) => (width / _cell) + 1;
    }

    /// <summary>Visits the shapes whose bounding box touches the given one, each once.</summary>
    /// <typeparam name="TVisitor">A struct, so that the visit is compiled into the loop.</typeparam>
    public void Visit<TVisitor>(in Box wanted, ref TVisitor visitor)
        where TVisitor : struct, IGridVisitor
    {
        var (firstColumn, lastColumn) = (Math.Max(Column(wanted.MinX), 0), Math.Min(Column(wanted.MaxX), _columns - 1));
        var (firstRow, lastRow) = (Math.Max(Row(wanted.MinY), 0), Math.Min(Row(wanted.MaxY), _rows - 1));
        if (firstColumn > lastColumn)
            return;

        var (minX, maxX, minY, maxY) = (wanted.MinX - _originX, wanted.MaxX - _originX, wanted.MinY - _originY, wanted.MaxY - _originY);
        for (var row = firstRow; row <= lastRow; row++)
        {
            var (start, end) = (_cellStart[(row * _columns) + firstColumn], _cellStart[(row * _columns) + lastColumn + 1]);
            var endOfFirst = _cellStart[(row * _columns) + firstColumn + 1];
            for (var n = start; n < end; n++)
            {
                // A shape in several cells counts in the first of them that is looked at.
                ref readonly var entry = ref _entries[n];
                if (entry.MinX <= maxX && entry.MaxX >= minX && entry.MinY <= maxY && entry.MaxY >= minY
                    && (entry.StartsInColumn || n < endOfFirst) && (entry.StartsInRow || row == firstRow))
                    visitor.Visit(entry, _originX, _originY);
            }
        }
    }

    /// <summary>The distance from a site to the nearest shape of the wanted kinds, by rings of cells around the site.</summary>
    /// <param name="site">Arrays that hold the site.</param>
    /// <param name="i">The site's number in them.</param>
    /// <param name="wanted">Bits of which one must be set.</param>
    /// <param name="except">Shapes that are passed over.</param>
    /// <returns>Millimetres; infinity where there is no such shape.</returns>
    public double Nearest(ShapeArrays site, int i, BuildingKinds wanted, ReadOnlySpan<int> except)
    {
        var box = site.Boxes[i];
        var (west, east, south, north) = (Column(box.MinX), Column(box.MaxX), Row(box.MinY), Row(box.MaxY));
        var firstRing = Max(west - (_columns - 1), -east, south - (_rows - 1), -north, 0);
        var lastRing = Max(west, _columns - 1 - east, south, _rows - 1 - north, firstRing);
        var least = double.PositiveInfinity;

        // Shapes not met after ring k lie more than k cells away.
        for (var ring = firstRing; ring <= lastRing && least > (ring - 1) * (double)_cell; ring++)
        {
            for (var row = Math.Max(south - ring, 0); row <= Math.Min(north + ring, _rows - 1); row++)
            {
                var isWhole = ring == 0 || row == south - ring || row == north + ring;
                var step = isWhole ? 1 : Math.Max(1, east - west + (2 * ring));
                var start = isWhole ? Math.Max(west - ring, 0) : west - ring;
                for (var column = start; column <= Math.Min(east + ring, _columns - 1); column += step)
                {
                    if (column >= 0)
                        least = NearestIn(column, row, site, i, wanted, except, least);
                }
            }
        }

        return least;
    }

    private double NearestIn(
        int column, int row, ShapeArrays site, int i, BuildingKinds wanted, ReadOnlySpan<int> except, double least)
    {
        var cell = (row * _columns) + column;
        for (var n = _cellStart[cell]; n < _cellStart[cell + 1]; n++)
        {
            ref readonly var entry = ref _entries[n];
            if ((entry.Kind & wanted) != BuildingKinds.None
                && (double.IsInfinity(least) || Math.Sqrt(site.Boxes[i].SquaredDistanceTo(_shapes.Boxes[entry.Shape])) < least)
                && !except.Contains(entry.Shape))
                least = Math.Min(least, ShapeDistance.Between(site, i, _shapes, entry.Shape));
        }

        return least;
    }

    private void ForCellsOf(in Box box, Action<int, int> visit)
    {
        var (lastColumn, lastRow) = (Column(box.MaxX), Row(box.MaxY));
        for (var row = Row(box.MinY); row <= lastRow; row++)
        {
            for (var column = Column(box.MinX); column <= lastColumn; column++)
                visit(column, row);
        }
    }

    private int Column(long x) => FloorDivide(x - _originX);

    private int Row(long y) => FloorDivide(y - _originY);

    private int FloorDivide(long offset) => (int)(offset >= 0 ? offset / _cell : ((offset + 1) / _cell) - 1);

    private static int Max(int a, int b, int c, int d, int e) => Math.Max(Math.Max(Math.Max(a, b), Math.Max(c, d)), e);
}
