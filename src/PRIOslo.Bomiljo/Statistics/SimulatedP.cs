namespace PRIOslo.Bomiljo.Statistics;

/// <summary>A Monte-Carlo p-value: how many draws reached the observed statistic from either side.</summary>
/// <remarks>
/// (r + 1)/(draws + 1), valid at any number of draws (B. Phipson and G. K. Smyth 2010, Permutation p-values should never be zero,
/// Statistical Applications in Genetics and Molecular Biology 9, 39).
/// </remarks>
/// <param name="AtLeast">Draws at or above the observed value; −1 where there was nothing to test.</param>
/// <param name="AtMost">Draws at or below it.</param>
/// <param name="Draws">1 or more.</param>
public readonly record struct SimulatedP(int AtLeast, int AtMost, int Draws)
{
    internal static readonly SimulatedP Undefined = new(-1, -1, 1);

    /// <summary>P that chance gives as much or more; NaN where there was nothing to test.</summary>
    public double Greater => Share(AtLeast);

    /// <summary>P that chance gives as little or less.</summary>
    public double Less => Share(AtMost);

    /// <summary>The smaller of the two: esda's <c>p_sim</c> and spdep's «Pr(folded) Sim», one-sided at most ½ or little more.</summary>
    public double Folded => Math.Min(Greater, Less);

    /// <summary>Twice the smaller, at most 1: the project's own.</summary>
    public double TwoSided => Math.Min(1, 2 * Folded);

    private double Share(int reached) => reached < 0 ? double.NaN : (reached + 1.0) / (Draws + 1.0);
}
