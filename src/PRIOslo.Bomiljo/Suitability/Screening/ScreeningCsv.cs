using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using PRIOslo.Bomiljo.Suitability.Metrics;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Screening results as CSV for Norwegian spreadsheets: <c>;</c>, decimal comma, one row a site and group, unknown empty.</summary>
internal static class ScreeningCsv
{
    private static readonly CultureInfo Numbers = DecimalComma();

    public static void Write(TextWriter writer, IEnumerable<SiteReport> reports)
    {
        // Escaping keeps a site's name from being run as a formula.
        using var csv = new CsvWriter(writer, new CsvConfiguration(Numbers)
        {
            Delimiter = ";",
            NewLine = "\r\n",
            InjectionOptions = InjectionOptions.Escape,
        }, leaveOpen: true);
        string[] header =
        [
            "site", "east", "north", "delbydel", "group", "verdict", "score", "reasons",
            .. MetricDefinition.All.Select(metric => metric.Name), "units",
        ];
        WriteRow(csv, header);
        foreach (var report in reports)
        {
            foreach (var group in report.Groups)
                WriteRow(csv, Row(report, group));
        }
    }

    private static IEnumerable<string> Row(SiteReport report, GroupReport group) =>
    [
        report.Site,
        Text(report.East),
        Text(report.North),
        report.Delbydel?.Code ?? "",
        group.Group,
        ScreeningReasons.Code(group.Verdict),
        Text(group.Score),
        ScreeningReasons.Of(group, Numbers),
        .. MetricDefinition.All.Select(metric => Text(report.Metrics[metric.Name])),
        report.Units?.ToString(Numbers) ?? "",
    ];

    private static void WriteRow(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        csv.NextRecord();
    }

    private static string Text(double? value) => value?.ToString(Numbers) ?? "";

    private static CultureInfo DecimalComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        return CultureInfo.ReadOnly(culture);
    }
}
