using System.Numerics;
using System.Runtime.CompilerServices;

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

/// <summary>The observed statistics, one per area, and the global sum Σᵢ Iᵢ.</summary>
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
        private readonly double[] _residuals = new double[model._expected.Length * BlockDraws];
        private readonly double[] _scaled = new double[model._expected.Length * BlockDraws];
        private readonly double[] _ratios = new double[BlockDraws];
        private readonly double[] _giStar = new double[BlockDraws];
        private readonly double[] _lag = new double[BlockDraws];
        private readonly double[] _global = new double[BlockDraws];

        /// <summary>The statistics of the observed counts.</summary>
        public HotSpotTruth Observe(ReadOnlySpan<int> counts)
        {
            for (var i = 0; i < counts.Length; i++)
                _residuals.AsSpan(i * BlockDraws, BlockDraws).Fill(model._expected[i] > 0 ? counts[i] : 0);
            Centre();
            var truth = new HotSpotTruth(new double[counts.Length], new double[counts.Length], new LisaClass[counts.Length], 0);
            Array.Clear(_global);
            for (var i = 0; i < counts.Length; i++)
            {
                Sum(_residuals, i, includeOwn: true, _giStar);
                truth.GiStar[i] = _giStar[0];
                Sum(_scaled, i, includeOwn: false, _lag);
                truth.Quadrants[i] = LocalMoran.Quadrant(_scaled[i * BlockDraws], _lag[0]);
                AddMoran(i);
                truth.Moran[i] = _lag[0];
            }

            return truth with { GlobalMoran = _global[0] };
        }

        public void Draw(AliasTable?[] tables, ulong seed, int block)
        {
            for (var i = 0; i < tables.Length; i++)
            {
                var random = new RandomStream(seed, ((ulong)block * (ulong)tables.Length) + (ulong)i);
                tables[i]?.Fill(_residuals.AsSpan(i * BlockDraws, BlockDraws), ref random);
            }

            Centre();
        }

        /// <param name="truth">The statistics of the observed counts.</param>
        /// <param name="tally">Where the draws that reach them are counted.</param>
        /// <param name="draws">How many of this block's draws count, the first ones.</param>
        public void Compare(HotSpotTruth truth, HotSpotTally tally, int draws)
        {
            Array.Clear(_global);
            for (var i = 0; i < model._lists.Length; i++)
            {
                if (!model.HasGiStar(i))
                    continue;
                Sum(_residuals, i, includeOwn: true, _giStar);
                Count(_giStar, truth.GiStar[i], draws, ref tally.GiStarAtLeast[i], ref tally.GiStarAtMost[i]);
                if (model._lists[i].Length == 0)
                    continue;
                Sum(_scaled, i, includeOwn: false, _lag);
                AddMoran(i);
                Count(_lag, truth.Moran[i], draws, ref tally.MoranAtLeast[i], ref tally.MoranAtMost[i]);
            }

            int atLeast = 0, atMost = 0;
            Count(_global, truth.GlobalMoran, draws, ref atLeast, ref atMost);
            tally.GlobalAtLeast += atLeast;
            tally.GlobalAtMost += atMost;
        }

        /// <summary>Turns the neighbours' sums into Iᵢ, and adds it to the global sum.</summary>
        private void AddMoran(int area)
        {
            var own = Vectors(_scaled.AsSpan(area * BlockDraws, BlockDraws));
            var lag = Vectors(_lag);
            var global = Vectors(_global);
            for (var v = 0; v < lag.Length; v++)
            {
                lag[v] *= own[v];
                global[v] += lag[v];
            }
        }

        private void Centre()
        {
            var ratios = Vectors(_ratios);
            ratios.Clear();
            for (var i = 0; i < model._expected.Length; i++)
            {
                var counts = Vectors(_residuals.AsSpan(i * BlockDraws, BlockDraws));
                for (var v = 0; v < ratios.Length; v++)
                    ratios[v] += counts[v];
            }

            for (var v = 0; v < ratios.Length && model._totalExpected > 0; v++)
                ratios[v] /= new Vector<double>(model._totalExpected);
            for (var i = 0; i < model._expected.Length; i++)
            {
                var residuals = Vectors(_residuals.AsSpan(i * BlockDraws, BlockDraws));
                var scaled = Vectors(_scaled.AsSpan(i * BlockDraws, BlockDraws));
                for (var v = 0; v < ratios.Length; v++)
                {
                    residuals[v] -= ratios[v] * model._expected[i];
                    scaled[v] = residuals[v] * model._deviations[i];
                }
            }
        }

        /// <param name="values">One row of draws per area.</param>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Sum(double[] values, int area, bool includeOwn, double[] sums)
        {
            if (includeOwn)
                values.AsSpan(area * BlockDraws, BlockDraws).CopyTo(sums);
            else
                Array.Clear(sums);
            var total = Vectors(sums);
            foreach (var j in model._lists[area])
            {
                var other = Vectors(values.AsSpan(j * BlockDraws, BlockDraws));
                for (var v = 0; v < total.Length; v++)
                    total[v] += other[v];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Count(double[] drawn, double observed, int draws, ref int atLeast, ref int atMost)
        {
            int above = 0, below = 0;
            for (var d = 0; d < draws; d++)
            {
                above += drawn[d] >= observed ? 1 : 0;
                below += drawn[d] <= observed ? 1 : 0;
            }

            atLeast += above;
            atMost += below;
        }

        private static Span<Vector<double>> Vectors(Span<double> row) =>
            System.Runtime.InteropServices.MemoryMarshal.Cast<double, Vector<double>>(row);
    }
}
