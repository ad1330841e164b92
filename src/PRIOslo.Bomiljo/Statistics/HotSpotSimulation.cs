namespace PRIOslo.Bomiljo.Statistics;

/// <summary>What the simulation says of one area.</summary>
/// <param name="GiStarZ">Gi* of observed less expected events, in standard deviations; NaN without anything expected.</param>
/// <param name="GiStar">Its p-values.</param>
/// <param name="Moran">Local Moran's I of the standardised residuals zᵢ Σⱼ zⱼ; NaN for islands.</param>
/// <param name="MoranP">Its p-values.</param>
/// <param name="Quadrant">How the area and its neighbours lie, whether or not it is significant.</param>
public readonly record struct HotSpot(double GiStarZ, SimulatedP GiStar, double Moran, SimulatedP MoranP, LisaClass Quadrant);

/// <summary>Hot spots against what unequal areas give by chance: counts are drawn from the expected ones with the theme's dispersion.</summary>
/// <remarks>
/// Null hypothesis: counts are independent, of mean Eᵢ and variance φEᵢ (<see cref="CountDistribution"/>). With the residuals
/// eᵢ = Oᵢ − Eᵢ ΣO/ΣE and zᵢ = eᵢ/√(φEᵢ), Gi* is Σⱼ eⱼ over the area and its neighbours, and Iᵢ = zᵢ Σⱼ zⱼ over the neighbours; each draw
/// is scaled to its own total as the observed counts are to theirs. T. Waldhör (1996), The spatial autocorrelation coefficient
/// Moran's I under heteroscedasticity, Statistics in Medicine 15, 887–892; J. Besag and J. Newell (1991), JRSS A 154, 143–155.
/// Permuting rates instead would make every small area suspect.
/// </remarks>
public static class HotSpotSimulation
{
    /// <summary>With 96 areas one alone can pass at a false discovery rate of 5 %: the least p, 2·10⁻⁵, is far below 0.05/96.</summary>
    public const int DefaultDraws = 99_999;

    /// <param name="observed">Events per area, 0 or more.</param>
    /// <param name="expected">Expected events per area, 0 or more; an area that expects none takes no part.</param>
    /// <param name="neighbours">Without the areas themselves.</param>
    /// <param name="dispersion">φ of the theme, 1 or more.</param>
    /// <param name="seed">The same seed gives the same bits on any number of threads.</param>
    /// <param name="draws">1 or more.</param>
    /// <param name="threads">−1 for all processors.</param>
    /// <returns>
    /// One per area; the p-value of global Moran's I of the standardised residuals, and I = (n/S₀) Σᵢ Iᵢ / Σᵢ zᵢ² itself: NaN without links or
    /// where all residuals are 0.
    /// </returns>
    public static (HotSpot[] Areas, SimulatedP GlobalMoran, double MoranI) Run(
        ReadOnlySpan<int> observed, ReadOnlySpan<double> expected, Neighbours neighbours, double dispersion, ulong seed,
        int draws = DefaultDraws, int threads = -1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        Dispersion.Check(dispersion);
        if (observed.Length != expected.Length || observed.Length != neighbours.Count)
            throw new ArgumentException("One expected count and one list of neighbours per area.", nameof(expected));
        foreach (var count in observed)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(observed));

        var areas = observed.Length;
        var model = new HotSpotModel(expected.ToArray(), neighbours, dispersion);
        var truth = model.CreateBlock().Observe(observed);
        var tables = model.CreateTables();
        var totals = new HotSpotTally(areas);
        Parallel.For(
            0,
            (draws + HotSpotModel.BlockDraws - 1) / HotSpotModel.BlockDraws,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => (Block: model.CreateBlock(), Tally: new HotSpotTally(areas)),
            (int number, ParallelLoopState _, (HotSpotModel.Block Block, HotSpotTally Tally) own) =>
            {
                own.Block.Draw(tables, seed, number);
                own.Block.Compare(truth, own.Tally, Math.Min(HotSpotModel.BlockDraws, draws - (number * HotSpotModel.BlockDraws)));
                return own;
            },
            own =>
            {
                lock (totals)
                    totals.Add(own.Tally);
            });

        var spots = new HotSpot[areas];
        for (var i = 0; i < areas; i++)
        {
            var hasMoran = model.HasMoran(i);
            spots[i] = new(
                truth.GiStar[i] / model.GiStarDeviation(i),
                model.HasGiStar(i) ? new(totals.GiStarAtLeast[i], totals.GiStarAtMost[i], draws) : SimulatedP.Undefined,
                hasMoran ? truth.Moran[i] : double.NaN,
                hasMoran ? new(totals.MoranAtLeast[i], totals.MoranAtMost[i], draws) : SimulatedP.Undefined,
                hasMoran ? truth.Quadrants[i] : LisaClass.None);
        }

        var moran = truth.GlobalMoran * model.AreasPerLink;
        return (spots, double.IsFinite(moran) ? new(totals.GlobalAtLeast, totals.GlobalAtMost, draws) : SimulatedP.Undefined, double.IsFinite(moran) ? moran : double.NaN);
    }
}
