using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>Builds a page as a tree, so that every text is escaped; the same tree gives the same bytes.</summary>
internal static class Html
{
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "meta", "br", "col" };

    public static XElement El(string name, params object?[] content) => new(name, content);

    public static XAttribute Class(string value) => new("class", value);

    public static XAttribute At(string name, int value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    public static XAttribute At(string name, string value) => new(name, value);

    /// <param name="language">The value of <c>lang</c>: nb or en.</param>
    /// <param name="title">Of the document.</param>
    /// <param name="style">A style sheet without &lt;, &gt; and &amp;, which the element holds as they stand.</param>
    /// <param name="body">What the body holds. Each table gets a box that a narrow screen can scroll by itself.</param>
    /// <returns>A whole HTML document, UTF-8 without a byte order mark.</returns>
    public static byte[] Document(string language, string title, string style, params object?[] body)
    {
        var page = El("html", At("lang", language),
            El("head", El("meta", At("charset", "utf-8")), El("meta", At("name", "viewport"), At("content", "width=device-width, initial-scale=1")),
                El("title", title), El("style", style)),
            El("body", body));
        foreach (var table in page.Descendants("table").ToList())
            table.ReplaceWith(El("div", Class("scrolled"), table));
        foreach (var empty in page.DescendantsAndSelf().Where(element => element.IsEmpty && !Void.Contains(element.Name.LocalName)))
            empty.SetValue("");

        using var bytes = new MemoryStream();
        bytes.Write("<!DOCTYPE html>\n"u8);
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false), CheckCharacters = false, NewLineHandling = NewLineHandling.None };
        using (var writer = XmlWriter.Create(bytes, settings))
            page.WriteTo(writer);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
