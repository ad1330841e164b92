namespace PRIOslo.Bomiljo.Statistics;

/// <summary>Events in grid units, sorted row by row and along each row, so that neighbours in space are neighbours in memory.</summary>
/// <remarks>The sort is stable: the order, and with it the last bit of each sum, depends on the input alone.</remarks>
internal sealed class KernelEvents
{
    private readonly int[] _rowStarts;
    private readonly int _southernmost;

    /// <param name="reach">How far the kernel reaches, in cells; what cannot reach the grid is left out.</param>
    public KernelEvents(
        ReadOnlySpan<double> east, ReadOnlySpan<double> north, ReadOnlySpan<double> weights, KernelGrid grid, double reach)
    {
        if (east.Length != north.Length || (!weights.IsEmpty && weights.Length != east.Length))
            throw new ArgumentException("One north and, where there are weights, one weight per east.", nameof(north));

        var margin = (int)Math.Ceiling(reach) + 1;
        _southernmost = -margin;
        int rows = grid.Rows + (2 * margin), columns = grid.Columns + (2 * margin);
        var starts = new int[(rows * columns) + 1];
        var cells = new int[east.Length];
        for (var e = 0; e < east.Length; e++)
        {
            if (!double.IsFinite(east[e]) || !double.IsFinite(north[e]))
                throw new ArgumentOutOfRangeException(nameof(east), "Coordinates are finite.");
            var weight = weights.IsEmpty ? 1 : weights[e];
            if (weight is not (>= 0 and < double.PositiveInfinity))
                throw new ArgumentOutOfRangeException(nameof(weights), "A weight is a finite number, 0 or more.");
            double column = Math.Floor(grid.Column(east[e])) + margin, row = Math.Floor(grid.Row(north[e])) + margin;
            if (column < 0 || row < 0 || column >= columns || row >= rows)
            {
                cells[e] = -1;
                Beyond += weight;
                continue;
            }

            cells[e] = ((int)row * columns) + (int)column;
            starts[cells[e] + 1]++;
        }

        for (var cell = 0; cell < starts.Length - 1; cell++)
            starts[cell + 1] += starts[cell];
        _rowStarts = new int[rows + 1];
        for (var row = 0; row <= rows; row++)
            _rowStarts[row] = starts[row * columns];

        Count = starts[^1];
        (Column, Row, Weight) = (new double[Count], new double[Count], new double[Count]);
        for (var e = 0; e < cells.Length; e++)
        {
            if (cells[e] < 0)
                continue;
            var place = starts[cells[e]]++;
            Column[place] = grid.Column(east[e]);
            Row[place] = grid.Row(north[e]);
            Weight[place] = weights.IsEmpty ? 1 : weights[e];
        }
    }

    public int Count { get; }

    /// <summary>The weight of events too far from the grid to reach it.</summary>
    public double Beyond { get; }

    /// <summary>In cells, 0 at the centre of the first.</summary>
    public double[] Column { get; }

    /// <summary>In cells, 0 at the centre of the first.</summary>
    public double[] Row { get; }

    public double[] Weight { get; }

    /// <summary>The run of events whose row, rounded down, is from the first to the last given, both included.</summary>
    /// <param name="fromStart">Begins with the southernmost event instead.</param>
    /// <param name="toEnd">Ends with the northernmost event instead.</param>
    public (int First, int End) InRows(int firstRow, int lastRow, bool fromStart, bool toEnd)
    {
        var first = Math.Clamp(firstRow - _southernmost, 0, _rowStarts.Length - 1);
        var end = Math.Clamp(lastRow + 1 - _southernmost, 0, _rowStarts.Length - 1);
        return (fromStart ? 0 : _rowStarts[first], toEnd ? Count : _rowStarts[end]);
    }
}
