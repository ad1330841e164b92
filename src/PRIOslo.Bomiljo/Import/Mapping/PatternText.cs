using System.Text.RegularExpressions;

namespace PRIOslo.Bomiljo.Import.Mapping;

/// <summary>Mapping function <c>pattern</c>: the first group that a regular expression finds, or all that it finds where it
/// has no group; empty where it finds nothing.</summary>
/// <param name="Expression">In .NET's syntax without look-around and back-references: those can take for ever on some texts.</param>
public sealed record PatternText(string Expression)
{
    /// <exception cref="ArgumentException">This is no regular expression.</exception>
    /// <exception cref="NotSupportedException">It uses what cannot be matched in linear time.</exception>
    public static Regex Compile(string expression) =>
        new(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    internal CellText After(CellText field)
    {
        var regex = Compile(Expression);
        return row =>
        {
            var match = regex.Match(field(row));
            return match.Success ? match.Groups[match.Groups.Count > 1 ? 1 : 0].Value.Trim() : "";
        };
    }
}
