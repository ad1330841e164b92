using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Import;

/// <summary>The columns that a mapping names; nothing else of a delivery is read further than the parser.</summary>
public sealed class MappedColumns
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.OrdinalIgnoreCase);

    public MappedColumns(SourceMapping mapping)
    {
        var names = new[] { mapping.Category, mapping.Id, mapping.East, mapping.North, mapping.Area, mapping.Count }
            .Select(field => field?.Column)
            .Append(mapping.OccurredAt.Column)
            .Concat((mapping.Keep ?? []).Select(rule => rule.Column));
        foreach (var name in names.OfType<string>())
            _positions.TryAdd(name, _positions.Count);
    }

    /// <summary>Names in the order in which a <see cref="RawRow"/> holds their values.</summary>
    public IReadOnlyList<string> Names => [.. _positions.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>Where a column's text stands in a <see cref="RawRow"/>.</summary>
    public int PositionOf(string column) => _positions[column];
}
