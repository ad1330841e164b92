using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Finds the mapped columns in a header row, in any case and order.</summary>
/// <param name="columns">What the mapping names.</param>
/// <param name="separator">Of a CSV; null for a spreadsheet.</param>
/// <param name="shownAs">The file in messages.</param>
/// <param name="tried">All separators of a CSV that the mapping allows: none of them is proposed instead.</param>
internal sealed class HeaderBinding(MappedColumns columns, char? separator, string shownAs, string tried = "")
{
    /// <summary>How many lines are looked at where the mapping does not say how many titles there are.</summary>
    public const int SearchedLines = 20;

    private readonly string _others = string.Concat(FileShape.KnownSeparators.Where(known => !tried.Contains(known, StringComparison.Ordinal)));

    /// <summary>The row with the most of the wanted columns, of those that were no header.</summary>
    private (int Found, int Line, int[] Ordinals) _nearest;

    /// <summary>The separator with which some row had the most of the wanted columns, where that is another than the declared one.</summary>
    private (int Found, char Separator) _better;

    /// <param name="header">The row that may be the header.</param>
    /// <param name="line">Where it stands.</param>
    /// <returns>Where each mapped column stands, −1 for an optional one that is missing; null if this is not the header.</returns>
    /// <exception cref="ProblemException">BOM-316.</exception>
    public int[]? TryBind(string[] header, int line)
    {
        var names = Array.ConvertAll(header, name => name.Trim().TrimStart('\uFEFF'));
        var ordinals = columns.Names.Select(wanted => Array.FindIndex(names, name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase))).ToArray();
        if (!Missing(ordinals).Any())
        {
            DemandOnce(names, line);
            return ordinals;
        }

        var found = ordinals.Count(at => at >= 0);
        if (_nearest.Ordinals is null || found > _nearest.Found)
            _nearest = (found, line, ordinals);
        foreach (var other in separator is null ? "" : _others)
        {
            var parts = string.Join(separator!.Value, names).Split(other, StringSplitOptions.TrimEntries).Select(part => part.Trim('"')).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var fits = columns.Names.Count(parts.Contains);
            if (fits > _better.Found)
                _better = (fits, other);
        }

        return null;
    }

    /// <param name="header">The row in the header's place, or the first of those looked through.</param>
    /// <param name="line">Where it stands.</param>
    /// <exception cref="ProblemException">BOM-302; BOM-303 with the row that came nearest.</exception>
    public int[] Bind(string[] header, int line)
    {
        if (TryBind(header, line) is { } found)
            return found;
        var other = header is [var only] && _nearest.Found == 0 ? _others.FirstOrDefault(only.Contains) : default;
        if (separator is { } declared && other != default)
        {
            throw new ProblemException(ProblemCode.WrongSeparator, $"{shownAs}, line {line}",
                $"the header is not separated by «{declared}»; it looks like «{SeparatorLook.Shown($"{other}")}».",
                "Correct file.separator in the mapping or save the file with the right separator.");
        }

        throw NoHeader();
    }

    /// <summary>BOM-303 with the row that came nearest. What stands in it is not repeated: with a wrong number of title lines it holds values.</summary>
    public ProblemException NoHeader() => new(ProblemCode.MissingColumn, $"{shownAs}, line {_nearest.Line}",
        $"the header lacks {string.Join(", ", Missing(_nearest.Ordinals).Select(name => $"«{name}»"))}.{(_better.Found > _nearest.Found ? $" Separated by «{SeparatorLook.Shown($"{_better.Separator}")}» it would have {_better.Found} of the mapped columns." : "")}",
        _better.Found > _nearest.Found ? "Correct file.separator in the mapping or save the file with the right separator." : "Correct the column's name or file.titleLines in the mapping, or ask the source for the column.");

    /// <summary>True if some row had one of the wanted columns, but not all.</summary>
    public bool CameNear => _nearest.Found > 0;

    private void DemandOnce(string[] names, int line)
    {
        foreach (var wanted in columns.Names)
        {
            if (names.Count(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) > 1)
            {
                throw new ProblemException(ProblemCode.AmbiguousColumn, $"{shownAs}, line {line}", $"the header has the column «{wanted}» more than once, and the mapping does not say which is meant.",
                    "Ask the source for a file in which each column has a name of its own.");
            }
        }
    }

    private IEnumerable<string> Missing(int[] ordinals) => columns.Names.Where((name, at) => ordinals[at] < 0 && columns.IsDemanded(name));
}
