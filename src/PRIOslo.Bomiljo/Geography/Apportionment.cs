namespace PRIOslo.Bomiljo.Geography;

/// <summary>Shares whole numbers out in parts. Pure.</summary>
internal static class Apportionment
{
    /// <summary>A sum by the largest remainder (Hamilton's method, ties to the first part), then its terms within the parts, one part after the
    /// other, each by the largest remainder of what is left of the terms: a table with both margins kept.</summary>
    /// <param name="terms">0 or more.</param>
    /// <param name="shares">Of each part, above 0, 1 in all.</param>
    /// <returns>By part the terms.</returns>
    public static IReadOnlyList<int[]> Split(IReadOnlyList<int> terms, IReadOnlyList<double> shares)
    {
        var whole = terms.Sum();
        var sums = LargestRemainder([.. shares.Select(share => whole * share)], whole);
        var left = terms.ToArray();
        var parts = new List<int[]>(shares.Count);
        foreach (var sum in sums)
        {
            var rest = left.Sum();
            var part = LargestRemainder([.. left.Select(term => rest == 0 ? 0 : (double)term * sum / rest)], sum);
            for (var at = 0; at < left.Length; at++)
                left[at] -= part[at];
            parts.Add(part);
        }

        return parts;
    }

    /// <param name="exact">0 or more, with the sum <paramref name="sum"/>.</param>
    private static int[] LargestRemainder(double[] exact, int sum)
    {
        int[] whole = [.. exact.Select(part => (int)Math.Floor(part + CodeChanges.Rounding))];
        foreach (var at in Enumerable.Range(0, exact.Length).OrderByDescending(at => exact[at] - whole[at]).Take(sum - whole.Sum()))
            whole[at]++;
        return whole;
    }
}
