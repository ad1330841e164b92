using System.Globalization;
using System.Text.Json;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Reads the rows of a JSON or GeoJSON file, one at a time. A row's line is its number among the rows, from 1.</summary>
/// <remarks>The path to the rows goes through any arrays on its way, so a file of pages reads as one list.</remarks>
internal sealed class JsonRows(FileShape file, MappedColumns columns, string shownAs)
{
    private readonly string[] _rows = (file.Rows ?? (file.Format == "geojson" ? "features" : "")).Split('.', StringSplitOptions.RemoveEmptyEntries);
    private readonly string[][] _paths = [.. columns.Names.Select(name => name.Split('.'))];
    private readonly bool[] _seen = new bool[columns.Names.Count];

    /// <param name="stream">UTF-8, after its byte order mark.</param>
    /// <param name="linesBefore">Added to each line number.</param>
    /// <exception cref="ProblemException">BOM-303 a column that no row has; BOM-311 no JSON, or nothing where the rows should be.</exception>
    public IEnumerable<RawRow> Read(Stream stream, int linesBefore)
    {
        var tokens = new JsonTokens(stream, shownAs);
        var rows = 0;
        while (tokens.Peek() != JsonTokenType.None)
        {
            foreach (var row in Under(tokens, 0))
                yield return new RawRow(linesBefore + ++rows, row.ValueKind == JsonValueKind.Object ? Values(row) : null);
        }

        if (rows > 0 && columns.Names.Where((name, at) => !_seen[at] && columns.IsDemanded(name)).Select(name => $"«{name}»").ToList() is { Count: > 0 } missing)
        {
            throw new ProblemException(ProblemCode.MissingColumn, shownAs, $"no row has {string.Join(", ", missing)}.",
                "Correct the column's path in the mapping, or ask the source for it.");
        }

        if (rows == 0 && !_found)
        {
            throw new ProblemException(ProblemCode.BadStructure, shownAs, $"there is no list of rows at «{string.Join('.', _rows)}».",
                "Correct file.rows in the mapping.");
        }
    }

    private bool _found;

    private IEnumerable<JsonElement> Under(JsonTokens tokens, int matched)
    {
        switch (tokens.Peek())
        {
            case JsonTokenType.StartArray:
                tokens.Next();
                _found |= matched == _rows.Length;
                while (tokens.Peek() != JsonTokenType.EndArray)
                {
                    foreach (var row in Under(tokens, matched))
                        yield return row;
                }

                tokens.Next();
                break;
            case JsonTokenType.StartObject when matched < _rows.Length:
                tokens.Next();
                while (tokens.Next() && tokens.Type == JsonTokenType.PropertyName)
                {
                    if (tokens.Name != _rows[matched])
                    {
                        tokens.Value();
                        continue;
                    }

                    foreach (var row in Under(tokens, matched + 1))
                        yield return row;
                }

                break;
            case JsonTokenType.None:
                tokens.Value(); // says that the file ends too early
                break;
            default:
                var value = tokens.Value();
                if (matched == _rows.Length)
                    yield return value;
                break;
        }
    }

    /// <returns>Null for a row with a text that is no text: half of a surrogate pair.</returns>
    private string[]? Values(JsonElement row)
    {
        try
        {
            var values = new string[_paths.Length];
            for (var at = 0; at < values.Length; at++)
                values[at] = Text(row, at);
            return values;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private string Text(JsonElement row, int column)
    {
        var value = row;
        foreach (var step in _paths[column])
        {
            if (value.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.GetArrayLength())
                value = value[index];
            else if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value))
                return "";
        }

        _seen[column] = true;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Null => "",
            JsonValueKind.Array or JsonValueKind.Object => "[]", // no date, number or code: rejected further on
            _ => value.GetRawText(),
        };
    }
}
