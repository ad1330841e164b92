using System.Globalization;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import.Looks;
using static PRIOslo.Bomiljo.Web.Language.Texts;

namespace PRIOslo.Bomiljo.Web.Ledger;

/// <summary>Words for what the ledger holds, in the page's language.</summary>
public static class DeliveryWords
{
    /// <returns>«01.01.2024–31.12.2024», or that there are none.</returns>
    public static string Days(LedgerEntry delivery) => delivery is { FirstDay: { } first, LastDay: { } last }
        ? $"{first.ToString("d", CultureInfo.CurrentCulture)}–{last.ToString("d", CultureInfo.CurrentCulture)}"
        : T("DeliveryNoDays");

    /// <returns>The Europe/Oslo day on which it came in, and whether another took its place or it was withdrawn.</returns>
    public static string Imported(LedgerEntry delivery)
    {
        var came = T("DeliveryImportedOn", Day(delivery.ImportedAt));
        return delivery switch
        {
            { WithdrawnAt: { } end, ReplacedBy: { } by } => $"{came}, {T("DeliveryReplaced", Day(end), by)}",
            { WithdrawnAt: { } end } => $"{came}, {T("DeliveryWithdrawn", Day(end))}",
            _ => came,
        };
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
