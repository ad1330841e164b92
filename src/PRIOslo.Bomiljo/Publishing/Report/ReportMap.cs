using System.Globalization;
using System.Text;
using System.Xml.Linq;
using PRIOslo.Bomiljo.Geography;
using static PRIOslo.Bomiljo.Publishing.Report.Html;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>Maps as SVG. One unit is ten metres, north is up. Each outline stands once in the document, and maps refer to it.</summary>
internal static class ReportMap
{
    private const int UnitMetres = 10;
    private const int MarginUnits = 12;
    private const int LeastLabelRadiusMetres = 110; // less leaves no room for a digit of 2 mm

    /// <summary>Outlines and the hatching of hidden areas, to be put once in front of all maps.</summary>
    public static XElement Definitions(IEnumerable<ReportShape> shapes) =>
        El("svg", Class("defs"), At("width", 0), At("height", 0), At("aria-hidden", "true"),
            El("defs",
                El("pattern", At("id", "hatch"), At("width", 18), At("height", 18), At("patternUnits", "userSpaceOnUse"), At("patternTransform", "rotate(45)"),
                    El("rect", At("width", 18), At("height", 18), At("fill", "#ffffff")),
                    El("line", At("x1", 0), At("y1", 0), At("x2", 0), At("y2", 18), At("stroke", "#333333"), At("stroke-width", 6))),
                shapes.Select(shape => El("path", At("id", Id(shape)), At("d", Outline(shape)), At("fill-rule", "evenodd")))));

    /// <summary>A theme's delbydeler in their classes, with the class's number in each area that has room for it.</summary>
    /// <param name="data">Of the year.</param>
    /// <param name="theme">Its code.</param>
    /// <param name="label">What the picture is, for readers who do not see it.</param>
    public static XElement OfTheme(ReportData data, string theme, string label)
    {
        var figures = data.Of("delbydel", theme).ToDictionary(figure => figure.Area, StringComparer.Ordinal);
        var shapes = data.Shapes.Where(shape => shape.Level == "delbydel" && figures.ContainsKey(shape.Area)).ToList();
        var breaks = data.Breaks[theme];
        return Picture("map", label, shapes.Where(shape => !IsMarka(shape)),
            shapes.OrderBy(IsMarka).Select(shape => Use(shape, Fill(figures[shape.Area], breaks))),
            data.Shapes.Where(shape => shape.Level == "bydel").Select(shape => Use(shape, "border")),
            shapes.Where(shape => shape.RadiusMetres >= LeastLabelRadiusMetres && figures[shape.Area].Rate is not null)
                .Select(shape => Label(shape, breaks.ClassOf(figures[shape.Area].Rate!.Value), breaks)));
    }

    /// <summary>A delbydel in its bydel.</summary>
    /// <param name="data">Of the year.</param>
    /// <param name="area">The delbydel's code.</param>
    /// <param name="label">What the picture is.</param>
    public static XElement? OfArea(ReportData data, string area, string label)
    {
        var shapes = InBydel(data, area).ToList();
        return shapes.Exists(shape => shape.Area == area)
            ? Picture("place", label, shapes, shapes.OrderBy(shape => shape.Area == area).Select(shape => Use(shape, shape.Area == area ? "chosen" : "beside")))
            : null;
    }

    public static IEnumerable<ReportShape> InBydel(ReportData data, string area) =>
        data.Shapes.Where(shape => shape.Level == "delbydel" && shape.Area.StartsWith(area[..2], StringComparison.Ordinal));

    /// <summary>The class of the style sheet for a cell: <c>c0</c> to <c>c4</c>, <c>hidden</c> or <c>norate</c>.</summary>
    public static string Fill(PublishedFigure figure, ClassBreaks breaks) => figure.Kind() switch
    {
        CellKind.Hidden => "hidden",
        CellKind.NoResidents => "norate",
        _ => string.Create(CultureInfo.InvariantCulture, $"c{breaks.ColourOf(breaks.ClassOf(figure.Rate!.Value))}"),
    };

    private static XElement Picture(string kind, string label, IEnumerable<ReportShape> shown, params IEnumerable<XElement>[] layers)
    {
        var corners = shown.SelectMany(shape => shape.Rings).SelectMany(ring => ring).Select(Place).DefaultIfEmpty((X: 0, Y: 0)).ToList();
        var (left, top) = (corners.Min(at => at.X) - MarginUnits, corners.Min(at => at.Y) - MarginUnits);
        var (width, height) = (corners.Max(at => at.X) + MarginUnits - left, corners.Max(at => at.Y) + MarginUnits - top);
        return El("svg", Class(kind), At("role", "img"), At("aria-label", label),
            At("viewBox", string.Create(CultureInfo.InvariantCulture, $"{left} {top} {width} {height}")), layers);
    }

    private static XElement Use(ReportShape shape, string kind) => El("use", At("href", "#" + Id(shape)), Class(kind));

    private static XElement Label(ReportShape shape, int index, ClassBreaks breaks)
    {
        var at = Place(shape.Centre);
        return El("text", Class(breaks.ColourOf(index) >= 3 ? "light" : "dark"), At("x", at.X), At("y", at.Y), (index + 1).ToString(CultureInfo.InvariantCulture));
    }

    private static string Outline(ReportShape shape)
    {
        var path = new StringBuilder();
        foreach (var ring in shape.Rings)
        {
            var before = Place(ring[0]);
            path.Append(CultureInfo.InvariantCulture, $"M{before.X} {before.Y}l");
            foreach (var at in ring.Skip(1).SkipLast(1).Select(Place))
            {
                path.Append(CultureInfo.InvariantCulture, $"{at.X - before.X} {at.Y - before.Y} ");
                before = at;
            }

            path[^1] = 'z';
        }

        return path.ToString();
    }

    // From easting 500 km and northing 6,700 km, so that the numbers are short and none is negative.
    private static (int X, int Y) Place((int East, int North) at) => ((at.East - 500_000) / UnitMetres, (6_700_000 - at.North) / UnitMetres);

    private static string Id(ReportShape shape) => $"{shape.Level[0]}{shape.Area}";

    private static bool IsMarka(ReportShape shape) => shape.Area == DelbydelCode.Marka.ToString();
}
