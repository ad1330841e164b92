using System.Globalization;
using System.Xml;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>The sheets of an <c>.xlsx</c>, read once from front to back.</summary>
/// <remarks>
/// ISO/IEC 29500-1, 18.3 (worksheets). ExcelDataReader reads each sheet twice, the first time only to learn how wide it is; a test
/// holds that both give the same cells. A cell's text is made into a value when it is asked for.
/// </remarks>
internal sealed class XlsxSheets : ISheets
{
    private const int MostColumns = 16_384;

    /// <summary>A cell as it stands in the file.</summary>
    private record struct Cell(string? Text, char Type, int Style);

    private readonly XlsxBook _book;
    private readonly List<Cell> _cells = [];
    private int _sheet;
    private XmlReader? _xml;
    private int _row; // the last that was given out, from 1
    private int _ahead; // the row in _cells, where rows before it are left out; 0 for none

    /// <param name="book">Closed with this.</param>
    public XlsxSheets(XlsxBook book)
    {
        _book = book;
        Open();
    }

    public string Name => _book.Sheets[_sheet].Name;

    public int FieldCount => _ahead > _row ? 0 : _cells.Count;

    public bool NextResult()
    {
        if (_sheet + 1 >= _book.Sheets.Count)
            return false;
        _sheet++;
        Open();
        return true;
    }

    public bool Read()
    {
        if (_ahead > _row)
        {
            _row++;
            return true;
        }

        _cells.Clear();
        while (_xml?.Read() == true)
        {
            if (_xml is { NodeType: XmlNodeType.EndElement, LocalName: "sheetData" })
                break;
            if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "row" })
                continue;
            _ahead = Math.Max(int.TryParse(_xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var stated) ? stated : 0, _row + 1);
            ReadCells(_xml);
            _row++;
            return true;
        }

        _xml?.Dispose();
        _xml = null;
        return false;
    }

    public bool IsBlank(int at) => at >= FieldCount || (_cells[at] is var cell && (string.IsNullOrEmpty(cell.Text) || cell.Type == 'e'))
        || (cell.Type == 's' && Value(at) is "");

    public object? Value(int at)
    {
        if (at >= FieldCount || _cells[at] is not { Text.Length: > 0 } cell)
            return null;
        return cell.Type switch
        {
            'e' => null,
            's' => int.TryParse(cell.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _book.Strings.Count ? _book.Strings[index] : cell.Text,
            't' => XlsxBook.Unescaped(cell.Text),
            'b' => cell.Text == "1",
            'd' => DateTimeOffset.TryParse(cell.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date.DateTime : cell.Text, // the clock as written, whatever the zone
            _ => double.TryParse(cell.Text, NumberStyles.Any, CultureInfo.InvariantCulture, out var number) ? _book.Styles.Read(number, cell.Style) : cell.Text,
        };
    }

    public void Dispose()
    {
        _xml?.Dispose();
        _book.Dispose();
    }

    private void Open()
    {
        _xml?.Dispose();
        _xml = _book.OpenSheet(_sheet);
        (_row, _ahead) = (0, 0);
        _cells.Clear();
    }

    private void ReadCells(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return;
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "c")
                ReadCell(xml);
            else
                xml.SkipInside();
        }
    }

    private void ReadCell(XmlReader xml)
    {
        var (at, type, style) = (_cells.Count, 'n', -1);
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            switch (xml.LocalName)
            {
                case "r":
                    at = ColumnOf(xml.Value, at);
                    break;
                case "t":
                    type = TypeOf(xml.Value);
                    break;
                case "s":
                    style = int.TryParse(xml.Value, CultureInfo.InvariantCulture, out var read) ? read : -1;
                    break;
            }
        }

        xml.MoveToElement();
        if (at >= MostColumns)
            throw new InvalidDataException("A cell stands further out than cells can.");
        while (_cells.Count <= at)
            _cells.Add(default);
        _cells[at] = new(TextOf(xml), type, style);
    }

    /// <returns>What stands in <c>v</c> or <c>is</c>; null where neither does.</returns>
    private static string? TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return null;
        string? text = null;
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName is "v")
                text = xml.TextInside();
            else if (xml.LocalName is "is")
                text = XlsxBook.StringItem(xml);
            else
                xml.SkipInside();
        }

        return text;
    }

    private static char TypeOf(string type) => type switch
    {
        "inlineStr" or "str" => 't',
        [var letter] => letter,
        _ => 'n',
    };

    /// <returns>0 for <c>A7</c>, 26 for <c>AA7</c>.</returns>
    private static int ColumnOf(string reference, int otherwise)
    {
        var column = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetterUpper(letter) || column > MostColumns)
                break;
            column = (column * 26) + letter - 'A' + 1;
        }

        return column == 0 ? otherwise : column - 1;
    }
}
