namespace PRIOslo.Bomiljo.Statistics;

/// <summary>A grid of square cells over the city, south-west corner first, rows running north.</summary>
public sealed class KernelGrid
{
    /// <param name="west">Western edge, metres.</param>
    /// <param name="south">Southern edge, metres.</param>
    /// <param name="cellMetres">Side of a cell, above 0.</param>
    /// <param name="columns">1 or more.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="inside">Row-major, true where the cell's centre is in the city; null for all. Density falls on these alone.</param>
    public KernelGrid(double west, double south, double cellMetres, int columns, int rows, bool[]? inside = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cellMetres);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (!double.IsFinite(west) || !double.IsFinite(south) || !double.IsFinite(cellMetres))
            throw new ArgumentOutOfRangeException(nameof(west), "The edges and the cell's side are finite.");
        if (inside is not null && inside.Length != columns * rows)
            throw new ArgumentException("One mark per cell.", nameof(inside));
        (West, South, CellMetres, Columns, Rows, Inside) = (west, south, cellMetres, columns, rows, inside);
    }

    public double West { get; }

    public double South { get; }

    public double CellMetres { get; }

    public int Columns { get; }

    public int Rows { get; }

    public bool[]? Inside { get; }

    public double CellKm2 => CellMetres * CellMetres / 1e6;

    /// <summary>Position in columns, 0 at the centre of the first.</summary>
    internal double Column(double east) => ((east - West) / CellMetres) - 0.5;

    /// <summary>Position in rows, 0 at the centre of the first.</summary>
    internal double Row(double north) => ((north - South) / CellMetres) - 0.5;
}
