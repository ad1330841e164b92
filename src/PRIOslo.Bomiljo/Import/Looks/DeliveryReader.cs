using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Import.Looks;

/// <summary>A delivery in the ledger; <c>FirstDay</c> and <c>LastDay</c> are null for one without dates, <c>WithdrawnAt</c> while it is in
/// force. <c>ReplacedBy</c> is the one that took its place, even if that one is withdrawn or replaced since.
/// <c>ReadAs</c> is the format, encoding and separator of the file, null for one that came in before they were noted.</summary>
public sealed record LedgerEntry(
    int Id, string Source, string FileName, DateTimeOffset ImportedAt, DateOnly? FirstDay, DateOnly? LastDay,
    int Read, int Accepted, int Rejected, int Duplicate, int Ignored, int Merged, DateTimeOffset? WithdrawnAt, int? ReplacedBy, string? ReadAs)
{
    /// <summary>The sum of counts over accepted rows, when it came in.</summary>
    public long Incidents { get; init; }

    /// <summary>The delivery whose place it took; null where it took none.</summary>
    public int? Replaces { get; init; }

    /// <summary>The years whose raw rows the retention rule has taken from it; empty where it took none.</summary>
    public IReadOnlyList<int> DeletedYears { get; init; } = [];

    /// <summary>The last time that the rule did; null where it never did.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>True while there are incidents of it that the person may see.</summary>
    public bool HoldsRows { get; init; }

    public int MappingVersion { get; init; }

    public long SizeBytes { get; init; }

    /// <summary>Of the file, in hexadecimal.</summary>
    public string Sha256 { get; init; } = "";

    public string ImportedBy { get; init; } = "";

    /// <summary>The source's name as its mapping gave it; null for one that came in before it was noted.</summary>
    public string? NameNb { get; init; }

    /// <summary>The same in English.</summary>
    public string? NameEn { get; init; }

    /// <summary>What the import warned of; empty too for one that came in before that was kept.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    /// <summary>Ignored rows by reason; empty likewise.</summary>
    public IReadOnlyDictionary<string, int> IgnoredByReason { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The mapping's reasons → the same in bokmål; empty likewise.</summary>
    public IReadOnlyDictionary<string, string> ReasonsNb { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A row that was not taken in: line in the file, column, and the problem's code; never the value.</summary>
public sealed record LedgerRejection(int Line, string Column, string Problem, string? Category);

/// <summary>An incident as its delivery told it. Date and precision as stored; <c>Delbydel</c> is null where it has no place.</summary>
/// <remarks><c>Incidents</c> is 1 for an event, n for an aggregate. <c>NameNb</c> and <c>NameEn</c> are the category's. <c>Position</c> is
/// <c>point</c>, <c>address</c>, <c>street</c>, <c>grid-cell</c>, <c>area</c> or <c>none</c>; <c>GeocodeMethod</c> is <c>exact</c>, <c>normalised</c>,
/// <c>fuzzy</c>, <c>street</c> or <c>failed</c>, null where no address was looked up.</remarks>
public sealed record RawIncident(
    int Line, DateOnly Day, string Precision, string NameNb, string NameEn, int Incidents, string? Delbydel, string Position, string? GeocodeMethod);

/// <summary>Reads the ledger and single incidents, for analysts.</summary>
/// <param name="connection">Open, in the name of an analyst; anybody else is refused by the database.</param>
public sealed class DeliveryReader(NpgsqlConnection connection)
{
    /// <summary>More than anybody reads, and few enough for one page.</summary>
    public const int MostIncidents = 200;

    public const int MostRejections = 500;

    /// <summary>Every delivery, newest first.</summary>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="asked">The delivery of which <see cref="LedgerEntry.HoldsRows"/> is wanted; null asks of none.</param>
    public Task<IReadOnlyList<LedgerEntry>> DeliveriesAsync(CancellationToken cancel, int? asked = null) =>
        ReadAsync<LedgerEntryQuery, LedgerEntry>([new("one", NpgsqlDbType.Integer) { Value = (object?)asked ?? DBNull.Value }], LedgerEntryQuery.Row, cancel);

    /// <summary>The first <see cref="MostRejections"/> rejected rows of a delivery.</summary>
    public Task<IReadOnlyList<LedgerRejection>> RejectionsAsync(int delivery, CancellationToken cancel) =>
        ReadAsync<LedgerRejectionQuery, LedgerRejection>(
            [new("delivery", delivery), new("most", MostRejections)], LedgerRejectionQuery.Row, cancel);

    /// <summary>The first <see cref="MostIncidents"/> incidents of a delivery that the person may see. Put the look on record first.</summary>
    public Task<IReadOnlyList<RawIncident>> IncidentsAsync(int delivery, CancellationToken cancel) =>
        ReadAsync<RawIncidentQuery, RawIncident>(
            [new("delivery", delivery), new("most", MostIncidents)], RawIncidentQuery.Row, cancel);

    private Task<IReadOnlyList<TRow>> ReadAsync<TQuery, TRow>(
        NpgsqlParameter[] parameters, Func<NpgsqlDataReader, TRow> row, CancellationToken cancel) =>
        SqlRows.ReadAsync<TQuery, TRow>(connection, parameters, row, cancel);
}
