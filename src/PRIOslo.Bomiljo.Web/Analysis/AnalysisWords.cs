using System.Globalization;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.Web.Language;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.Analysis;

/// <summary>Figures of the analysts' page as words, in the page's language. A dash for what is not defined or not tested.</summary>
public static class AnalysisWords
{
    private const string Nothing = "–";
    private const double Smallest = 0.001;

    public static string Day(DateTimeOffset at) => OsloTime.DayOf(at).ToString("d", CultureInfo.CurrentCulture);

    public static string Number(double? value) => value is { } known ? Numbers.Measured(known) : Nothing;

    public static string Rate(double? rate) => rate is { } known ? Numbers.Rate(known) : Nothing;

    /// <returns>Three decimals; «&lt; 0,001» below that.</returns>
    public static string Probability(double? value) => value switch
    {
        null => Nothing,
        < Smallest => $"< {Smallest.ToString("0.000", CultureInfo.CurrentCulture)}",
        { } known => known.ToString("0.000", CultureInfo.CurrentCulture),
    };

    /// <returns>A share from 0 to 1 in per cent.</returns>
    public static string Share(double? share) => share is { } known ? T("AnalysisPercent", Numbers.Whole(100 * known)) : Nothing;

    /// <summary>The ratio with its class and q-value; the counts where there was none the year before. Never a bare per cent.</summary>
    public static string Change(AnalysisFigure figure) => (figure.Change.Ratio.Value, figure.Change.Class) switch
    {
        (_, null) => Nothing,
        (double.PositiveInfinity, { } code) => T("AnalysisChangeFromZero", Numbers.Whole(figure.Incidents), Class("Change", code), Probability(figure.Change.Q)),
        ({ } ratio, { } code) => T("AnalysisChangeText", ratio.ToString("0.00", CultureInfo.CurrentCulture), Class("Change", code), Probability(figure.Change.Q)),
        (_, { } code) => Class("Change", code),
    };

    public static string Class(string kind, string? code) => code is null ? Nothing : TextOrCode($"Analysis{kind}_", code);

    /// <returns>A version's number, and where it stands among the year's.</returns>
    public static string Version(MeasuredVersion version, bool newest) => T(newest ? "AnalysisVersionNewest" : "AnalysisVersionOlder", version.Version);

    /// <returns>From and to; without an end while it lasts.</returns>
    public static string Days(DateOnly first, DateOnly? last) =>
        $"{first.ToString("d", CultureInfo.CurrentCulture)}–{last?.ToString("d", CultureInfo.CurrentCulture)}";

    /// <returns>An hour, a day of the week or a month.</returns>
    public static string Slot(ProfileSlot slot) => slot.Kind switch
    {
        "weekday" => CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)(slot.Slot % 7)),
        "month" => CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedMonthName(slot.Slot),
        _ => slot.Slot.ToString("00", CultureInfo.CurrentCulture),
    };
}
