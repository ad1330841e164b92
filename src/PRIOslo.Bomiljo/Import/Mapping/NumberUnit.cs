namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Mapping function <c>unit</c>: a number's unit, which may also be written behind the number.</summary>
public static class NumberUnit
{
    /// <summary>Unit → how many metres, or ones, it is.</summary>
    public static IReadOnlyDictionary<string, double> Factors { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["m"] = 1,
        ["km"] = 1_000,
        ["cm"] = 0.01,
        ["mm"] = 0.001,
        ["dozen"] = 12,
        ["hundred"] = 100,
        ["thousand"] = 1_000,
    };

    /// <param name="text">A number, with or without its unit.</param>
    /// <param name="unit">One of <see cref="Factors"/>; null for a bare number.</param>
    /// <param name="value">In metres or ones.</param>
    /// <returns>False for anything that is not one finite number.</returns>
    public static bool TryRead(string text, string? unit, out double value)
    {
        if (unit is null)
            return NumberReader.TryRead(text, out value);
        var number = text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? text[..^unit.Length].TrimEnd() : text;
        var read = NumberReader.TryRead(number, out value);
        value *= Factors[unit];
        return read && double.IsFinite(value);
    }
}
