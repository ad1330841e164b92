using System.Xml;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Steps of an <see cref="XmlReader"/> that stands on an element and is left on its end.</summary>
internal static class XmlText
{
    /// <returns>The element's own text.</returns>
    public static string TextInside(this XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var text = "";
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                text = text.Length == 0 ? xml.Value : text + xml.Value;
        }

        return text;
    }

    /// <summary>Past everything in the element.</summary>
    public static void SkipInside(this XmlReader xml)
    {
        var depth = xml.Depth;
        while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth)
        {
        }
    }

    /// <param name="namespaceEnd">The namespaces of the two editions of the format end alike.</param>
    /// <returns>Empty where the element has none.</returns>
    public static string AttributeOf(this XmlReader xml, string namespaceEnd, string name)
    {
        var value = "";
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == name && xml.NamespaceURI.EndsWith(namespaceEnd, StringComparison.Ordinal))
                value = xml.Value;
        }

        xml.MoveToElement();
        return value;
    }
}
