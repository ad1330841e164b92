using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PRIOslo.Bomiljo.Statistics;

/// <summary>A surface over a <see cref="KernelGrid"/>.</summary>
/// <param name="Values">Row-major at the cell centres: events per km²; 0 outside the city.</param>
/// <param name="Dropped">The weight of events that reach no cell of the city.</param>
public sealed record DensitySurface(double[] Values, double Dropped);

/// <summary>Kernel density at cell centres, exact: each event is spread from where it is, not from a cell's middle.</summary>
/// <remarks>
/// f(s) = Σᵢ wᵢ K(s − xᵢ) / cᵢ. With edge correction cᵢ = Σ K(s − xᵢ) · cell area over the city's cells, the event's mass inside the
/// window: P. J. Diggle (1985), A kernel method for smoothing point process data, Applied Statistics 34, 138–147, the per-event form
/// (spatstat's <c>diggle = TRUE</c>), which keeps every event's mass in the city, so the surface sums to the events to rounding. Without,
/// cᵢ = 1.
/// </remarks>
public static class KernelDensity
{
    private const int RowsPerStrip = 32;
    private const double PerKm2 = 1e6;

    /// <param name="east">Metres, finite.</param>
    /// <param name="north">Metres, finite.</param>
    /// <param name="weights">Per event, 0 or more; empty for 1 each.</param>
    /// <param name="grid">Where the density is wanted.</param>
    /// <param name="shape">Not <see cref="KernelShape.Disc"/>.</param>
    /// <param name="bandwidthMetres">h, above 0; its meaning is the shape's.</param>
    /// <param name="edgeCorrection">Diggle's; without it mass is lost over the city's edge.</param>
    /// <param name="threads">−1 for all processors; the surface is the same to the last bit.</param>
    public static DensitySurface Estimate(
        ReadOnlySpan<double> east, ReadOnlySpan<double> north, ReadOnlySpan<double> weights, KernelGrid grid,
        KernelShape shape, double bandwidthMetres, bool edgeCorrection = true, int threads = -1) => shape switch
        {
            KernelShape.Quartic => Spread<QuarticKernel>(east, north, weights, grid, bandwidthMetres, Scale<QuarticKernel>(bandwidthMetres), edgeCorrection, threads),
            KernelShape.Gaussian => Spread<GaussianKernel>(east, north, weights, grid, bandwidthMetres, Scale<GaussianKernel>(bandwidthMetres), edgeCorrection, threads),
            _ => throw new ArgumentOutOfRangeException(nameof(shape), "A density has a normalised kernel."),
        };

    /// <summary>What lies within a radius of each cell's centre: residents or addresses behind the cell.</summary>
    /// <param name="radiusMetres">Above 0, its end included.</param>
    /// <inheritdoc cref="Estimate"/>
    public static double[] CountWithin(
        ReadOnlySpan<double> east, ReadOnlySpan<double> north, ReadOnlySpan<double> weights, KernelGrid grid, double radiusMetres, int threads = -1) =>
        Spread<DiscKernel>(east, north, weights, grid, radiusMetres, scale: 1, edgeCorrection: false, threads).Values;

    private static double Scale<TKernel>(double bandwidthMetres)
        where TKernel : struct, IKernel => TKernel.Peak * PerKm2 / (bandwidthMetres * bandwidthMetres);

    private static DensitySurface Spread<TKernel>(
        ReadOnlySpan<double> east, ReadOnlySpan<double> north, ReadOnlySpan<double> weights, KernelGrid grid,
        double bandwidthMetres, double scale, bool edgeCorrection, int threads)
        where TKernel : struct, IKernel
    {
        if (bandwidthMetres is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(bandwidthMetres), "The bandwidth is a finite number of metres above 0.");
        var reach = TKernel.Reach * bandwidthMetres / grid.CellMetres;
        var events = new KernelEvents(east, north, weights, grid, reach);
        var bandwidthsPerCell = grid.CellMetres / bandwidthMetres;
        var stride = grid.Columns + Vector<double>.Count;
        var inside = InsideAsWeights(grid, stride);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };

        var strips = (grid.Rows + RowsPerStrip - 1) / RowsPerStrip;
        var factors = new double[events.Count];
        if (edgeCorrection)
        {
            Parallel.For(0, strips + 2, options, part => // one more part for the events south of the grid, one for those north
            {
                var (first, last) = events.InRows((part - 1) * RowsPerStrip, (part * RowsPerStrip) - 1, part == 0, part == strips + 1);
                var columns = new double[stride + (2 * Vector<double>.Count)];
                for (var e = first; e < last; e++)
                {
                    var mass = new Walk<TKernel>(events, e, grid, bandwidthsPerCell, reach, columns).Mass(inside, stride) * grid.CellKm2;
                    factors[e] = mass > 0 ? events.Weight[e] / mass : 0;
                }
            });
        }
        else
        {
            for (var e = 0; e < factors.Length; e++)
                factors[e] = events.Weight[e] * scale;
        }

        var surface = new double[grid.Rows * stride];
        Parallel.For(0, strips, options, strip =>
        {
            var south = strip * RowsPerStrip;
            var north = Math.Min(grid.Rows, south + RowsPerStrip) - 1;
            var (first, last) = events.InRows((int)Math.Floor(south - reach) - 1, (int)Math.Ceiling(north + reach) + 1, fromStart: false, toEnd: false);
            var columns = new double[stride + (2 * Vector<double>.Count)];
            for (var e = first; e < last; e++)
            {
                if (factors[e] != 0)
                    new Walk<TKernel>(events, e, grid, bandwidthsPerCell, reach, columns).AddTo(surface, stride, south, north, factors[e]);
            }
        });

        var dropped = events.Beyond;
        for (var e = 0; e < factors.Length; e++)
            dropped += factors[e] == 0 ? events.Weight[e] : 0;
        var values = new double[grid.Rows * grid.Columns];
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
                values[(row * grid.Columns) + column] = surface[(row * stride) + column] * inside[(row * stride) + column];
        }

        return new(values, dropped);
    }

    /// <returns>1 inside the city, 0 outside and in the padding at each row's end.</returns>
    private static double[] InsideAsWeights(KernelGrid grid, int stride)
    {
        var weights = new double[grid.Rows * stride];
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
                weights[(row * stride) + column] = grid.Inside is null || grid.Inside[(row * grid.Columns) + column] ? 1 : 0;
        }

        return weights;
    }

    /// <summary>The cells that one event reaches.</summary>
    private readonly ref struct Walk<TKernel>
        where TKernel : struct, IKernel
    {
        private readonly double _row;
        private readonly double _bandwidthsPerCell;
        private readonly int _firstColumn;
        private readonly int _firstRow;
        private readonly int _lastRow;
        private readonly ReadOnlySpan<Vector<double>> _columns;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Walk(KernelEvents events, int e, KernelGrid grid, double bandwidthsPerCell, double reach, double[] columns)
        {
            _row = events.Row[e];
            _bandwidthsPerCell = bandwidthsPerCell;
            var column = events.Column[e];
            _firstColumn = Math.Max(0, (int)Math.Ceiling(column - reach));
            var lastColumn = Math.Min(grid.Columns - 1, (int)Math.Floor(column + reach));
            _firstRow = Math.Max(0, (int)Math.Ceiling(_row - reach));
            _lastRow = Math.Min(grid.Rows - 1, (int)Math.Floor(_row + reach));
            var vectors = lastColumn < _firstColumn ? 0 : (lastColumn - _firstColumn + Vector<double>.Count) / Vector<double>.Count;
            var parts = MemoryMarshal.Cast<double, Vector<double>>(columns.AsSpan(0, vectors * Vector<double>.Count));
            var distance = (Vector<double>.Indices + new Vector<double>(_firstColumn - column)) * _bandwidthsPerCell;
            var step = new Vector<double>(Vector<double>.Count * _bandwidthsPerCell);
            for (var v = 0; v < parts.Length; v++)
            {
                parts[v] = TKernel.ColumnPart(distance);
                distance += step;
            }

            _columns = parts;
        }

        /// <summary>Σ kernel over its peak, over the cells inside the city.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Mass(double[] inside, int stride)
        {
            var sum = Vector<double>.Zero;
            for (var row = _firstRow; row <= _lastRow; row++)
            {
                var rowPart = TKernel.RowPart((row - _row) * _bandwidthsPerCell);
                ref var part = ref MemoryMarshal.GetReference(_columns);
                ref var cell = ref MemoryMarshal.GetReference(Cells(inside, row, stride));
                for (var v = 0; v < _columns.Length; v++)
                    sum += TKernel.Join(Unsafe.Add(ref part, v), rowPart) * Unsafe.Add(ref cell, v);
            }

            return Vector.Sum(sum);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void AddTo(double[] surface, int stride, int south, int north, double factor)
        {
            var last = Math.Min(north, _lastRow);
            for (var row = Math.Max(south, _firstRow); row <= last; row++)
            {
                var rowPart = TKernel.RowPart((row - _row) * _bandwidthsPerCell);
                ref var part = ref MemoryMarshal.GetReference(_columns);
                ref var cell = ref MemoryMarshal.GetReference(Cells(surface, row, stride));
                for (var v = 0; v < _columns.Length; v++)
                    Unsafe.Add(ref cell, v) += TKernel.Join(Unsafe.Add(ref part, v), rowPart) * factor;
            }
        }

        /// <summary>As many cells of the row as there are column parts; the inner loops then need no check of their own.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Span<Vector<double>> Cells(double[] values, int row, int stride) =>
            MemoryMarshal.Cast<double, Vector<double>>(values.AsSpan((row * stride) + _firstColumn, _columns.Length * Vector<double>.Count));
    }
}
