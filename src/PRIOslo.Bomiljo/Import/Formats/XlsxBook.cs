using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>The parts of an <c>.xlsx</c>: its sheets by name, the texts that cells share, and what numbers mean.</summary>
/// <remarks>ISO/IEC 29500-1, 18.2 (workbook) and 18.4 (shared string table); -2, 6.5 (relationships).</remarks>
internal sealed class XlsxBook : IDisposable
{
    private const string Workbook = "xl/workbook.xml";
    private static readonly XmlReaderSettings Settings = new() { IgnoreComments = true, IgnoreProcessingInstructions = true, DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = false, CloseInput = true };
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    private XlsxBook(ZipArchive archive)
    {
        _archive = archive;
        foreach (var entry in archive.Entries)
            _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    /// <summary>In the workbook's order; an empty part for a sheet that is none of rows.</summary>
    public List<(string Name, string Part)> Sheets { get; } = [];

    /// <summary>The texts that cells of type <c>s</c> name by their index.</summary>
    public List<string> Strings { get; } = [];

    public XlsxStyles Styles { get; private set; } = XlsxStyles.None;

    /// <param name="stream">Seekable; stays open.</param>
    /// <returns>Null for what is no zip, or a workbook of another kind.</returns>
    public static XlsxBook? Open(Stream stream)
    {
        if (stream.ReadByte() != 'P' || stream.ReadByte() != 'K')
            return null;
        stream.Position = 0;
        var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var book = new XlsxBook(archive);
        try
        {
            if (book._parts.ContainsKey(Workbook))
                book.ReadWorkbook();
            if (book.Sheets.Count > 0)
                return book;
            book.Dispose();
            return null;
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }

    /// <returns>Null where the workbook names a sheet that is not in it.</returns>
    public XmlReader? OpenSheet(int at) => at < Sheets.Count ? OpenPart(Sheets[at].Part) : null;

    public void Dispose() => _archive.Dispose();

    /// <summary>The text of <c>t</c>, or of the <c>t</c> in each run; how it is pronounced is left out.</summary>
    public static string StringItem(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        string? text = null;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "t")
                text += xml.TextInside();
            else if (xml.LocalName == "rPh")
                xml.SkipInside();
        }

        return text ?? "";
    }

    /// <summary><c>_x000D_</c> stands for the character of that number, ISO/IEC 29500-1, 22.9.2.19.</summary>
    public static string Unescaped(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '_' && at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_'
                && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                at += 6;
            }
            else
            {
                plain.Append(text[at]);
            }
        }

        return plain.ToString();
    }

    private void ReadWorkbook()
    {
        var related = Relations();
        var (from1904, ids) = (false, new List<(string Name, string Id)>());
        using (var xml = OpenPart(Workbook)!)
        {
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                    from1904 = xml.GetAttribute("date1904") is "1" or "true";
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
                    ids.Add((xml.GetAttribute("name") ?? "", xml.AttributeOf("/relationships", "id")));
            }
        }

        foreach (var (name, id) in ids)
            Sheets.Add((name, related.Find(relation => relation.Id == id).Part ?? ""));
        using (var styles = OpenPart(PartOf("/styles", "xl/styles.xml")))
            Styles = XlsxStyles.Read(styles, from1904);
        using var strings = OpenPart(PartOf("/sharedStrings", "xl/sharedStrings.xml"));
        while (strings?.Read() == true)
        {
            if (strings is { NodeType: XmlNodeType.Element, LocalName: "si" })
                Strings.Add(Unescaped(StringItem(strings)));
        }

        string PartOf(string kind, string usual) => related.Find(relation => relation.Kind.EndsWith(kind, StringComparison.Ordinal)).Part ?? usual;
    }

    private List<(string Id, string Kind, string Part)> Relations()
    {
        var found = new List<(string, string, string)>();
        using var xml = OpenPart("xl/_rels/workbook.xml.rels");
        while (xml?.Read() == true)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Target") is { Length: > 0 } target)
                found.Add((xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", target[0] == '/' ? target[1..] : "xl/" + target));
        }

        return found;
    }

    private XmlReader? OpenPart(string name) => _parts.TryGetValue(name, out var part) ? XmlReader.Create(part.Open(), Settings) : null;
}
