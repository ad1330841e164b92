using System.Globalization;
using System.Xml.Linq;
using PRIOslo.Bomiljo.Geography;
using static PRIOslo.Bomiljo.Publishing.Report.Html;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>Why a later version of a year is out, since when, and what it changed.</summary>
internal static class ReportCorrectionSection
{
    private static readonly string[] Numbered = ["CorrectionBefore", "CorrectionNow", "CorrectionChanged", "CorrectionGone"];

    /// <returns>Null for the first version of a year.</returns>
    public static XElement? Of(ReportData data, ReportTexts texts)
    {
        if (data.Correction is not { } correction)
            return null;
        var changed = correction.Themes.Where(theme => theme.WasThere != theme.IsThere || theme.Before != theme.Now || theme.Changed > 0 || theme.Gone > 0).ToList();
        return El("section", At("id", "correction"), El("h2", texts["CorrectionTitle"]),
            El("p", texts.With("CorrectionText", data.Release.Version.ToString(CultureInfo.InvariantCulture),
                texts.Numbers.Day(OsloTime.DayOf(data.Release.PublishedAt)), correction.Corrects.ToString(CultureInfo.InvariantCulture))),
            El("p", texts.With("CorrectionReason", correction.Reason)),
            changed.Count == 0 ? El("p", texts["CorrectionNone"]) : El("table",
                El("thead", El("tr", El("th", At("scope", "col"), texts["ColumnTheme"]), Numbered.Select(key => El("th", At("scope", "col"), Class("number"), texts[key])))),
                El("tbody", changed.Select(theme => El("tr",
                    El("th", At("scope", "row"), texts.Theme(theme.Theme)),
                    Count(theme.Before, theme.WasThere), Count(theme.Now, theme.IsThere), Count(theme.Changed), Count(theme.Gone))))));

        XElement Count(int? count, bool isThere = true) => ReportTables.Number(count is { } shown ? texts.Numbers.Whole(shown) : isThere ? texts["Hidden"] : "–");
    }
}
