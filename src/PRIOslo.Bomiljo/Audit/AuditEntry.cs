using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PRIOslo.Bomiljo.Audit;

/// <summary>One entry of the audit, as stored.</summary>
/// <param name="Seq">1, 2, 3, … without a gap.</param>
/// <param name="At">UTC, to the microsecond.</param>
/// <param name="Actor">The person's id, or the operating system's user for the owner.</param>
/// <param name="Role">owner, importer, analyst, planner or viewer.</param>
/// <param name="Detail">A JSON object, as PostgreSQL writes it.</param>
/// <param name="Previous">The hash of the entry before; 32 zero bytes for the first.</param>
/// <param name="Hash">What <see cref="ComputeHash"/> gave when the entry was written.</param>
public sealed record AuditEntry(
    long Seq, DateTimeOffset At, string Actor, string Role, string Action, string Subject, string Detail, byte[] Previous, byte[] Hash)
{
    /// <summary>SHA-256 over every field and the previous hash, each as its length in bytes, a colon and the text in UTF-8.</summary>
    public byte[] ComputeHash()
    {
        var text = new StringBuilder();
        foreach (var field in new[]
        {
            Seq.ToString(CultureInfo.InvariantCulture),
            At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            Actor, Role, Action, Subject, Detail, Convert.ToHexStringLower(Previous),
        })
        {
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field}");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

/// <summary>A place in the chain: the number of an entry and its hash.</summary>
public sealed record AuditPlace(long Seq, byte[] Hash)
{
    /// <returns>Null unless the text is a number, a colon and 64 hexadecimal digits.</returns>
    public static AuditPlace? TryParse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            && parts[1].Length == 64 && parts[1].All(char.IsAsciiHexDigit)
            ? new(seq, Convert.FromHexString(parts[1]))
            : null;
    }

    public override string ToString() => $"{Seq.ToString(CultureInfo.InvariantCulture)}:{Convert.ToHexStringLower(Hash)}";
}
