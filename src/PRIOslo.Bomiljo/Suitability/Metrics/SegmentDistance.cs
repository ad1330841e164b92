namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>Distances of points and segments in whole millimetres. A segment may be a single point (both ends equal).</summary>
/// <remarks>
/// The foot of the perpendicular from P on the segment AB lies inside it when 0 &lt; (P−A)·(B−A) &lt; |B−A|²; the distance is
/// then |(B−A)×(P−A)| / |B−A|, else that to the nearer end (Ericson 2005, Real-Time Collision Detection, §5.1.2).
/// </remarks>
internal static class SegmentDistance
{
    /// <returns>Millimetres; exact where the true distance is a whole number of millimetres below 2⁵³.</returns>
    public static double PointToSegment(long px, long py, long ax, long ay, long bx, long by)
    {
        var (ex, ey, vx, vy) = (bx - ax, by - ay, px - ax, py - ay);
        var along = (vx * ex) + (vy * ey);
        if (along <= 0)
            return Math.Sqrt((vx * vx) + (vy * vy));

        var lengthSquared = (ex * ex) + (ey * ey);
        if (along >= lengthSquared)
        {
            var (wx, wy) = (px - bx, py - by);
            return Math.Sqrt((wx * wx) + (wy * wy));
        }

        return Math.Abs((double)((ex * vy) - (ey * vx))) / Math.Sqrt(lengthSquared);
    }

    /// <returns>Whether the distance is at most the radius, exactly: squares of integers are compared.</returns>
    public static bool PointIsWithin(long radius, long px, long py, long ax, long ay, long bx, long by)
    {
        var (ex, ey, vx, vy) = (bx - ax, by - ay, px - ax, py - ay);
        var radiusSquared = radius * radius;
        var along = (vx * ex) + (vy * ey);
        if (along <= 0)
            return (vx * vx) + (vy * vy) <= radiusSquared;

        var lengthSquared = (ex * ex) + (ey * ey);
        if (along >= lengthSquared)
        {
            var (wx, wy) = (px - bx, py - by);
            return (wx * wx) + (wy * wy) <= radiusSquared;
        }

        Int128 cross = (ex * vy) - (ey * vx);
        return cross * cross <= (Int128)radiusSquared * lengthSquared;
    }

    /// <returns>
    /// Whether the segments AB and CD cross at a point inside both. Segments that only touch do not: there an end has distance 0.
    /// </returns>
    public static bool Cross(long ax, long ay, long bx, long by, long cx, long cy, long dx, long dy) =>
        Side(ax, ay, bx, by, cx, cy) * Side(ax, ay, bx, by, dx, dy) < 0
        && Side(cx, cy, dx, dy, ax, ay) * Side(cx, cy, dx, dy, bx, by) < 0;

    /// <returns>1 where P lies left of the line from A to B, −1 right of it, 0 on it.</returns>
    public static int Side(long ax, long ay, long bx, long by, long px, long py) =>
        Math.Sign(((bx - ax) * (py - ay)) - ((by - ay) * (px - ax)));
}
