using System.Globalization;
using System.Text;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Overrides;

namespace PRIOslo.Bomiljo.Suitability.Screening;

/// <summary>Screening results as CSV for Norwegian spreadsheets: <c>;</c>, decimal comma, one row a site and group, unknown empty.</summary>
internal static class ScreeningCsv
{
    private static readonly CultureInfo Numbers = DecimalComma();

    public static void Write(TextWriter writer, ScreeningResult result, SiteOverrides overrides)
    {
        string[] header =
        [
            "site", "east", "north", "delbydel", "group", "verdict", "score", "reasons",
            .. MetricDefinition.All.Select(metric => metric.Name), "units", "rank", "rules_known", "rules_deciding",
            "override_verdict", "override_by", "override_reason", "override_date", "override_units",
        ];
        writer.Write($"{string.Join(';', header)}\r\n");
        int[][] ranks = [.. Enumerable.Range(0, result.Book.Groups.Length).Select(group => Ranking.Of(result, group))];
        foreach (var text in Enumerable.Range(0, result.Sites.Count).AsParallel().AsOrdered().Select(site => Rows(result, ranks, overrides, site)))
            writer.Write(text);
    }

    private static string Rows(ScreeningResult result, int[][] ranks, SiteOverrides overrides, int site)
    {
        var (rows, text, inner) = (new ScreeningRows(result, Numbers), new StringBuilder(4096), result.Sites[site].Geometry.InteriorPoint);
        var start = string.Create(Numbers, $"{Field(result.Sites[site].Id)};{Math.Round(inner.X, 3)};{Math.Round(inner.Y, 3)};{result.Places[site].Delbydel?.Code};");
        var metrics = string.Join(';', ScreeningRows.Metrics(result.Metrics[site]).Select(value => value?.ToString(Numbers)));
        foreach (var group in result.GroupsOf(site))
        {
            var (known, deciding) = result.Book.Known(group, result.Outcomes(site));
            var rank = ranks[group][site] is var place and > 0 ? place : (int?)null;
            text.Append(start).Append(result.Book.Groups[group]).Append(';').Append(Codes.Of(result.Verdict(site, group)))
                .Append(Numbers, $";{SiteReporting.RoundToTenth(result.Score(site, group))};{Field(rows.Reasons(site, group))};")
                .Append(metrics).Append(Numbers, $";{result.Sites[site].Units};{rank};{known};{deciding}")
                .Append(Decided(overrides.Find(result.Sites[site].Geometry, result.Book.Groups[group].ToString()))).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Decided(SiteOverride? decision) => decision is null
        ? ";;;;;"
        : string.Create(Numbers, $";{Codes.Of(decision.Verdict)};{Field(decision.DecidedBy)};{Field(decision.Reason)};{decision.DecidedOn:yyyy-MM-dd};{decision.Units}");

    /// <summary>Quotes what would break the row, and keeps a name from being run as a formula.</summary>
    private static string Field(string text)
    {
        var harmless = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
        return harmless == text && text.AsSpan().IndexOfAny(";\"\r\n") < 0 ? text : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static CultureInfo DecimalComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        return CultureInfo.ReadOnly(culture);
    }
}
