namespace PRIOslo.Bomiljo.Publishing;

/// <summary>Limits of the map's classes, the same for all years of a theme and level, so that a colour means one thing.</summary>
/// <param name="Limits">Ascending; class k holds rates from <c>Limits[k−1]</c> up to, not including, <c>Limits[k]</c>.</param>
public sealed record ClassBreaks(IReadOnlyList<double> Limits)
{
    public const int MaxClasses = 5;

    public int Classes => Limits.Count + 1;

    /// <summary>
    /// Quantile classes: about equally many area-years in each, limits rounded to two significant digits, equal ones merged
    /// (Slocum et al. 2009, Thematic Cartography, ch. 4).
    /// </summary>
    /// <param name="rates">The shown rates of every area in every published year; empty gives one class.</param>
    public static ClassBreaks Of(IEnumerable<double> rates)
    {
        double[] sorted = [.. rates.Order()];
        if (sorted.Length == 0)
            return new([]);

        var limits = Enumerable.Range(1, MaxClasses - 1)
            .Select(k => TwoDigits(sorted[k * sorted.Length / MaxClasses]))
            .Distinct()
            .Where(limit => limit > sorted[0] && limit <= sorted[^1]);
        return new([.. limits]);
    }

    /// <returns>0 for the lowest class.</returns>
    public int ClassOf(double rate)
    {
        var index = 0;
        while (index < Limits.Count && rate >= Limits[index])
            index++;
        return index;
    }

    /// <returns>The palette's colour for a class, 0 lightest to 4 darkest: few classes still span the whole palette.</returns>
    public int ColourOf(int index) => Limits.Count == 0 ? 0 : index * (MaxClasses - 1) / Limits.Count;

    private static double TwoDigits(double value)
    {
        if (value <= 0)
            return 0;
        var scale = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(Math.Round(value / scale) * scale, 6);
    }
}
