namespace PRIOslo.Bomiljo.Statistics;

/// <summary>How much more a theme's counts vary than independent events would: the variance is φ times the mean.</summary>
/// <remarks>
/// Estimator: Pearson's X² over its degrees of freedom under the model E = exposure · a(area) · b(period), whose margins equal the
/// observed ones, corrected for small counts. Areas may differ and the city may rise or fall without raising φ; what is left is
/// the scatter of an area about its own level, so a real change in one area raises it (on the careful side).
/// Sources: P. McCullagh and J. A. Nelder (1989), Generalized Linear Models, eq. 6.4; correction by s̄: D. J. Fletcher (2012),
/// Estimating overdispersion when fitting a generalized linear model to sparse data, Biometrika 99, 230–237.
/// </remarks>
/// <param name="Value">φ, never below 1: what intervals and tests are widened by.</param>
/// <param name="Unfloored">φ as estimated, before the floor of 1.</param>
/// <param name="DegreesOfFreedom">(areas − 1)(periods − 1) of those that have events and exposure, 1 or more.</param>
/// <param name="WithoutFarthest">
/// φ without the area of the largest residual |O − E|, 1 or more: far below <paramref name="Value"/> where one outlier makes φ. NaN where
/// nothing is left to estimate it from.
/// </param>
public readonly record struct Dispersion(double Value, double Unfloored, int DegreesOfFreedom, double WithoutFarthest)
{
    private const int MostRounds = 500;
    private const double MarginTolerance = 1e-12;

    /// <param name="counts">Events ≥ 0, row-major: area · periods + period.</param>
    /// <param name="exposures">Exposure ≥ 0 in the same layout; a cell without exposure takes no part.</param>
    /// <param name="periods">Years (or months) in a row, 1 or more.</param>
    /// <returns>Null where nothing can be estimated: fewer than two areas with events, or fewer than two periods.</returns>
    public static Dispersion? FromAreasAndPeriods(ReadOnlySpan<int> counts, ReadOnlySpan<double> exposures, int periods)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(periods, 1);
        if (counts.Length != exposures.Length || counts.Length % periods != 0)
            throw new ArgumentException("Counts and exposures have one cell per area and period.", nameof(exposures));

        if (Estimate(counts, exposures, periods) is not { } all)
            return null;
        var kept = exposures.ToArray();
        kept.AsSpan(all.Farthest * periods, periods).Clear();
        var without = Estimate(counts, kept, periods);
        return new(Math.Max(1, all.Value), all.Value, all.Free, without is { } rest ? Math.Max(1, rest.Value) : double.NaN);
    }

    /// <exception cref="ArgumentOutOfRangeException">φ is below 1 or not finite.</exception>
    internal static void Check(double dispersion)
    {
        if (dispersion is not (>= 1 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(dispersion), "The dispersion is a finite number, 1 or more.");
    }

    /// <returns>φ, its degrees of freedom and the area that lies farthest from the model.</returns>
    private static (double Value, int Free, int Farthest)? Estimate(ReadOnlySpan<int> counts, ReadOnlySpan<double> exposures, int periods)
    {
        var fitted = Fit(counts, exposures, periods);
        int cells = 0, farthest = 0;
        double pearson = 0, relativeResiduals = 0, largest = -1;
        var areaSeen = new bool[counts.Length / periods];
        var periodSeen = new bool[periods];
        for (var cell = 0; cell < counts.Length; cell++)
        {
            if (fitted[cell] <= 0)
                continue;
            var residual = counts[cell] - fitted[cell];
            pearson += residual * residual / fitted[cell];
            relativeResiduals += residual / fitted[cell];
            if (Math.Abs(residual) > largest)
                (largest, farthest) = (Math.Abs(residual), cell / periods);
            cells++;
            areaSeen[cell / periods] = periodSeen[cell % periods] = true;
        }

        var free = cells - areaSeen.Count(seen => seen) - periodSeen.Count(seen => seen) + 1;
        return cells == 0 || free < 1 ? null : (pearson / free / (1 + (relativeResiduals / cells)), free, farthest);
    }

    /// <summary>Expected counts by iterative proportional fitting to the margins (Deming and Stephan 1940).</summary>
    private static double[] Fit(ReadOnlySpan<int> counts, ReadOnlySpan<double> exposures, int periods)
    {
        var areas = counts.Length / periods;
        var fitted = new double[counts.Length];
        var byArea = new double[areas];
        var byPeriod = new double[periods];
        for (var cell = 0; cell < counts.Length; cell++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(counts[cell], nameof(counts));
            if (exposures[cell] is not (>= 0 and < double.PositiveInfinity))
                throw new ArgumentOutOfRangeException(nameof(exposures), "An exposure is a finite number, 0 or more.");
            if (exposures[cell] == 0)
                continue;
            fitted[cell] = exposures[cell];
            byArea[cell / periods] += counts[cell];
            byPeriod[cell % periods] += counts[cell];
        }

        for (var round = 0; round < MostRounds; round++)
        {
            Scale(fitted, byArea, cell => cell / periods);
            if (Scale(fitted, byPeriod, cell => cell % periods) < MarginTolerance)
                break;
        }

        return fitted;
    }

    /// <returns>The largest relative change that was needed.</returns>
    private static double Scale(double[] fitted, double[] margin, Func<int, int> groupOf)
    {
        var sums = new double[margin.Length];
        for (var cell = 0; cell < fitted.Length; cell++)
            sums[groupOf(cell)] += fitted[cell];
        var largest = 0.0;
        for (var cell = 0; cell < fitted.Length; cell++)
        {
            var group = groupOf(cell);
            if (sums[group] == 0)
                continue;
            fitted[cell] *= margin[group] / sums[group];
            if (margin[group] > 0)
                largest = Math.Max(largest, Math.Abs((margin[group] / sums[group]) - 1));
        }

        return largest;
    }
}
