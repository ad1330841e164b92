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
    private readonly KindPyramid _kinds;

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

        _kinds = new KindPyramid(_columns, _rows);
        for (var cell = 0; cell < _columns * _rows; cell++)
        {
            for (var n = _cellStart[cell]; n < _cellStart[cell + 1]; n++)
                _kinds.Add(cell % _columns, cell / _columns, _entries[n].Kind);
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

    /// <summary>The distance from a site to the nearest shape of the wanted kinds: nearer squares first, empty and farther ones never.</summary>
    /// <remarks>Branch and bound over the squares of <see cref="KindPyramid"/> (Roussopoulos, Kelley and Vincent 1995).</remarks>
    /// <param name="site">Arrays that hold the site.</param>
    /// <param name="i">The site's number in them.</param>
    /// <param name="wanted">Bits of which one must be set.</param>
    /// <param name="except">Shapes that are passed over.</param>
    /// <returns>Millimetres; infinity where there is no such shape.</returns>
    public double Nearest(ShapeArrays site, int i, BuildingKinds wanted, ReadOnlySpan<int> except)
    {
        if (_entries.Length == 0)
            return double.PositiveInfinity;
        var box = site.Boxes[i];
        var fromCorner = new Box(box.MinX - _originX, box.MinY - _originY, box.MaxX - _originX, box.MaxY - _originY);
        return NearestIn(_kinds.Top, 0, 0, new Wanted(site, i, fromCorner, wanted, except), double.PositiveInfinity);
    }

    private double NearestIn(int level, int column, int row, in Wanted wanted, double least)
    {
        if (level == 0)
            return NearestInCell((row * _columns) + column, wanted, least);

        // Four children at most, the nearest first.
        Span<(double Distance, int Column, int Row)> children = stackalloc (double, int, int)[4];
        var count = 0;
        for (var child = 0; child < 4; child++)
        {
            var (x, y) = ((2 * column) + (child & 1), (2 * row) + (child >> 1));
            if ((_kinds[level - 1, x, y] & wanted.Kinds) == BuildingKinds.None)
                continue;
            var found = (Math.Sqrt(wanted.Box.SquaredDistanceTo(KindPyramid.Square(level - 1, x, y, _cell))), x, y);
            var at = count++;
            for (; at > 0 && children[at - 1].Distance > found.Item1; at--)
                children[at] = children[at - 1];
            children[at] = found;
        }

        foreach (var child in children[..count])
        {
            if (child.Distance < least)
                least = NearestIn(level - 1, child.Column, child.Row, wanted, least);
        }

        return least;
    }

    private double NearestInCell(int cell, in Wanted wanted, double least)
    {
        for (var n = _cellStart[cell]; n < _cellStart[cell + 1]; n++)
        {
            ref readonly var entry = ref _entries[n];
            if ((entry.Kind & wanted.Kinds) != BuildingKinds.None
                && Math.Sqrt(wanted.Box.SquaredDistanceTo(new Box(entry.MinX, entry.MinY, entry.MaxX, entry.MaxY))) < least
                && !wanted.Except.Contains(entry.Shape))
                least = Math.Min(least, ShapeDistance.Between(wanted.Site, wanted.Number, _shapes, entry.Shape));
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

    /// <param name="site">Arrays that hold the site.</param>
    /// <param name="number">The site's number in them.</param>
    /// <param name="box">Its box, millimetres from the grid's corner.</param>
    /// <param name="kinds">Bits of which one must be set.</param>
    /// <param name="except">Shapes that are passed over.</param>
    private readonly ref struct Wanted(ShapeArrays site, int number, Box box, BuildingKinds kinds, ReadOnlySpan<int> except)
    {
        public ShapeArrays Site { get; } = site;

        public int Number { get; } = number;

        public Box Box { get; } = box;

        public BuildingKinds Kinds { get; } = kinds;

        public ReadOnlySpan<int> Except { get; } = except;
    }
}
