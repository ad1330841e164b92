using System.Globalization;
using System.Xml;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>What a number in a cell of a style means: a number, a moment or a span of time.</summary>
/// <remarks>ISO/IEC 29500-1, 18.8.30 and 18.8.31 (number formats and their codes).</remarks>
internal sealed class XlsxStyles
{
    private const double FirstDay = -657_435; // 0100-01-01
    private const double AfterLastDay = 2_958_466; // 10000-01-01
    private const double LongestSpanDays = 10_675_199; // what a TimeSpan holds
    private const int DaysTo1904 = 1_462;
    private readonly List<Meaning> _meanings;
    private readonly bool _from1904;

    private XlsxStyles(List<Meaning> meanings, bool from1904)
    {
        _meanings = meanings;
        _from1904 = from1904;
    }

    private enum Meaning
    {
        Number,
        Moment,
        Span,
    }

    public static XlsxStyles None { get; } = new([], from1904: false);

    /// <param name="xml">The part; null where the workbook has none.</param>
    /// <param name="from1904">True if the workbook counts days from 1904 on.</param>
    public static XlsxStyles Read(XmlReader? xml, bool from1904)
    {
        var codes = new Dictionary<int, string>();
        var meanings = new List<Meaning>();
        var isCell = false;
        while (xml?.Read() == true)
        {
            if (xml is { LocalName: "cellXfs" })
                isCell = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && int.TryParse(xml.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var id))
                codes[id] = xml.GetAttribute("formatCode") ?? "";
            else if (isCell && xml is { NodeType: XmlNodeType.Element, LocalName: "xf" })
                meanings.Add(int.TryParse(xml.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var format) ? codes.TryGetValue(format, out var code) ? MeaningOf(code) : MeaningOf(format) : Meaning.Number);
        }

        return new(meanings, from1904);
    }

    /// <returns>double, DateTime or TimeSpan; a day before 1 March 1900 is counted as spreadsheets do, which know a 29 February then.</returns>
    public object Read(double number, int style)
    {
        switch (style >= 0 && style < _meanings.Count ? _meanings[style] : Meaning.Number)
        {
            case Meaning.Moment:
                var day = _from1904 ? number + DaysTo1904 : number is >= 0 and < 60 ? number + 1 : number;
                return day is > FirstDay and < AfterLastDay ? DateTime.FromOADate(day) : number;
            case Meaning.Span when Math.Abs(number) < LongestSpanDays:
                return TimeSpan.FromDays(number);
            default:
                return number;
        }
    }

    private static Meaning MeaningOf(int builtIn) => builtIn switch
    {
        (>= 14 and <= 22) or 45 or 47 => Meaning.Moment,
        46 => Meaning.Span,
        _ => Meaning.Number,
    };

    /// <summary>A format is one of time if a letter of time stands outside quotes, escapes and brackets before any digit does.</summary>
    private static Meaning MeaningOf(string code)
    {
        for (var at = 0; at < code.Length && code[at] != ';'; at++)
        {
            switch (code[at])
            {
                case '"':
                    at = Past(code, at, '"');
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '[':
                    var end = Past(code, at, ']');
                    if (end > at + 1 && code.AsSpan(at + 1, end - at - 1).Trim("hHmMsS").IsEmpty)
                        return Meaning.Span;
                    at = end;
                    break;
                case 'G' or 'g' when code.AsSpan(at).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                case '0' or '#' or '?' or '@':
                    return Meaning.Number;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S' or 'e' or 'E' or 'g' or 'G' or 'b' or 'B':
                    return Meaning.Moment;
            }
        }

        return Meaning.Number;
    }

    private static int Past(string code, int at, char end)
    {
        var found = code.IndexOf(end, at + 1);
        return found < 0 ? code.Length - 1 : found;
    }
}
