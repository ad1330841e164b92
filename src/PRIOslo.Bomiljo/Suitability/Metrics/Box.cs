namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>An upright rectangle in whole millimetres, its edges included.</summary>
internal readonly record struct Box(long MinX, long MinY, long MaxX, long MaxY)
{
    public static Box Of(long x, long y) => new(x, y, x, y);

    public Box With(long x, long y) =>
        new(Math.Min(MinX, x), Math.Min(MinY, y), Math.Max(MaxX, x), Math.Max(MaxY, y));

    public Box GrownBy(long millimetres) =>
        new(MinX - millimetres, MinY - millimetres, MaxX + millimetres, MaxY + millimetres);

    public bool Overlaps(in Box other) =>
        MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;

    public bool Contains(long x, long y) => x >= MinX && x <= MaxX && y >= MinY && y <= MaxY;

    /// <returns>The squared distance between the rectangles in mm², 0 where they touch.</returns>
    public long SquaredDistanceTo(in Box other)
    {
        var dx = Math.Max(0, Math.Max(MinX - other.MaxX, other.MinX - MaxX));
        var dy = Math.Max(0, Math.Max(MinY - other.MaxY, other.MinY - MaxY));
        return (dx * dx) + (dy * dy);
    }
}
