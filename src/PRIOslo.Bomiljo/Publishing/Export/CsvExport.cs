using System.Globalization;
using System.Text;

namespace PRIOslo.Bomiljo.Publishing.Export;

/// <summary>CSV as Norwegian users expect it: UTF-8 with BOM, <c>;</c>, decimal comma, <c>:</c> for a suppressed value.</summary>
public static class CsvExport
{
    /// <summary>The contract's columns first, in its order, then what was added. Of statistics only change and classes are there unless true
    /// figures were asked for. <see cref="ExportRow.Further"/> comes after them.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "year", "level", "area", "area_name", "bydel", "theme", "count", "denominator", "rate", "rate_per", "rate_low", "rate_high", "rate_eb",
        "change", "change_p", "change_q", "gi_z", "gi_p", "gi_q", "lisa", "lisa_p", "suppressed",
        "change_class", "trend_class", "rate_class", "hotspot_class",
    ];

    internal const string SuppressedSign = ":";

    /// <summary>Norwegian but for the minus, which is a plain «-»: spreadsheets do not read U+2212 in a number.</summary>
    private static readonly NumberFormatInfo Norwegian = new() { NumberDecimalSeparator = "," };

    /// <returns>All column names of a file of these rows.</returns>
    internal static IEnumerable<string> HeaderOf(IReadOnlyList<ExportRow> rows) => rows.Count == 0 ? Columns : Columns.Concat(rows[0].Further.Select(field => field.Name));

    public static async Task WriteAsync(Stream stream, IReadOnlyList<ExportRow> rows, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(';', HeaderOf(rows)).AsMemory(), cancel);
        foreach (var row in rows)
            await writer.WriteLineAsync(string.Join(';', Cells(row)).AsMemory(), cancel);
    }

    private static IEnumerable<string> Cells(ExportRow row)
    {
        return
        [
            Whole(row.Year), row.Level, row.Area, Quoted(row.AreaName), row.Bydel, row.Theme,
            OrSign(row.Count is { } count ? Whole(count) : ""), Number(row.Denominator), OrSign(Number(row.Rate)), Whole(row.RatePer),
            OrSign(Number(row.RateLow)), OrSign(Number(row.RateHigh)),
            Number(row.Statistics.RateEb), Number(row.Statistics.Change), Probability(row.Statistics.ChangeP), Probability(row.Statistics.ChangeQ),
            Number(row.Statistics.GiZ), Probability(row.Statistics.GiP), Probability(row.Statistics.GiQ),
            row.Statistics.Lisa ?? "", Probability(row.Statistics.LisaP),
            Flag(row.Suppressed),
            row.Statistics.ChangeClass ?? "", row.Statistics.TrendClass ?? "", row.Statistics.RateClass ?? "", row.Statistics.HotspotClass ?? "",
            .. row.Further.Select(field => field.Value switch { double number => Further(number), bool flag => Flag(flag), var text => Quoted(text as string ?? "") }),
        ];

        string OrSign(string text) => row.Suppressed ? SuppressedSign : text;
    }

    private static string Flag(bool flag) => flag ? "true" : "false";

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? value) => value is { } known ? known.ToString("0.######", Norwegian) : "";

    /// <summary>Six digits, however small.</summary>
    private static string Probability(double? value) => value is { } known ? known.ToString("G6", Norwegian) : "";

    /// <summary>A large number keeps its digits, as a rate does; a small one may be a probability.</summary>
    private static string Further(double value) => Math.Abs(value) >= 1 ? Number(value) : Probability(value);

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(";\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
