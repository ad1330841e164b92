using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>The GeoPackage's style for QGIS (QML): per theme the delbydeler in classes of their rate, hidden ones hatched. The first theme is
/// switched on; the others wait to be ticked.</summary>
internal static class HeatmapStyle
{
    public const string Layer = "heatmap";
    public const string GeometryColumn = "geom";

    /// <summary>Those of the page's map, lightest first: red, green, blue.</summary>
    private static readonly string[] Colours = ["227,243,248", "171,216,232", "105,172,208", "58,111,176", "42,40,89"];

    /// <summary>The one row of the table <c>layer_styles</c>, as GeoJSON without geometry: that keeps the types of its columns.</summary>
    public static byte[] Table(IReadOnlyList<ExportRow> rows) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = "FeatureCollection",
        features = new[]
        {
            new
            {
                type = "Feature",
                geometry = (object?)null,
                properties = new
                {
                    f_table_catalog = "", f_table_schema = "", f_table_name = Layer, f_geometry_column = GeometryColumn, styleName = "varmekart",
                    styleQML = Qml(rows), styleSLD = "", useAsDefault = true, description = "PRIOslo.Bomiljo", owner = "", ui = "",
                    update_time = "2000-01-01T00:00:00Z", // QGIS wants the column, to order styles by; there is one
                },
            },
        },
    });

    /// <summary>Limits are those of the file's own delbydeler.</summary>
    internal static string Qml(IReadOnlyList<ExportRow> rows)
    {
        var (rules, symbols) = (new XElement("rules", new XAttribute("key", "all")), new XElement("symbols"));
        foreach (var theme in rows.Where(row => row.Level == "delbydel").GroupBy(row => row.Theme, StringComparer.Ordinal))
        {
            var breaks = ClassBreaks.Of(theme.Select(row => row.Rate).OfType<double>());
            var ofTheme = Rule(theme.Key, $"\"level\" = 'delbydel' AND \"theme\" = '{theme.Key}'");
            if (rules.HasElements)
                ofTheme.Add(new XAttribute("checkstate", 0));
            for (var k = 0; k < breaks.Classes; k++)
            {
                var (low, high) = (k == 0 ? "0" : Number(breaks.Limits[k - 1]), k < breaks.Limits.Count ? Number(breaks.Limits[k]) : null);
                Add(ofTheme, $"\"rate\" >= {low}" + (high is null ? "" : $" AND \"rate\" < {high}"), $"{low} – {high ?? "∞"}",
                    Part("SimpleFill", ("color", Colours[breaks.ColourOf(k)] + ",255"), ("outline_color", "102,102,102,255"), ("outline_width", "0.2")));
            }

            Add(ofTheme, "\"suppressed\"", "skjult",
                Part("SimpleFill", ("color", "255,255,255,255"), ("outline_color", "102,102,102,255"), ("outline_width", "0.2")),
                Part("LinePatternFill", ("angle", "45"), ("distance", "2"), ("line_width", "0.4"), ("color", "51,51,51,255")));
            Add(ofTheme, "NOT \"suppressed\" AND \"rate\" IS NULL", "ingen rate",
                Part("SimpleFill", ("color", "255,255,255,255"), ("outline_color", "102,102,102,255"), ("outline_width", "0.2")));
            rules.Add(ofTheme);
        }

        return new XDocument(
            new XDocumentType("qgis", "http://mrcc.com/qgis.dtd", "SYSTEM", null),
            new XElement("qgis", new XAttribute("version", "3.22.0"), new XAttribute("styleCategories", "Symbology"),
                new XElement("renderer-v2", new XAttribute("type", "RuleRenderer"), new XAttribute("symbollevels", 0), rules, symbols))).ToString();

        void Add(XElement theme, string filter, string label, params XElement[] parts)
        {
            var number = symbols.Elements().Count();
            var rule = Rule(label, filter);
            rule.Add(new XAttribute("symbol", number));
            theme.Add(rule);
            symbols.Add(new XElement("symbol", new XAttribute("type", "fill"), new XAttribute("name", number), new XAttribute("alpha", 1), parts));
        }
    }

    private static XElement Rule(string label, string filter) => new("rule", new XAttribute("label", label), new XAttribute("filter", filter));

    private static XElement Part(string kind, params (string Key, string Value)[] options) =>
        new("layer", new XAttribute("class", kind), new XAttribute("enabled", 1), new XAttribute("pass", 0),
            options.Select(option => new XElement("prop", new XAttribute("k", option.Key), new XAttribute("v", option.Value))));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
