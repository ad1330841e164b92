using System.Text.RegularExpressions;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Recognises what stands in the place of a count that its source does not tell, mostly because it is small.</summary>
internal static partial class HiddenCount
{
    /// <summary>True for «:», «*», «-», «..», «&lt;5», «0-4», «1–4» and «x»: signs that statistics put for a count. A negative number is none.</summary>
    public static bool IsOne(string text) => Signs().IsMatch(text);

    [GeneratedRegex(@"^(:|\*{1,3}|[-\u2013\u2014]|\.{1,3}|[xX]|(<|\u2264|<=) ?[0-9]{1,2}|[0-9] ?[-\u2013] ?[0-9]{1,2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Signs();
}
