namespace PRIOslo.Bomiljo.Statistics;

/// <summary>The k nearest areas by the distance between centre points; not symmetric.</summary>
public static class NearestNeighbours
{
    private const double PointsPerBucket = 2;

    /// <summary>Square buckets searched in growing rings: about n·k work for points spread as areas are.</summary>
    /// <param name="east">Metres.</param>
    /// <param name="north">Metres.</param>
    /// <param name="k">Neighbours per area, 1 or more; at most all the others.</param>
    /// <returns>Of points equally far the lower number comes first.</returns>
    public static Neighbours Of(ReadOnlySpan<double> east, ReadOnlySpan<double> north, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (east.Length != north.Length)
            throw new ArgumentException("One north per east.", nameof(north));
        if (east.Length == 0)
            return new Neighbours([]);
        double[] x = east.ToArray(), y = north.ToArray();
        if (x.Concat(y).Any(value => !double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(nameof(east), "Coordinates are finite.");

        double west = x.Min(), south = y.Min();
        var extent = Math.Max(x.Max() - west, y.Max() - south);
        var side = Math.Max(1, (int)Math.Sqrt(x.Length / PointsPerBucket));
        var bucketMetres = extent > 0 ? extent / side : 1;
        var buckets = Enumerable.Range(0, x.Length).ToLookup(i => (Bucket(x[i] - west), Bucket(y[i] - south)));
        return new Neighbours([.. Enumerable.Range(0, x.Length).Select(Nearest)]);

        int Bucket(double metres) => Math.Min(side - 1, (int)(metres / bucketMetres));

        int[] Nearest(int i)
        {
            var (column, row) = (Bucket(x[i] - west), Bucket(y[i] - south));
            var wanted = Math.Min(k, x.Length - 1);
            var found = new List<(double Squared, int Area)>();
            for (var ring = 0; ring <= side; ring++)
            {
                // All points nearer than ring − 1 whole buckets have been seen.
                var certain = (ring - 1) * bucketMetres;
                if (ring > 0 && found.Count(near => near.Squared < certain * certain) >= wanted)
                    break;
                foreach (var (c, r) in Ring(column, row, ring))
                {
                    foreach (var j in buckets[(c, r)].Where(j => j != i))
                        found.Add((((x[j] - x[i]) * (x[j] - x[i])) + ((y[j] - y[i]) * (y[j] - y[i])), j));
                }
            }

            return [.. found.Order().Take(wanted).Select(near => near.Area)];
        }
    }

    private static IEnumerable<(int Column, int Row)> Ring(int column, int row, int ring)
    {
        for (var c = column - ring; c <= column + ring; c++)
        {
            if (Math.Abs(c - column) < ring)
            {
                yield return (c, row - ring);
                yield return (c, row + ring);
                continue;
            }

            for (var r = row - ring; r <= row + ring; r++)
                yield return (c, r);
        }
    }
}
