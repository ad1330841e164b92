using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>Writes one delivery, row after row, in the shape of the source's sample. Columns that are not mapped stay empty.</summary>
internal sealed class DeliveryWriter : IDisposable
{
    private readonly DeliveryTemplate _template;
    private readonly StreamWriter _file;
    private readonly string[] _cells;
    private readonly (int Column, string Value)[] _kept;
    private string _lastLine = "";

    public DeliveryWriter(DeliveryTemplate template, SourceMapping mapping, string path)
    {
        _template = template;
        _file = new StreamWriter(path, append: false, template.Encoding, bufferSize: 1 << 16);
        _file.Write(template.Top);
        _cells = new string[template.Columns];
        _kept = (mapping.Keep ?? []).Where(rule => rule.Values is not null).Select(rule => (template.ColumnOf(rule.Column), rule.Values![0])).ToArray();
        Clear();
    }

    public long Rows { get; private set; }

    /// <param name="column">Index in the header; −1 sets nothing.</param>
    /// <param name="value">As it is to stand in the file; quoted where it must be.</param>
    public void Set(int column, string value)
    {
        if (column >= 0)
            _cells[column] = value;
    }

    /// <summary>Ends the row.</summary>
    public void WriteRow()
    {
        _lastLine = string.Join(_template.Separator, _cells.Select(Quoted));
        WriteLine();
        Clear();
    }

    /// <summary>The last row once more, byte for byte.</summary>
    public void RepeatRow() => WriteLine();

    public void Dispose() => _file.Dispose();

    private void WriteLine()
    {
        _file.Write(_lastLine);
        _file.Write(_template.LineEnd);
        Rows++;
    }

    private void Clear()
    {
        Array.Fill(_cells, "");
        foreach (var (column, value) in _kept)
            _cells[column] = value;
    }

    private string Quoted(string cell) => cell.AsSpan().ContainsAny(_template.Separator, '"', '\n')
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
