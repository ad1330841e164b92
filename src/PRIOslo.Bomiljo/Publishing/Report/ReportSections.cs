using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Incidents;
using static PRIOslo.Bomiljo.Publishing.Report.Html;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>What the report tells beside maps and tables.</summary>
internal sealed class ReportSections(ReportData data, ReportTexts texts)
{
    private static readonly string[] Compared = ["up", "down", "no-change"];
    private static readonly string?[] Trended = ["rising", "falling", "no-trend"];
    private static readonly string[] Apart = ["high-low", "low-high"];

    public IEnumerable<XElement> Notices()
    {
        if (data.Release.Provisional)
            yield return El("p", Class("notice"), texts["Provisional"]);
        if (data.Release.Approximate)
            yield return El("p", Class("notice"), texts["Approximate"]);
        if (data.Release.SameEvents)
            yield return El("p", Class("notice"), texts["SameEvents"]);
    }

    /// <summary>What the mark of <see cref="ReportTables.Star"/> means; nothing where none of the figures is told with it.</summary>
    public string Marked(IEnumerable<PublishedFigure> figures) =>
        figures.Any(figure => (figure.Interpolated && figure.Rate is not null)
            || (figure.Classes.ChangeInterpolated && figure.Classes.ChangeClass is not null)
            || (figure.Classes.TrendInterpolated && figure.Classes.TrendClass is "rising" or "falling")) ? texts["Interpolated"] : "";

    /// <summary>The city's figures, theme by theme.</summary>
    public XElement Summary(ReportTables tables) => Section("Summary",
        El("table", tables.Head("Theme", "Count", "Rate", "Interval", "Unit"),
            El("tbody", data.Themes.Select(theme => data.City(theme.Theme)).OfType<PublishedFigure>().Select(city => El("tr",
                El("th", At("scope", "row"), ThemeName(city.Theme)), tables.Values(city, city: null).Take(3), El("td", tables.Per(city)))))),
        El("h3", texts["ReadTitle"]), El("ul", Lines("Read", 4)));

    /// <summary>Theme by theme; the total is in no family of tests, and is not marked.</summary>
    public XElement Changes()
    {
        var classes = data.Figures.Where(figure => figure.Level == "delbydel" && figure.Theme != Taxonomy.Total && figure.Classes.ChangeClass is not null).ToLookup(figure => figure.Theme, StringComparer.Ordinal);
        return Section("Changes",
            classes.Count == 0 ? El("p", texts["ChangesNone"]) : El("table",
                El("thead", El("tr", El("th", At("scope", "col"), texts["ColumnTheme"]), Compared.Select(change => El("th", At("scope", "col"), texts["Change_" + change])), El("th", At("scope", "col"), texts["ChangeCannot"]))),
                El("tbody", data.Themes.Where(theme => theme.Theme != Taxonomy.Total).Select(theme => El("tr", El("th", At("scope", "row"), texts.Theme(theme)),
                    Compared.Select(change => El("td", Areas(classes[theme.Theme].Where(figure => figure.Classes.ChangeClass == change), listed: change != "no-change", classes => classes.ChangeInterpolated))),
                    El("td", Areas(data.Of("delbydel", theme.Theme).Where(figure => !Compared.Contains(figure.Classes.ChangeClass)), listed: false)))))),
            El("h3", texts["BreaksTitle"]),
            data.SeriesBreaks.Count == 0 ? El("p", texts["BreaksNone"]) : El("ul", data.SeriesBreaks.Select(one => El("li",
                texts.With("Break", one.Kind == "source" ? texts.Source(one.Name, one.SourceName) : ThemeName(one.Name), one.Year.ToString(CultureInfo.InvariantCulture))))),
            data.SeriesBreaks.Any(one => one.Kind == "source") ? El("p", texts["BreaksWhy"]) : null,
            El("h3", texts["CannotTitle"]), El("ul", Lines("Cannot", 4)));
    }

    /// <summary>Where the whole unbroken series rises or falls.</summary>
    public XElement Trends()
    {
        var told = data.Figures.Where(figure => figure.Level == "delbydel" && Trended.Contains(figure.Classes.TrendClass)).ToLookup(figure => figure.Theme, StringComparer.Ordinal);
        return Section("Trends", El("p", texts["TrendsText"]),
            told.Count == 0 ? El("p", texts["TrendsNone"]) : El("table",
                El("thead", El("tr", El("th", At("scope", "col"), texts["ColumnTheme"]), Trended.Select(trend => El("th", At("scope", "col"), texts["Trend_" + trend])), El("th", At("scope", "col"), texts["ChangeCannot"]))),
                El("tbody", data.Themes.Where(theme => told.Contains(theme.Theme)).Select(theme => El("tr", El("th", At("scope", "row"), texts.Theme(theme)),
                    Trended.Select(trend => El("td", Areas(told[theme.Theme].Where(figure => figure.Classes.TrendClass == trend), listed: trend != "no-trend", classes => classes.TrendInterpolated))),
                    El("td", Areas(data.Of("delbydel", theme.Theme).Where(figure => !Trended.Contains(figure.Classes.TrendClass)), listed: false)))))));
    }

    public XElement HotSpots()
    {
        var marked = data.Figures.Where(figure => figure.Level == "delbydel" && figure.Classes.HotspotClass is not null).ToLookup(figure => figure.Theme, StringComparer.Ordinal);
        return Section("HotSpots", El("p", texts["HotSpotsText"]),
            marked.Count == 0 ? El("p", texts["HotSpotsNone"]) : El("table",
                El("thead", El("tr", El("th", At("scope", "col"), texts["ColumnTheme"]), El("th", At("scope", "col"), texts["Hotspot_hot"]), El("th", At("scope", "col"), texts["Hotspot_cold"]))),
                El("tbody", data.Themes.Where(theme => marked.Contains(theme.Theme)).Select(theme => El("tr", El("th", At("scope", "row"), texts.Theme(theme)),
                    El("td", Areas(marked[theme.Theme].Where(figure => figure.Classes.HotspotClass == "hot"), listed: true)),
                    El("td", Areas(marked[theme.Theme].Where(figure => figure.Classes.HotspotClass == "cold"), listed: true)))))),
            El("h3", texts["ApartTitle"]), El("p", texts["ApartText"]), AloneApart());
    }

    /// <summary>Local Moran's outliers: unlike their neighbours.</summary>
    private XElement AloneApart()
    {
        var apart = data.Figures.Where(figure => figure.Level == "delbydel" && Apart.Contains(figure.Classes.Lisa)).ToLookup(figure => figure.Theme, StringComparer.Ordinal);
        return apart.Count == 0 ? El("p", texts["ApartNone"]) : El("table",
            El("thead", El("tr", El("th", At("scope", "col"), texts["ColumnTheme"]), Apart.Select(lisa => El("th", At("scope", "col"), texts["Lisa_" + lisa])))),
            El("tbody", data.Themes.Where(theme => apart.Contains(theme.Theme)).Select(theme => El("tr", El("th", At("scope", "row"), texts.Theme(theme)),
                Apart.Select(lisa => El("td", Areas(apart[theme.Theme].Where(figure => figure.Classes.Lisa == lisa), listed: true)))))));
    }

    public XElement Coverage() => Section("Coverage", El("p", texts["CoverageText"]),
        El("table", El("thead", El("tr", El("th", At("scope", "col"), texts["ColumnSource"]), El("th", At("scope", "col"), Class("number"), texts["ColumnPlaced"]), El("th", At("scope", "col"), Class("number"), texts["ColumnMonths"]))),
            El("tbody", data.Coverage.Select(source => El("tr", El("th", At("scope", "row"), texts.Source(source.Source, source.Name)),
                ReportTables.Number(source.PlacedPercent is { } percent ? $"{texts.Numbers.Whole(percent)} %" : "–"),
                ReportTables.Number(texts.With("OfTwelve", source.Months)))))),
        El("h3", texts["OverridesTitle"]),
        data.Seal.Overrides.Count == 0 ? El("p", texts["OverridesNone"]) : El("ul", data.Seal.Overrides.Select(one => El("li", texts.Override(one)))));

    public XElement Measures() => Section("Measures", El("p", texts["MeasuresText"]),
        data.Events.Count == 0 ? El("p", texts["MeasuresNone"]) : El("table",
            El("thead", El("tr", new[] { "ColumnKind", "ColumnArea", "ColumnPeriod", "ColumnWhat" }.Select(key => El("th", At("scope", "col"), texts[key])))),
            El("tbody", data.Events.Select(one => El("tr",
                El("td", texts.OrCode("Event_", one.Kind)), El("td", one.Area is null ? texts["City"] : $"{one.Area} {one.AreaName}".TrimEnd()),
                El("td", $"{texts.Numbers.Day(one.FirstDay)} – {(one.LastDay is { } last ? texts.Numbers.Day(last) : "")}".TrimEnd()), El("td", one.Text))))));

    /// <summary>How much is hidden, theme by theme.</summary>
    public XElement Hidden()
    {
        var numbers = texts.Numbers;
        return Section("Hidden", El("p", texts["HiddenText"]),
            El("p", texts.With("HiddenAll", numbers.Whole(data.Release.Suppressed), numbers.Whole(data.Release.Cells), numbers.Rate(100.0 * data.Release.Suppressed / Math.Max(1, data.Release.Cells)))),
            El("table",
                El("thead", El("tr", El("th", At("scope", "col"), texts["ColumnTheme"]), El("th", At("scope", "col"), Class("number"), texts["ColumnHiddenDelbydel"]), El("th", At("scope", "col"), Class("number"), texts["ColumnHiddenBydel"]))),
                El("tbody", data.Themes.Select(theme => El("tr", El("th", At("scope", "row"), texts.Theme(theme)), Share("delbydel", theme), Share("bydel", theme))))));

        XElement Share(string level, PublishedTheme theme)
        {
            var cells = data.Of(level, theme.Theme).ToList();
            return ReportTables.Number(texts.With("OfAll", cells.Count(cell => cell.Suppressed), cells.Count));
        }
    }

    public XElement Method() => Section("Method",
        El("p", texts.With("Method1", texts.Sources(data.Seal.Sources))), Lines("Method", 6).Skip(1).Select(line => El("p", line.Nodes())));

    public XElement Seal() => Section("Seal", El("p", texts["SealText"]),
        El("dl",
            Pair("SealVersion", data.Release.Version.ToString(CultureInfo.InvariantCulture)),
            Pair("SealPublished", texts.Numbers.Day(OsloTime.DayOf(data.Release.PublishedAt))),
            Pair("SealProgram", data.Seal.ProgramVersion),
            Pair("SealFrozen", data.Seal.FrozenSha256 ?? texts["SealNotFrozen"]),
            Pair("SealFigures", Fingerprint(data.Figures))));

    /// <summary>SHA-256 over the published cells: one line each (<c>level;area;theme;count;rate;rate_low;rate_high;suppressed</c>, decimal
    /// point, shortest form that reads back the same, nothing for null), in the order of level, area and theme.</summary>
    internal static string Fingerprint(IEnumerable<PublishedFigure> figures)
    {
        var text = string.Concat(figures.OrderBy(f => f.Level, StringComparer.Ordinal).ThenBy(f => f.Area, StringComparer.Ordinal).ThenBy(f => f.Theme, StringComparer.Ordinal)
            .Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Level};{f.Area};{f.Theme};{f.Count};{f.Rate:R};{f.RateLow:R};{f.RateHigh:R};{(f.Suppressed ? "true" : "false")}\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private XElement Section(string key, params object?[] content) => El("section", El("h2", texts[key + "Title"]), content);

    private IEnumerable<XElement> Lines(string key, int count) =>
        Enumerable.Range(1, count).Select(number => El("li", texts[string.Create(CultureInfo.InvariantCulture, $"{key}{number}")]));

    private XElement[] Pair(string key, string value) => [El("dt", texts[key]), El("dd", value)];

    private string ThemeName(string code) => data.Themes.FirstOrDefault(theme => theme.Theme == code) is { } theme ? texts.Theme(theme) : code;

    /// <param name="interpolated">Which of them are marked; null marks none.</param>
    private string Areas(IEnumerable<PublishedFigure> figures, bool listed, Predicate<PublishedClasses>? interpolated = null)
    {
        var all = figures.ToList();
        return !listed || all.Count == 0 ? texts.Areas(all.Count) : string.Join(", ", all.Select(figure => $"{figure.AreaName} ({figure.Area})" + ReportTables.Star(interpolated?.Invoke(figure.Classes) ?? false)));
    }
}
