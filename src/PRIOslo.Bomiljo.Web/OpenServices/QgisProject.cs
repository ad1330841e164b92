using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace PRIOslo.Bomiljo.Web.OpenServices;

/// <summary>A project file for QGIS 3.22 or newer: one layer that reads a theme's figures of a year from the services, in the map's
/// classes and colours, and a grey one below for areas whose figures are hidden or that have no rate.</summary>
internal static class QgisProject
{
    public const string ContentType = "application/x-qgis-project";

    private const string LayerId = "figures";

    /// <summary>Those of the page's map (client/src/style/base.css), lightest first: red, green, blue.</summary>
    internal static readonly string[] Colours = ["227,243,248", "171,216,232", "105,172,208", "58,111,176", "42,40,89"];
    private const string NoColour = "217,217,217";

    public static byte[] Write(string origin, PublishedSelection selection)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{selection.ThemeName} {selection.Year}");
        var source = Source(origin, selection);
        var project = new XDocument(
            new XDocumentType("qgis", "http://mrcc.com/qgis.dtd", "SYSTEM", null),
            new XElement("qgis", new XAttribute("projectname", name), new XAttribute("version", "3.22.0"),
                new XElement("title", name),
                new XElement("projectCrs", System(25832, srsId: 2105)),
                new XElement("layer-tree-group",
                    new XElement("layer-tree-layer", new XAttribute("id", LayerId), new XAttribute("name", name), new XAttribute("providerKey", "OAPIF"),
                        new XAttribute("source", source), new XAttribute("checked", "Qt::Checked"))),
                new XElement("projectlayers",
                    new XElement("maplayer", new XAttribute("type", "vector"), new XAttribute("geometry", "Polygon"),
                        new XElement("id", LayerId),
                        new XElement("datasource", source),
                        new XElement("layername", name),
                        new XElement("srs", System(4326, srsId: 3452)),
                        new XElement("provider", new XAttribute("encoding", "UTF-8"), "OAPIF"),
                        Renderer(selection))),
                // Without it QGIS does not look at the project's system.
                new XElement("properties",
                    new XElement("SpatialRefSys", new XElement("ProjectionsEnabled", new XAttribute("type", "int"), 1)))));
        return Encoding.UTF8.GetBytes(project.ToString());
    }

    /// <summary>The layer's source as QGIS writes it; the filter keeps one theme and year.</summary>
    internal static string Source(string origin, PublishedSelection selection) => string.Create(CultureInfo.InvariantCulture,
        $" pagingEnabled='true' restrictToRequestBBOX='1' srsname='OGC:CRS84' typename='{selection.Level}' url='{origin}{OpenServiceOptions.FeaturesPath}' ")
        + string.Create(CultureInfo.InvariantCulture, $@"filter='""year"" = {selection.Year} AND ""theme"" = \'{selection.Theme}\''");

    // QGIS takes the authority's code only beside a number of its own list.
    private static XElement System(int epsg, int srsId) => new("spatialrefsys",
        new XElement("srsid", srsId), new XElement("srid", epsg), new XElement("authid", string.Create(CultureInfo.InvariantCulture, $"EPSG:{epsg}")));

    private static XElement Renderer(PublishedSelection selection)
    {
        var limits = selection.Breaks.Limits;
        var rules = new XElement("rules", new XAttribute("key", "all"));
        var symbols = new XElement("symbols");
        for (var k = 0; k < selection.Breaks.Classes; k++)
        {
            var (low, high) = (k == 0 ? null : Number(limits[k - 1]), k < limits.Count ? Number(limits[k]) : null);
            Add($"\"rate\" >= {low ?? "0"}" + (high is null ? "" : $" AND \"rate\" < {high}"), $"{low ?? "0"} – {high ?? "∞"}", Colours[selection.Breaks.ColourOf(k)]);
        }

        Add("\"suppressed\"", "skjult", NoColour, isHatched: true);
        Add("NOT \"suppressed\" AND \"rate\" IS NULL", "ingen rate", NoColour);
        return new XElement("renderer-v2", new XAttribute("type", "RuleRenderer"), rules, symbols);

        void Add(string filter, string label, string colour, bool isHatched = false)
        {
            var number = symbols.Elements().Count();
            rules.Add(new XElement("rule", new XAttribute("key", $"class-{number}"), new XAttribute("symbol", number), new XAttribute("filter", filter), new XAttribute("label", label)));
            symbols.Add(new XElement("symbol", new XAttribute("type", "fill"), new XAttribute("name", number), new XAttribute("alpha", 1),
                Part("SimpleFill", ("color", colour + ",255"), ("outline_color", "102,102,102,255"), ("outline_width", "0.2")),
                isHatched ? Part("LinePatternFill", ("angle", "45"), ("distance", "2"), ("line_width", "0.4"), ("color", "51,51,51,255")) : null));
        }
    }

    private static XElement Part(string kind, params (string Key, string Value)[] options) =>
        new("layer", new XAttribute("class", kind), new XAttribute("enabled", 1), new XAttribute("pass", 0),
            options.Select(option => new XElement("prop", new XAttribute("k", option.Key), new XAttribute("v", option.Value))));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
