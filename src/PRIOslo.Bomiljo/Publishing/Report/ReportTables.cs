using System.Globalization;
using System.Xml.Linq;
using PRIOslo.Bomiljo.Geography;
using static PRIOslo.Bomiljo.Publishing.Report.Html;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>Tables and legends of a theme's figures. Areas stand in the order of their codes; none is listed by how bad it is.</summary>
internal sealed class ReportTables(ReportData data, ReportTexts texts)
{
    private static readonly string[] Numeric = ["Count", "Rate", "Interval", "OfCity", "Place", "Class"];

    /// <summary>Every area of a level: count, rate with interval, per cent of the city's rate, possible places, class, change and how it stands against the city.</summary>
    public XElement Of(string level, PublishedTheme theme)
    {
        var figures = data.Of(level, theme.Theme).ToList();
        var ranges = Ranges(figures);
        var city = data.City(theme.Theme);
        return El("table", Class("figures"),
            Head("Code", level == "bydel" ? "Bydel" : "Delbydel", "Count", "Rate", "Interval", "OfCity", "Place", level == "bydel" ? null : "Class", "Change", level == "bydel" ? null : "AgainstCity"),
            El("tbody", figures.Select(figure => El("tr",
                El("td", figure.Area), El("th", At("scope", "row"), figure.AreaName), Values(figure, city),
                Number(ranges.TryGetValue(figure.Area, out var range) ? $"{range.First}–{range.Last}" : "–"),
                level == "bydel" ? null : Number(ClassNumber(figure)),
                El("td", Change(figure)),
                level == "bydel" ? null : El("td", AgainstCity(figure))))));
    }

    /// <summary>Count, rate, interval and per cent of the city's rate; the sign for hidden where they are hidden.</summary>
    public IEnumerable<XElement> Values(PublishedFigure figure, PublishedFigure? city)
    {
        var numbers = texts.Numbers;
        var gone = figure.Suppressed ? ":" : "–";
        yield return Number(figure.Count is { } count ? numbers.Whole(count) : gone);
        yield return Number(figure.Rate is { } rate ? numbers.Rate(rate) + Star(figure.Interpolated) : gone);
        yield return Number(figure is { RateLow: { } low, RateHigh: { } high } ? numbers.Interval(low, high) : gone);
        yield return Number(figure.Rate is not { } own ? gone : city?.Rate is > 0 and var whole ? numbers.Whole(100 * own / whole) : city is { Suppressed: true } ? ":" : gone);
    }

    public XElement Head(params string?[] keys) =>
        El("thead", El("tr", keys.OfType<string>().Select(key => El("th", At("scope", "col"), Numeric.Contains(key) ? Class("number") : null, texts["Column" + key]))));

    public string Per(PublishedFigure figure) => texts.With("Per_" + figure.DenominatorUnit, texts.Numbers.Whole(figure.RatePer));

    public string Change(PublishedFigure figure) => figure.Classes.ChangeClass is { } change ? texts.OrCode("Change_", change) + Star(figure.Classes.ChangeInterpolated) : "–";

    /// <summary>The mark of what rests on a denominator between two known years; a notice tells what it means.</summary>
    public static string Star(bool interpolated) => interpolated ? " *" : "";

    /// <summary>The rate class in words: clearly above the city, clearly below it, or not clearly different.</summary>
    public string AgainstCity(PublishedFigure figure) => figure.Classes.RateClass is { } rate ? texts["RateClass_" + rate] : "–";

    public static XElement Number(string text) => El("td", Class("number"), text);

    /// <summary>The classes with their limits, their numbers as in the map, and how many areas are in each.</summary>
    public XElement Legend(string theme)
    {
        var (breaks, figures) = (data.Breaks[theme], data.Of("delbydel", theme).ToList());
        var entries = Enumerable.Range(0, breaks.Classes).Select(index => Entry(
            string.Create(CultureInfo.InvariantCulture, $"c{breaks.ColourOf(index)}"), (index + 1).ToString(CultureInfo.InvariantCulture), Limits(breaks, index),
            figures.Count(figure => figure.Rate is { } rate && breaks.ClassOf(rate) == index)));
        return El("ul", Class("legend"), entries,
            Entry("hidden", "", texts["Hidden"], figures.Count(figure => figure.Kind() == CellKind.Hidden)),
            Entry("norate", "", texts["NoRate"], figures.Count(figure => figure.Kind() == CellKind.NoResidents)));
    }

    private XElement Entry(string kind, string number, string text, int areas) => El("li",
        El("svg", Class("swatch"), At("viewBox", "0 0 54 36"), At("aria-hidden", "true"),
            El("rect", Class(kind), At("width", 54), At("height", 36)),
            El("text", Class(kind is "c3" or "c4" ? "light" : "dark"), At("x", 27), At("y", 18), number)),
        " " + text + " ", El("span", Class("few"), texts.Areas(areas)));

    private string Limits(ClassBreaks breaks, int index)
    {
        var (limits, numbers) = (breaks.Limits, texts.Numbers);
        return limits.Count == 0 ? texts["ClassAll"]
            : index == 0 ? texts.With("ClassBelow", numbers.Limit(limits[0]))
            : index == limits.Count ? texts.With("ClassFrom", numbers.Limit(limits[^1]))
            : texts.With("ClassBetween", numbers.Limit(limits[index - 1]), numbers.Limit(limits[index]));
    }

    private string ClassNumber(PublishedFigure figure) =>
        figure.Rate is { } rate ? (data.Breaks[figure.Theme].ClassOf(rate) + 1).ToString(CultureInfo.InvariantCulture) : figure.Suppressed ? ":" : "–";

    /// <summary>Among shown areas that are ranked at all.</summary>
    private static Dictionary<string, RankRange> Ranges(IEnumerable<PublishedFigure> figures)
    {
        var ranked = figures.Where(figure => figure is { RateLow: not null, RateHigh: not null } && !IsSpecial(figure)).ToList();
        var ranges = RankRange.Of([.. ranked.Select(figure => (figure.RateLow!.Value, figure.RateHigh!.Value))]);
        return ranked.Zip(ranges).ToDictionary(pair => pair.First.Area, pair => pair.Second, StringComparer.Ordinal);
    }

    // The bydeler 16 and 17 are Sentrum and Marka alone.
    private static bool IsSpecial(PublishedFigure figure) =>
        DelbydelCode.TryParse(figure.Level == "bydel" ? figure.Area + "01" : figure.Area, out var code) && code.IsSpecial;
}
