using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PRIOslo.Bomiljo.Statistics;

/// <summary>How often the draws reached the observed statistics.</summary>
internal sealed class HotSpotTally(int areas)
{
    public int[] GiStarAtLeast { get; } = new int[areas];

    public int[] GiStarAtMost { get; } = new int[areas];

    public int[] MoranAtLeast { get; } = new int[areas];

    public int[] MoranAtMost { get; } = new int[areas];

    public int GlobalAtLeast { get; set; }

    public int GlobalAtMost { get; set; }

    public void Add(HotSpotTally other)
    {
        for (var i = 0; i < GiStarAtLeast.Length; i++)
        {
            GiStarAtLeast[i] += other.GiStarAtLeast[i];
            GiStarAtMost[i] += other.GiStarAtMost[i];
            MoranAtLeast[i] += other.MoranAtLeast[i];
            MoranAtMost[i] += other.MoranAtMost[i];
        }

        GlobalAtLeast += other.GlobalAtLeast;
        GlobalAtMost += other.GlobalAtMost;
    }
}

/// <summary>The observed statistics, one per area, and global Moran's I of the standardised residuals, Σᵢ Iᵢ / Σᵢ zᵢ².</summary>
internal sealed record HotSpotTruth(double[] GiStar, double[] Moran, LisaClass[] Quadrants, double GlobalMoran);

/// <summary>The expected counts and who borders on whom, areas that expect nothing left out of every sum.</summary>
internal sealed class HotSpotModel
{
    /// <summary>Draws that are worked on side by side; part of what a seed means.</summary>
    public const int BlockDraws = 128;

    private readonly double[] _expected;
    private readonly double _dispersion;
    private readonly double _totalExpected;
    private readonly int[][] _lists;
    private readonly double[] _deviations;

    public HotSpotModel(double[] expected, Neighbours neighbours, double dispersion)
    {
        if (expected.Any(e => e is not (>= 0 and < double.PositiveInfinity)))
            throw new ArgumentOutOfRangeException(nameof(expected), "An expected count is a finite number, 0 or more.");
        (_expected, _dispersion) = (expected, dispersion);
        _totalExpected = expected.Sum();
        _lists = [.. Enumerable.Range(0, expected.Length).Select(i => neighbours.Of(i).ToArray().Where(j => expected[j] > 0).ToArray())];
        _deviations = [.. expected.Select(e => e > 0 ? 1 / Math.Sqrt(dispersion * e) : 0)];
    }

    /// <summary>n/S₀ of the areas that take part; infinite without links.</summary>
    public double AreasPerLink => _expected.Count(e => e > 0) / (double)Enumerable.Range(0, _expected.Length).Sum(i => _expected[i] > 0 ? _lists[i].Length : 0);

    public bool HasGiStar(int area) => _expected[area] > 0 && _expected[area] < _totalExpected;

    public bool HasMoran(int area) => HasGiStar(area) && _lists[area].Length > 0;

    /// <summary>√(φ W (1 − W/ΣE)), W the expected events of the area and its neighbours; NaN where Gi* is not defined.</summary>
    public double GiStarDeviation(int area)
    {
        if (!HasGiStar(area))
            return double.NaN;
        var window = _expected[area] + _lists[area].Sum(j => _expected[j]);
        return Math.Sqrt(_dispersion * window * Math.Max(0, 1 - (window / _totalExpected)));
    }

    public AliasTable?[] CreateTables() =>
        [.. _expected.Select(e => e > 0 ? new AliasTable(new CountDistribution(e, _dispersion)) : null)];

    public Block CreateBlock() => new(this);

    /// <summary><see cref="BlockDraws"/> sets of counts, area by area, and their statistics.</summary>
    /// <remarks>The observed counts go through the same arithmetic, so that ties are exact.</remarks>
    internal sealed class Block(HotSpotModel model)
    {
        private readonly Vector<double>[] _residuals = new Vector<double>[model._expected.Length * Width];
        private readonly Vector<double>[] _scaled = new Vector<double>[model._expected.Length * Width];
        private readonly Vector<double>[] _ratios = new Vector<double>[Width];
        private readonly Vector<double>[] _global = new Vector<double>[Width];
        private readonly Vector<double>[] _squares = new Vector<double>[Width];

        /// <summary>Vectors that hold one area's draws.</summary>
        private static int Width => BlockDraws / Vector<double>.Count;

        /// <summary>The statistics of the observed counts.</summary>
        public HotSpotTruth Observe(ReadOnlySpan<int> counts)
        {
            for (var i = 0; i < counts.Length; i++)
                Row(i).Fill(model._expected[i] > 0 ? counts[i] : 0);
            Centre();
            var truth = new HotSpotTruth(new double[counts.Length], new double[counts.Length], new LisaClass[counts.Length], 0);
            Vector<double> global = default, squares = default;
            for (var i = 0; i < counts.Length; i++)
            {
                var (giStar, lag) = Sum(model._lists[i], i * Width, 0);
                truth.GiStar[i] = giStar[0];
                truth.Quadrants[i] = LocalMoran.Quadrant(_scaled[i * Width][0], lag[0]);
                var moran = _scaled[i * Width] * lag;
                truth.Moran[i] = moran[0];
                global += moran;
                squares += _scaled[i * Width] * _scaled[i * Width];
            }

            return truth with { GlobalMoran = (global / squares)[0] };
        }

        public void Draw(AliasTable?[] tables, ulong seed, int block)
        {
            for (var i = 0; i < tables.Length; i++)
            {
                var random = new RandomStream(seed, ((ulong)block * (ulong)tables.Length) + (ulong)i);
                tables[i]?.Fill(Row(i), ref random);
            }

            Centre();
        }

        /// <param name="truth">The statistics of the observed counts.</param>
        /// <param name="tally">Where the draws that reach them are counted.</param>
        /// <param name="draws">How many of this block's draws count, the first ones.</param>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Compare(HotSpotTruth truth, HotSpotTally tally, int draws)
        {
            Array.Clear(_global);
            Array.Clear(_squares);
            for (var i = 0; i < model._lists.Length; i++)
            {
                if (!model.HasGiStar(i))
                    continue;
                var (starLimit, moranLimit) = (new Vector<double>(truth.GiStar[i]), new Vector<double>(truth.Moran[i]));
                Vector<long> starAtLeast = default, starAtMost = default, moranAtLeast = default, moranAtMost = default;
                for (var v = 0; v < Width; v++)
                {
                    var (giStar, lag) = Sum(model._lists[i], i * Width, v);
                    var moran = _scaled[(i * Width) + v] * lag;
                    _global[v] += moran;
                    _squares[v] += _scaled[(i * Width) + v] * _scaled[(i * Width) + v];
                    var counted = Counted(v, draws);
                    starAtLeast -= Vector.GreaterThanOrEqual(giStar, starLimit) & counted;
                    starAtMost -= Vector.LessThanOrEqual(giStar, starLimit) & counted;
                    moranAtLeast -= Vector.GreaterThanOrEqual(moran, moranLimit) & counted;
                    moranAtMost -= Vector.LessThanOrEqual(moran, moranLimit) & counted;
                }

                tally.GiStarAtLeast[i] += (int)Vector.Sum(starAtLeast);
                tally.GiStarAtMost[i] += (int)Vector.Sum(starAtMost);
                tally.MoranAtLeast[i] += (int)Vector.Sum(moranAtLeast);
                tally.MoranAtMost[i] += (int)Vector.Sum(moranAtMost);
            }

            var limit = new Vector<double>(truth.GlobalMoran);
            for (var v = 0; v < Width; v++)
            {
                var global = _global[v] / _squares[v];
                tally.GlobalAtLeast -= (int)Vector.Sum(Vector.GreaterThanOrEqual(global, limit) & Counted(v, draws));
                tally.GlobalAtMost -= (int)Vector.Sum(Vector.LessThanOrEqual(global, limit) & Counted(v, draws));
            }
        }

        /// <returns>All bits set for the draws that count.</returns>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<long> Counted(int v, int draws) =>
            Vector.LessThan(Vector<long>.Indices, new Vector<long>(draws - (v * Vector<double>.Count)));

        /// <summary>Σ eⱼ over the area and its neighbours, and Σ zⱼ over the neighbours alone.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private (Vector<double> GiStar, Vector<double> Lag) Sum(int[] others, int own, int v)
        {
            var (giStar, lag) = (_residuals[own + v], Vector<double>.Zero);
            foreach (var j in others)
            {
                giStar += _residuals[(j * Width) + v];
                lag += _scaled[(j * Width) + v];
            }

            return (giStar, lag);
        }

        /// <summary>Turns counts into residuals about the draw's own total.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Centre()
        {
            Array.Clear(_ratios);
            for (var i = 0; i < _residuals.Length; i++)
                _ratios[i & (Width - 1)] += _residuals[i]; // Width is a power of two
            for (var v = 0; v < Width && model._totalExpected > 0; v++)
                _ratios[v] /= new Vector<double>(model._totalExpected);
            for (var i = 0; i < model._expected.Length; i++)
            {
                for (var v = 0; v < Width; v++)
                {
                    var residual = _residuals[(i * Width) + v] - (_ratios[v] * model._expected[i]);
                    _residuals[(i * Width) + v] = residual;
                    _scaled[(i * Width) + v] = residual * model._deviations[i];
                }
            }
        }

        private Span<double> Row(int area) => MemoryMarshal.Cast<Vector<double>, double>(_residuals.AsSpan(area * Width, Width));
    }
}
