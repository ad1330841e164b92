using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Import.Looks;
using PRIOslo.Bomiljo.Web.SignIn;

namespace PRIOslo.Bomiljo.Web.Ledger;

/// <summary>What the pages of the ledger show.</summary>
public sealed class DeliveryLoader(PersonDatabase database)
{
    public Task<IReadOnlyList<LedgerEntry>> DeliveriesAsync(CancellationToken cancel) =>
        database.AskAsync(connection => new DeliveryReader(connection).DeliveriesAsync(cancel), cancel);

    /// <returns>A delivery with its rejections; null where there is none.</returns>
    public Task<(LedgerEntry Delivery, IReadOnlyList<LedgerRejection> Rejections)?> DeliveryAsync(int id, CancellationToken cancel) =>
        database.AskAsync(async connection =>
        {
            var reader = new DeliveryReader(connection);
            var delivery = (await reader.DeliveriesAsync(cancel, id)).FirstOrDefault(known => known.Id == id);
            return delivery is null ? default((LedgerEntry, IReadOnlyList<LedgerRejection>)?) : (delivery, await reader.RejectionsAsync(id, cancel));
        }, cancel);

    /// <summary>Puts the look on record, and only then reads.</summary>
    /// <returns>A delivery with its first incidents; null where there is no such delivery, which is not put on record.</returns>
    public async Task<(LedgerEntry Delivery, IReadOnlyList<RawIncident> Incidents)?> LookAsync(int id, CancellationToken cancel)
    {
        var delivery = (await DeliveriesAsync(cancel)).FirstOrDefault(known => known.Id == id);
        if (delivery is null)
            return null;
        await database.RecordAsync(AuditActions.RawLook, FormattableString.Invariant($"delivery {id}"), new { DeliveryReader.MostIncidents }, cancel);
        return (delivery, await database.AskAsync(connection => new DeliveryReader(connection).IncidentsAsync(id, cancel), cancel));
    }
}
