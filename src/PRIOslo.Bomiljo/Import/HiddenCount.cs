using System.Text.RegularExpressions;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Recognises what stands in the place of a count that its source does not tell, mostly because it is small.</summary>
internal static partial class HiddenCount
{
    /// <summary>True for «:», «*», «-», «..», «&lt;5», «n&lt;5», «under 5», «1 til 4», «k.a.», «NA», «#» and the like: what statistics put for a count. A
    /// negative number is none.</summary>
    public static bool IsOne(string text) => Signs().IsMatch(text);

    [GeneratedRegex(@"^(\(?:\)?|\*{1,3}|#{1,3}|[-\u2013\u2014]|\.{1,3}|\u2026|x|k\.? ?a\.?|n\.?/?a\.?|(n ?)?(<|\u2264|<=) ?[0-9]{1,3}|(under|f\u00E6rre enn|mindre enn) [0-9]{1,3}|[0-9] ?([-\u2013]| til ) ?[0-9]{1,2})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Signs();
}
