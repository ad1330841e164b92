using System.Text.Json.Serialization;

namespace PRIOslo.Bomiljo.Import;

/// <summary>What became of one file. Rows: read = accepted + rejected + duplicate + ignored + merged;
/// accepted = placed + unplaced + outside.</summary>
/// <param name="Source">The source's code.</param>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Sha256">Of the file's bytes.</param>
/// <param name="Read">Rows in the file, header and titles not counted.</param>
/// <param name="Merged">Further messages of an incident already accepted.</param>
/// <param name="Placed">Accepted rows in a delbydel of the vintage of their year.</param>
/// <param name="Unplaced">Inside the municipality or without place.</param>
/// <param name="Incidents">Sum of counts over accepted rows.</param>
/// <param name="Geocoded">Accepted rows whose address was looked up, by how it was found; the mapping's least confidence decides
/// which of them are placed.</param>
/// <param name="Rejections">Line, column and code of each rejected row.</param>
/// <param name="IgnoredByReason">Ignored rows by the reason that the mapping gives.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Warnings">What to look at before the year is measured.</param>
public sealed record ImportReport(
    string Source,
    string File,
    string Sha256,
    int Read,
    int Accepted,
    int Rejected,
    int Duplicate,
    int Ignored,
    int Merged,
    int Placed,
    int Unplaced,
    int Outside,
    long Incidents,
    GeocodedCounts Geocoded,
    IReadOnlyList<RejectedRow> Rejections,
    IReadOnlyDictionary<string, int> IgnoredByReason,
    int? DeliveryId,
    bool AlreadyIn,
    bool DryRun,
    double Seconds,
    IReadOnlyList<ImportWarning> Warnings)
{
    /// <summary>The delivery whose place the file takes, asked for or recognised; null for none.</summary>
    public int? Replaces { get; init; }

    /// <summary>Format, encoding and separator as declared or detected: <c>csv, windows-1252, ;</c>. Empty for a file that is in already.</summary>
    public string ReadAs { get; init; } = "";
}

public sealed record GeocodedCounts(int Exact, int Fuzzy, int Street, int Failed);

/// <param name="Line">The line in the file.</param>
/// <param name="Column">The column; empty where the whole row is meant.</param>
/// <param name="Code">«BOM-202» and so on.</param>
/// <param name="Category">The unmapped category's code, where that is what is wrong.</param>
public sealed record RejectedRow(
    int Line,
    string Column,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Category);
