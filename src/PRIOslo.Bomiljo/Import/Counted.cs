using System.Globalization;

namespace PRIOslo.Bomiljo.Import;

/// <summary>«1 row», «2 rows»: a number with its English noun.</summary>
public static class Counted
{
    /// <param name="number">0 or more.</param>
    /// <param name="noun">In the singular; one that takes an s.</param>
    public static string Of(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
