using System.Globalization;
using System.Xml.Linq;
using static PRIOslo.Bomiljo.Publishing.Report.Html;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>The yearly report: one HTML file that needs nothing else, for screen and A4.</summary>
/// <remarks>Pure: the same published figures give the same bytes.</remarks>
public static class YearReport
{
    /// <param name="data">Of the year.</param>
    /// <param name="english">English instead of bokmål.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(ReportData data, bool english)
    {
        var texts = new ReportTexts(english);
        var (tables, sections) = (new ReportTables(data, texts), new ReportSections(data, texts));
        var title = texts.With("Title", data.Release.Year);
        return Document(texts.Tag, title, ReportStyle.Text,
            ReportMap.Definitions(data.Shapes),
            El("header", El("h1", title), El("p", Class("lead"), texts["Lead"]), sections.Notices(), sections.Marked(data.Figures) is { Length: > 0 } mark ? El("p", Class("notice"), mark) : null),
            El("main",
                sections.Summary(tables),
                data.Themes.Select(theme => Theme(data, theme, texts, tables)),
                sections.Changes(), sections.Trends(), sections.HotSpots(), sections.Coverage(), sections.Measures(), sections.Hidden(), sections.Method(), sections.Seal()));
    }

    private static XElement Theme(ReportData data, PublishedTheme theme, ReportTexts texts, ReportTables tables)
    {
        var name = texts.Theme(theme);
        var per = data.City(theme.Theme) is { } city ? tables.Per(city) : "";
        return El("section", Class("theme"),
            El("h2", texts.With("ThemeTitle", name, data.Release.Year.ToString(CultureInfo.InvariantCulture))),
            El("p", texts.With("ThemeLead", per)),
            ReportMap.OfTheme(data, theme.Theme, texts.With("MapLabel", name)),
            tables.Legend(theme.Theme),
            El("h3", texts["BydelTitle"]), tables.Of("bydel", theme),
            El("h3", texts["DelbydelTitle"]), tables.Of("delbydel", theme),
            El("p", Class("note"), texts["TableNote"]));
    }
}
