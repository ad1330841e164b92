using System.Numerics;

namespace PRIOslo.Bomiljo.Statistics;

/// <summary>The shape of the bump that each event spreads into, and what its bandwidth h means.</summary>
public enum KernelShape
{
    /// <summary>K(d) = 3/(πh²) (1 − d²/h²)² for d &lt; h: h is the radius (B. W. Silverman 1986, Density Estimation, eq. 4.5).</summary>
    Quartic,

    /// <summary>K(d) = exp(−d²/2h²)/(2πh²): h is the standard deviation; cut off at 8.5 h along each axis, where it is 2·10⁻¹⁶ of its peak.</summary>
    Gaussian,

    /// <summary>1 for d ≤ h, else 0, not normalised: times the cell's unit it counts what lies within h.</summary>
    Disc,
}

/// <summary>A kernel made of a part per column and a part per row, so that rows of cells are worked on as vectors.</summary>
internal interface IKernel
{
    /// <summary>How far it reaches, in bandwidths.</summary>
    static abstract double Reach { get; }

    /// <summary>Its value at distance 0 in a plane where h = 1, so that it integrates to 1.</summary>
    static abstract double Peak { get; }

    /// <param name="distance">Along one axis, in bandwidths.</param>
    static abstract Vector<double> ColumnPart(Vector<double> distance);

    /// <param name="distance">Along the other axis, in bandwidths.</param>
    static abstract double RowPart(double distance);

    /// <summary>The kernel over its peak.</summary>
    static abstract Vector<double> Join(Vector<double> columnPart, double rowPart);
}

internal readonly struct QuarticKernel : IKernel
{
    public static double Reach => 1;

    public static double Peak => 3 / Math.PI;

    public static Vector<double> ColumnPart(Vector<double> distance) => distance * distance;

    public static double RowPart(double distance) => 1 - (distance * distance);

    public static Vector<double> Join(Vector<double> columnPart, double rowPart)
    {
        var rest = Vector.Max(Vector<double>.Zero, new Vector<double>(rowPart) - columnPart);
        return rest * rest;
    }
}

internal readonly struct GaussianKernel : IKernel
{
    public static double Reach => 8.5;

    public static double Peak => 1 / (2 * Math.PI);

    public static Vector<double> ColumnPart(Vector<double> distance) => Vector.ConditionalSelect(
        Vector.GreaterThan(Vector.Abs(distance), new Vector<double>(Reach)), Vector<double>.Zero, Vector.Exp(distance * distance * -0.5));

    public static double RowPart(double distance) => Math.Abs(distance) > Reach ? 0 : Math.Exp(-distance * distance / 2);

    public static Vector<double> Join(Vector<double> columnPart, double rowPart) => columnPart * rowPart;
}

internal readonly struct DiscKernel : IKernel
{
    public static double Reach => 1;

    public static double Peak => 1;

    public static Vector<double> ColumnPart(Vector<double> distance) => distance * distance;

    public static double RowPart(double distance) => 1 - (distance * distance);

    public static Vector<double> Join(Vector<double> columnPart, double rowPart) =>
        Vector.ConditionalSelect(Vector.LessThanOrEqual(columnPart, new Vector<double>(rowPart)), Vector<double>.One, Vector<double>.Zero);
}
