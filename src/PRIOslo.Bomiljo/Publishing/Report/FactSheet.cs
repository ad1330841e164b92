using System.Globalization;
using System.Xml.Linq;
using PRIOslo.Bomiljo.Problems;
using static PRIOslo.Bomiljo.Publishing.Report.Html;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>One A4 page about a delbydel, to be handed to neighbours.</summary>
/// <remarks>Pure: the same published figures give the same bytes.</remarks>
public static class FactSheet
{
    private const int BarUnitsPerHundred = 33; // 300 per cent of the city's rate is the bar's length

    /// <param name="data">Of the year.</param>
    /// <param name="area">A delbydel's code.</param>
    /// <param name="contact">Whom to ask; one line.</param>
    /// <param name="english">English instead of bokmål.</param>
    /// <returns>UTF-8.</returns>
    /// <exception cref="ProblemException">BOM-661: the year has no such delbydel.</exception>
    public static byte[] Write(ReportData data, string area, string contact, bool english)
    {
        var (texts, figures) = (new ReportTexts(english), data.Figures.Where(figure => figure.Level == "delbydel" && figure.Area == area).ToList());
        if (figures.Count == 0)
            throw new ProblemException(ProblemCode.NoSuchArea, "--area", "the year has no such delbydel.", "Write its four digits, such as 0105.");
        var (tables, sections) = (new ReportTables(data, texts), new ReportSections(data, texts));
        var (name, bydel) = (figures[0].AreaName, figures[0].BydelName);
        var title = texts.With("SheetTitle", name, data.Release.Year.ToString(CultureInfo.InvariantCulture));
        return Document(texts.Tag, title, ReportStyle.Text,
            ReportMap.Definitions(ReportMap.InBydel(data, area)),
            El("main",
                El("div", Class("sheet"),
                    El("div", El("h1", title), El("p", Class("lead"), texts.With("SheetPlace", area, bydel)), El("p", texts.With("SheetLead", texts.Sources(data.Seal.Sources))), sections.Notices()),
                    El("div", ReportMap.OfArea(data, area, texts.With("SheetMap", name, bydel)))),
                El("table", tables.Head("Theme", "Count", "Rate", "Interval", "Unit", "OfCity", "Bar", "Change"),
                    El("tbody", data.Themes.Select(theme => figures.Find(figure => figure.Theme == theme.Theme)).OfType<PublishedFigure>()
                        .Select(figure => Row(data, figure, texts, tables)))),
                El("p", Class("note"), $"{texts["SheetBar"]} {sections.Marked(figures)}".TrimEnd()),
                El("h3", texts["SheetSaidTitle"]), Said(data, figures, texts),
                El("h3", texts["SheetReadTitle"]), El("p", texts["SheetRead"]),
                El("h3", texts["HiddenTitle"]), El("p", texts[figures.Exists(figure => figure.Suppressed) ? "SheetHidden" : "SheetNoneHidden"]),
                El("h3", texts["CoverageTitle"]), El("p", $"{string.Join(" ", data.Coverage.Select(source => Coverage(source, texts)))} {texts.Overrides(data.Seal.Overrides, ReportCorrectionSection.LongestReasonOnASheet)}".TrimEnd()),
                ReportCorrectionSection.Line(data, texts),
                El("p", Class("foot"), contact, El("br"), texts.With("SheetVersion", data.Release.Version.ToString(CultureInfo.InvariantCulture), ReportSections.Fingerprint(data.Figures)[..16]))));
    }

    private static XElement Row(ReportData data, PublishedFigure figure, ReportTexts texts, ReportTables tables)
    {
        var city = data.City(figure.Theme);
        var cells = tables.Values(figure, city).ToList();
        return El("tr", El("th", At("scope", "row"), texts.Theme(data.Themes.First(theme => theme.Theme == figure.Theme))),
            cells.Take(3), El("td", tables.Per(figure)), cells[3],
            El("td", figure is { Rate: { } rate, RateLow: { } low, RateHigh: { } high } && city?.Rate is > 0 and var whole ? Bar(100 * low / whole, 100 * rate / whole, 100 * high / whole)
                : figure.Suppressed ? texts["Hidden"] : figure.Rate is not null && city is { Suppressed: true } ? texts["CityHidden"] : texts["NoRate"]),
            El("td", tables.Change(figure)));
    }

    /// <summary>The themes whose figures stand out, each in one line of words.</summary>
    private static XElement Said(ReportData data, List<PublishedFigure> figures, ReportTexts texts)
    {
        var lines = data.Themes.Select(theme => (theme, Words: figures.Where(figure => figure.Theme == theme.Theme).SelectMany(figure => Words(figure.Classes, texts)).ToList()))
            .Where(line => line.Words.Count > 0).Select(line => El("li", $"{texts.Theme(line.theme)}: {string.Join("; ", line.Words)}.")).ToList();
        return lines.Count == 0 ? El("p", texts["SheetSaidNone"]) : El("ul", Class("said"), lines);
    }

    private static IEnumerable<string> Words(PublishedClasses classes, ReportTexts texts)
    {
        if (classes.RateClass is "above-city" or "below-city")
            yield return texts["RateClass_" + classes.RateClass];
        if (classes.TrendClass is "rising" or "falling")
            yield return texts["Trend_" + classes.TrendClass] + ReportTables.Star(classes.TrendInterpolated);
        if (classes.Lisa is "high-low" or "low-high")
            yield return texts["Lisa_" + classes.Lisa];
        else if (classes.HotspotClass is "hot" or "cold")
            yield return texts["SheetHotspot_" + classes.HotspotClass];
    }

    /// <summary>The interval, the rate in it and a line at the city's, all in per cent of the city's; what is above 300 is cut there.</summary>
    private static XElement Bar(double low, double own, double high)
    {
        return El("svg", Class("bar"), At("viewBox", "0 0 100 10"), At("aria-hidden", "true"),
            El("rect", Class("range"), At("x", Units(low)), At("y", 2), At("width", Math.Max(1, Units(high) - Units(low))), At("height", 6)),
            El("line", Class("hundred"), At("x1", BarUnitsPerHundred), At("x2", BarUnitsPerHundred), At("y1", 0), At("y2", 10)),
            El("rect", Class("own"), At("x", Math.Max(0, Units(own) - 1)), At("y", 1), At("width", 2), At("height", 8)));

        static int Units(double percent) => (int)Math.Round(Math.Clamp(percent, 0, 300) * BarUnitsPerHundred / 100);
    }

    private static string Coverage(PublishedCoverage source, ReportTexts texts) => source.PlacedPercent is { } percent
        ? texts.With("SheetCoverage", texts.Source(source.Source, source.Name), texts.Numbers.Whole(percent), source.Months)
        : texts.With("SheetCoverageMonths", texts.Source(source.Source, source.Name), source.Months);
}
