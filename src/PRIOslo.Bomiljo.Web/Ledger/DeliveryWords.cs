using System.Globalization;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Looks;
using PRIOslo.Bomiljo.Web.Language;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.Ledger;

/// <summary>Words for what the ledger holds, in the page's language.</summary>
public static class DeliveryWords
{
    /// <returns>«01.01.2024–31.12.2024», or that there are none.</returns>
    public static string Days(LedgerEntry delivery) => delivery is { FirstDay: { } first, LastDay: { } last }
        ? $"{first.ToString("d", CultureInfo.CurrentCulture)}–{last.ToString("d", CultureInfo.CurrentCulture)}"
        : T("DeliveryNoDays");

    /// <returns>The source's name in the page's language; its code where neither the page nor the mapping has told one.</returns>
    public static string Source(LedgerEntry delivery) =>
        SourceWords.Of(delivery.Source, delivery is { NameNb: { } nb, NameEn: { } en } ? new(nb, en) : null);

    /// <returns>«CSV i UTF-8, semikolon mellom feltene»; of an archive's entries one after the other.</returns>
    public static string ReadAs(string readAs) => string.Join(" + ", readAs.Split(" + ").Select(one =>
    {
        var parts = one.Split(", ", 3);
        var format = TextOrCode("Format_", parts[0]);
        return parts.Length switch
        {
            1 => format,
            2 => T("ReadAsText", format, TextOrCode("Encoding_", parts[1])),
            _ => T("ReadAsTable", format, TextOrCode("Encoding_", parts[1]), TextOrCode("Separator_", parts[2])),
        };
    }));

    /// <returns>«12,3 kB».</returns>
    public static string Size(long bytes) => bytes < 1_000_000
        ? (bytes / 1e3).ToString("N1", CultureInfo.CurrentCulture) + " kB"
        : (bytes / 1e6).ToString("N1", CultureInfo.CurrentCulture) + " MB";

    /// <returns>What the warning is about, with its figures; its own message, in English, also tells what to do.</returns>
    public static string Warning(ImportWarning warning)
    {
        var figures = new (string Key, string? Value)[]
        {
            ("WarningDelivery", warning.DeliveryId?.ToString(CultureInfo.InvariantCulture)),
            ("WarningCategory", warning.Category),
            ("WarningMonth", warning.Month?.ToString("MMMM yyyy", CultureInfo.CurrentCulture)),
            ("WarningObserved", warning.Observed is { } observed ? Numbers.Whole(observed) : null),
            ("WarningExpected", warning.Expected?.ToString("N1", CultureInfo.CurrentCulture)),
            ("WarningP", warning.P?.ToString("G2", CultureInfo.CurrentCulture)),
        };
        var told = string.Join("; ", figures.Where(figure => figure.Value is not null).Select(figure => T(figure.Key, figure.Value!)));
        return told.Length == 0 ? TextOrCode("Warning_", warning.Kind) : $"{TextOrCode("Warning_", warning.Kind)} ({told})";
    }

    /// <returns>When another took its place or it was withdrawn, the day; null while it is in force.</returns>
    public static string? End(LedgerEntry delivery) => delivery.WithdrawnAt is { } end ? Day(end) : null;

    /// <returns>The Europe/Oslo day on which it came in.</returns>
    public static string Came(LedgerEntry delivery) => T("DeliveryImportedOn", Day(delivery.ImportedAt));

    /// <returns>The Europe/Oslo day on which it came in, and whether another took its place or it was withdrawn.</returns>
    public static string Imported(LedgerEntry delivery)
    {
        var came = T("DeliveryImportedOn", Day(delivery.ImportedAt));
        return delivery switch
        {
            { WithdrawnAt: { } end, ReplacedBy: { } by } => $"{came}, {T("DeliveryReplaced", by, Day(end))}",
            { WithdrawnAt: { } end } => $"{came}, {T("DeliveryWithdrawn", Day(end))}",
            _ => came,
        };
    }

    /// <returns>Which years' raw rows the retention rule has taken and when; null where it took none.</returns>
    public static string? Deleted(LedgerEntry delivery) => delivery.DeletedAt is { } at
        ? T("DeliveryDeleted", string.Join(", ", delivery.DeletedYears), Day(at)) : null;

    /// <returns>How many rows are shown, and their incidents where a row is more than one.</returns>
    public static string Shown(IReadOnlyList<RawIncident> rows)
    {
        var incidents = rows.Sum(row => (long)row.Incidents);
        return incidents == rows.Count ? T("LookShown", Numbers.Whole(incidents)) : T("LookShownCounts", Numbers.Whole(rows.Count), Numbers.Whole(incidents));
    }

    /// <returns>The day, month or year, as precisely as it was delivered.</returns>
    public static string Day(RawIncident incident) => incident.Precision switch
    {
        "month" => incident.Day.ToString("MM.yyyy", CultureInfo.InvariantCulture),
        "year" => incident.Day.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => incident.Day.ToString("d", CultureInfo.CurrentCulture),
    };

    /// <returns>What is wrong with the row, with the code by which it can be looked up.</returns>
    public static string Problem(LedgerRejection rejection)
    {
        var words = TextOrCode("Rejection_", rejection.Problem);
        return words == rejection.Problem ? rejection.Problem : $"{words} ({rejection.Problem})";
    }

    /// <returns>The unmapped category; that it is withheld where it may be about a person; a dash for every other problem.</returns>
    public static string Category(LedgerRejection rejection) => rejection switch
    {
        { Category: { } category } => category,
        { Problem: "BOM-208" } => T("RejectionWithheld"),
        _ => "–",
    };

    private static string Day(DateTimeOffset instant) => OsloTime.DayOf(instant).ToString("d", CultureInfo.CurrentCulture);

    /// <returns>What the position is and, where it is not as the source wrote it, how its address was found.</returns>
    public static string Position(RawIncident incident)
    {
        var position = T("Position_" + incident.Position);
        return incident.GeocodeMethod is "fuzzy" or "failed" ? $"{position}, {T("Geocode_" + incident.GeocodeMethod)}" : position;
    }
}
