using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Import;

/// <summary>The columns that a mapping names; nothing else of a delivery is read further than the parser.</summary>
public sealed class MappedColumns
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];
    private readonly HashSet<string> _demanded = new(StringComparer.OrdinalIgnoreCase);

    public MappedColumns(SourceMapping mapping)
    {
        var columns = mapping.Fields().SelectMany(pair => pair.Field.ColumnsRead())
            .Append((mapping.OccurredAt.Column, Optional: false))
            .Concat((mapping.Keep ?? []).Select(rule => (rule.Column, Optional: false)));
        foreach (var (name, optional) in columns)
        {
            if (_positions.TryAdd(name, _positions.Count))
                _names.Add(name);
            if (!optional)
                _demanded.Add(name);
        }
    }

    /// <summary>Names in the order in which a <see cref="RawRow"/> holds their values.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>True if a file without the column cannot be read.</summary>
    public bool IsDemanded(string column) => _demanded.Contains(column);

    /// <summary>Where a column's text stands in a <see cref="RawRow"/>.</summary>
    public int PositionOf(string column) => _positions[column];
}
