using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Finds the mapped columns in a header row, in any case and order.</summary>
/// <param name="columns">What the mapping names.</param>
/// <param name="separator">Of a CSV; null for a spreadsheet.</param>
/// <param name="shownAs">The file in messages.</param>
internal sealed class HeaderBinding(MappedColumns columns, char? separator, string shownAs)
{
    /// <summary>How many lines are looked at where the mapping does not say how many titles there are.</summary>
    public const int SearchedLines = 20;

    /// <returns>Where each mapped column stands, −1 for an optional one that is missing; null if this is not the header.</returns>
    public int[]? TryBind(string[] header)
    {
        var names = Array.ConvertAll(header, name => name.Trim().TrimStart('\uFEFF'));
        var ordinals = columns.Names.Select(wanted => Array.FindIndex(names, name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase))).ToArray();
        return Missing(ordinals).Any() ? null : ordinals;
    }

    /// <param name="header">The row in the header's place.</param>
    /// <param name="line">Where it stands.</param>
    /// <exception cref="ProblemException">BOM-302, BOM-303.</exception>
    public int[] Bind(string[] header, int line)
    {
        if (TryBind(header) is { } found)
            return found;
        var other = header is [var only] ? ";,\t|".FirstOrDefault(only.Contains) : default;
        if (separator is { } declared && other != default && declared != other)
        {
            throw new ProblemException(ProblemCode.WrongSeparator, $"{shownAs}, line {line}",
                $"the header is not separated by «{declared}»; it looks like «{(other == '\t' ? "tab" : other)}».",
                "Correct file.separator in the mapping or save the file with the right separator.");
        }

        // The header found is not repeated: with a wrong number of title lines it is a row with values.
        var names = Array.ConvertAll(header, name => name.Trim().TrimStart('\uFEFF'));
        var ordinals = columns.Names.Select(wanted => Array.FindIndex(names, name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase))).ToArray();
        throw new ProblemException(ProblemCode.MissingColumn, $"{shownAs}, line {line}",
            $"the header lacks {string.Join(", ", Missing(ordinals).Select(name => $"«{name}»"))}.",
            "Correct the column's name or file.titleLines in the mapping, or ask the source for the column.");
    }

    private IEnumerable<string> Missing(int[] ordinals) => columns.Names.Where((name, at) => ordinals[at] < 0 && columns.IsDemanded(name));
}
