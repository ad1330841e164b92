namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>How many letters must be changed, added, left out or exchanged with their neighbour to make one text of another.</summary>
/// <remarks>The restricted distance of Damerau (1964) and Levenshtein (1966), «optimal string alignment»: no part is changed twice.</remarks>
public static class LetterDistance
{
    private const int LongestName = 100;

    /// <param name="left">At most 100 letters; longer texts are infinitely far from all others.</param>
    /// <param name="right">As left.</param>
    /// <param name="most">Greater distances need not be told apart.</param>
    /// <returns>0 and up; <paramref name="most"/> + 1 for any that is greater.</returns>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int most)
    {
        if (Math.Abs(left.Length - right.Length) > most || left.Length > LongestName || right.Length > LongestName)
            return most + 1;
        var width = right.Length + 1;
        Span<int> rows = stackalloc int[3 * (LongestName + 1)];
        var before = rows[..width];
        var previous = rows.Slice(LongestName + 1, width);
        var current = rows.Slice(2 * (LongestName + 1), width);
        for (var column = 0; column < width; column++)
            previous[column] = column;
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            var least = row;
            for (var column = 1; column < width; column++)
            {
                var changed = left[row - 1] == right[column - 1] ? 0 : 1;
                var distance = Math.Min(Math.Min(previous[column] + 1, current[column - 1] + 1), previous[column - 1] + changed);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                    distance = Math.Min(distance, before[column - 2] + 1);
                current[column] = distance;
                least = Math.Min(least, distance);
            }

            if (least > most)
                return most + 1;
            var free = before;
            before = previous;
            previous = current;
            current = free;
        }

        return Math.Min(previous[right.Length], most + 1);
    }
}
