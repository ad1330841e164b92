using System.Globalization;
using System.Xml.Linq;
using PRIOslo.Bomiljo.Geography;
using static PRIOslo.Bomiljo.Publishing.Report.Html;

namespace PRIOslo.Bomiljo.Publishing.Report;

/// <summary>Why a later version of a year is out, since when, and what it changed.</summary>
internal static class ReportCorrectionSection
{
    /// <summary>In characters; two lines of a sheet.</summary>
    internal const int LongestReasonOnASheet = 200;

    private static readonly string[] Numbered = ["CorrectionBefore", "CorrectionNow", "CorrectionChanged", "CorrectionGone", "CorrectionGoneBydeler"];

    /// <returns>Null for the first version of a year.</returns>
    public static XElement? Of(ReportData data, ReportTexts texts)
    {
        if (data.Correction is not { } correction)
            return null;
        var changed = correction.Themes.Where(theme => theme.WasThere != theme.IsThere || theme.Before != theme.Now || theme.Changed > 0 || theme.Gone > 0 || theme.GoneBydeler > 0).ToList();
        return El("section", At("id", "correction"), El("h2", texts["CorrectionTitle"]),
            El("p", Version(data, correction, texts)),
            El("p", texts.With("CorrectionReason", correction.Reason)),
            changed.Count == 0 ? El("p", texts["CorrectionNone"]) : El("table",
                El("thead", El("tr", El("th", At("scope", "col"), texts["ColumnTheme"]), Numbered.Select(key => El("th", At("scope", "col"), Class("number"), texts[key])))),
                El("tbody", changed.Select(theme => El("tr",
                    El("th", At("scope", "row"), texts.Theme(theme.Theme)),
                    Count(theme.Before, theme.WasThere), Count(theme.Now, theme.IsThere), Count(theme.Changed), Count(theme.Gone), Count(theme.GoneBydeler))))));

        XElement Count(int? count, bool isThere = true) => ReportTables.Number(count is { } shown ? texts.Numbers.Whole(shown) : isThere ? texts["Hidden"] : "–");
    }

    /// <summary>A fact sheet's line: the version, what it corrects, and the reason, if that is short enough for a page that has to hold all else.</summary>
    /// <returns>Null for the first version of a year.</returns>
    public static XElement? Line(ReportData data, ReportTexts texts) => data.Correction is not { } correction ? null
        : El("p", Class("note"), $"{Version(data, correction, texts)} {(correction.Reason.Length > LongestReasonOnASheet ? texts["SheetReasonElsewhere"] : texts.With("CorrectionReason", correction.Reason))}");

    private static string Version(ReportData data, ReportCorrection correction, ReportTexts texts) => texts.With(
        "CorrectionText", data.Release.Version.ToString(CultureInfo.InvariantCulture),
        texts.Numbers.Day(OsloTime.DayOf(data.Release.PublishedAt)), correction.Corrects.ToString(CultureInfo.InvariantCulture));
}
