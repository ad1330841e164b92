namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Which kinds of shapes a grid's cells hold, and squares of 2 × 2, 4 × 4, … cells, up to one square that holds all.</summary>
internal sealed class KindPyramid
{
    private readonly BuildingKinds[][] _levels;
    private readonly int[] _columns;

    /// <param name="columns">The grid's cells from west to east, at least 1.</param>
    /// <param name="rows">The grid's cells from south to north, at least 1.</param>
    public KindPyramid(int columns, int rows)
    {
        var (levels, widths) = (new List<BuildingKinds[]>(), new List<int>());
        for (; ; (columns, rows) = ((columns + 1) / 2, (rows + 1) / 2))
        {
            levels.Add(new BuildingKinds[columns * rows]);
            widths.Add(columns);
            if (columns * rows == 1)
                break;
        }

        (_levels, _columns) = ([.. levels], [.. widths]);
    }

    /// <summary>The level of the one square; level 0 is the cells.</summary>
    public int Top => _levels.Length - 1;

    /// <summary>The kinds in a square; none outside the grid.</summary>
    public BuildingKinds this[int level, int column, int row]
    {
        get
        {
            var at = (row * _columns[level]) + column;
            return column < _columns[level] && at < _levels[level].Length ? _levels[level][at] : BuildingKinds.None;
        }
    }

    public void Add(int column, int row, BuildingKinds kind)
    {
        for (var level = 0; level < _levels.Length; level++)
            _levels[level][((row >> level) * _columns[level]) + (column >> level)] |= kind;
    }

    /// <returns>A square in millimetres from the grid's corner, its far edges those of the next.</returns>
    /// <param name="level">The level.</param>
    /// <param name="column">From the west.</param>
    /// <param name="row">From the south.</param>
    /// <param name="cell">Side of a cell, millimetres.</param>
    public static Box Square(int level, int column, int row, long cell)
    {
        var side = cell << level;
        return new Box(column * side, row * side, (column + 1) * side, (row + 1) * side);
    }
}
