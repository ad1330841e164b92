using PRIOslo.Bomiljo.Geography.Geodata;

namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>The ground as the straight lines of sight over it see it.</summary>
/// <remarks>
/// Heights are those in the middle of the cells (posts) and linear between two neighbours. A line of sight is held against the
/// ground wherever it crosses a line of posts (R3: Franklin and Ray 1994, «Higher isn't necessarily better», §3). The earth is
/// taken as flat: over 100 m its curve is under a millimetre.
/// </remarks>
/// <param name="grid">The height model.</param>
public sealed class Terrain(HeightGrid grid)
{
    private const double MetresPerDecimetre = 0.1;
    private readonly double _firstEast = grid.West + (grid.CellMetres / 2), _firstNorth = grid.North - (grid.CellMetres / 2);

    /// <returns>Metres above sea level, bilinear between the four posts around; NaN where one of them has no height.</returns>
    public double HeightAt(double east, double north)
    {
        var (x, y) = Posts(east, north);
        var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (right, down) = (x - column, y - row);
        var upper = Between(Post(column, row), right == 0 ? 0 : Post(column + 1, row), right);
        return down == 0 ? upper : Between(upper, Between(Post(column, row + 1), right == 0 ? 0 : Post(column + 1, row + 1), right), down);
    }

    /// <summary>Whether a straight line between two places in the air stays above the ground.</summary>
    /// <param name="from">East, north and height above sea level, metres.</param>
    /// <param name="to">As <paramref name="from"/>.</param>
    /// <returns>Null where the ground is not known on the way, and where it is known does not rise above the line.</returns>
    public bool? IsClear((double East, double North, double Height) from, (double East, double North, double Height) to)
    {
        var ((fromX, fromY), (toX, toY)) = (Posts(from.East, from.North), Posts(to.East, to.North));
        var alongColumns = IsClear(fromX, fromY, from.Height, toX, toY, to.Height, isTurned: false);
        if (alongColumns == false)
            return false;
        var alongRows = IsClear(fromY, fromX, from.Height, toY, toX, to.Height, isTurned: true);
        return alongColumns is null && alongRows == true ? null : alongRows;
    }

    /// <summary>Looks where the line crosses the lines of posts across the first axis, the ends left out.</summary>
    private bool? IsClear(double from, double fromSide, double fromHeight, double to, double toSide, double toHeight, bool isTurned)
    {
        var (first, last) = ((int)Math.Floor(Math.Min(from, to)) + 1, (int)Math.Ceiling(Math.Max(from, to)) - 1);
        var isKnown = true;
        for (var line = first; line <= last; line++)
        {
            var way = (line - from) / (to - from);
            var side = fromSide + (way * (toSide - fromSide));
            var post = (int)Math.Floor(side);
            var ground = isTurned
                ? Between(Post(post, line), side == post ? 0 : Post(post + 1, line), side - post)
                : Between(Post(line, post), side == post ? 0 : Post(line, post + 1), side - post);
            isKnown &= !double.IsNaN(ground);
            if (ground > fromHeight + (way * (toHeight - fromHeight)))
                return false;
        }

        return isKnown ? true : null;
    }

    private (double X, double Y) Posts(double east, double north) => ((east - _firstEast) / grid.CellMetres, (_firstNorth - north) / grid.CellMetres);

    private double Post(int column, int row) =>
        column >= 0 && row >= 0 && column < grid.Columns && row < grid.Rows && grid.Decimetres[(row * grid.Columns) + column] is var height and not HeightGrid.NoHeight
            ? height * MetresPerDecimetre
            : double.NaN;

    private static double Between(double a, double b, double share) => share == 0 ? a : a + (share * (b - a));
}
