using System.Runtime.InteropServices;

namespace PRIOslo.Bomiljo.Audit;

/// <summary>What is wrong in the chain.</summary>
public enum AuditFault
{
    /// <summary>The entry's fields do not give its hash.</summary>
    Changed,

    /// <summary>No entry has this number.</summary>
    Missing,

    /// <summary>The entry does not follow from the one before: that one was replaced.</summary>
    Unchained,

    /// <summary>Entries at the end are gone, from this number on.</summary>
    Truncated,

    /// <summary>The head's record is gone, or tells another hash than the last entry has.</summary>
    HeadDiffers,

    /// <summary>The entry that was noted outside is gone or is another: the chain was written anew.</summary>
    Rewritten,
}

/// <param name="Seq">The entry's number.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AuditFinding(long Seq, AuditFault Fault);

/// <summary>Follows the chain entry by entry, in the order of their numbers.</summary>
/// <remarks>
/// Found: each changed, missing, exchanged or inserted entry, and a chain cut at its end. Whoever has the owner's rights can write
/// all entries from one on and the head anew: that is found only with a place of the chain that was noted outside the database.
/// </remarks>
/// <param name="known">A place of the chain noted earlier; null for none.</param>
public sealed class AuditChain(AuditPlace? known)
{
    private readonly List<AuditFinding> _findings = [];
    private bool _knownSeen;

    /// <summary>The last entry that was added; number 0 and 32 zero bytes before the first.</summary>
    public AuditPlace Last { get; private set; } = new(0, new byte[32]);

    public void Add(AuditEntry entry)
    {
        for (var missing = Last.Seq + 1; missing < entry.Seq; missing++)
            _findings.Add(new(missing, AuditFault.Missing));
        if (!entry.ComputeHash().AsSpan().SequenceEqual(entry.Hash))
            _findings.Add(new(entry.Seq, AuditFault.Changed));
        if (entry.Seq == Last.Seq + 1 && !entry.Previous.AsSpan().SequenceEqual(Last.Hash))
            _findings.Add(new(entry.Seq, AuditFault.Unchained));
        if (entry.Seq == known?.Seq)
            _knownSeen = entry.Hash.AsSpan().SequenceEqual(known.Hash);
        Last = new(entry.Seq, entry.Hash);
    }

    /// <param name="head">The head's record; null where it is gone.</param>
    /// <returns>What is wrong, in the order of the numbers; empty for an unbroken chain.</returns>
    public IReadOnlyList<AuditFinding> Finish(AuditPlace? head)
    {
        if (head is not null && head.Seq > Last.Seq)
            _findings.Add(new(Last.Seq + 1, AuditFault.Truncated));
        else if (head is null || head.Seq < Last.Seq || !head.Hash.AsSpan().SequenceEqual(Last.Hash))
            _findings.Add(new(Last.Seq, AuditFault.HeadDiffers));
        if (known is { Seq: > 0 } && !_knownSeen)
            _findings.Add(new(known.Seq, AuditFault.Rewritten));
        return [.. _findings.OrderBy(finding => finding.Seq)];
    }
}
