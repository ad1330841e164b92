namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Mapping function <c>keep</c>: rows that do not fit are ignored and counted under the reason. Exactly one of values
/// and pattern is given.</summary>
/// <param name="Column">The column looked at.</param>
/// <param name="Reason">Why the others are ignored.</param>
/// <param name="Values">Rows with one of these are kept.</param>
/// <param name="Pattern">Rows in whose text this is found are kept; see <see cref="PatternText"/>.</param>
public sealed record KeepRule(string Column, Reason Reason, IReadOnlyList<string>? Values = null, string? Pattern = null)
{
    /// <returns>True for a text that is kept.</returns>
    internal Predicate<string> Compile()
    {
        if (Pattern is not null)
            return PatternText.Compile(Pattern).IsMatch;
        var values = new HashSet<string>(Values ?? [], StringComparer.Ordinal);
        return values.Contains;
    }
}
