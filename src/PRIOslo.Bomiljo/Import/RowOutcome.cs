using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>What became of a row. Every row has exactly one outcome, so that the sums hold.</summary>
/// <param name="Line">The line in the file where the row begins.</param>
public abstract record RowOutcome(int Line);

public sealed record Accepted(Incident Incident) : RowOutcome(Incident.Line)
{
    /// <summary>The row's address until it is located; null where the row has a point, or the source no addresses. Never stored.</summary>
    public AddressText? Address { get; init; }

    /// <summary>East and north as the file has them, in the mapping's system; null where the row has no point. Never stored.</summary>
    public (double East, double North)? Written { get; init; }

    /// <summary>True if an earlier row of the file has another count for the same date, place and category.</summary>
    public bool IsFurtherCount { get; init; }
}

/// <summary>Line, column and code; never the cell's value.</summary>
/// <param name="Line">The line in the file.</param>
/// <param name="Column">The column's name; empty where the whole row is meant.</param>
/// <param name="Code">What is wrong.</param>
/// <param name="Category">The source's category code where that is what is not mapped, so that it can be added.</param>
public sealed record Rejected(int Line, string Column, ProblemCode Code, string? Category = null) : RowOutcome(Line);

/// <summary>Left out by a rule of the mapping, and counted under the rule's reason.</summary>
public sealed record Ignored(int Line, string Reason) : RowOutcome(Line);

/// <summary>Already in, from this file or an earlier one.</summary>
public sealed record Duplicate(int Line) : RowOutcome(Line)
{
    /// <summary>When it happened, where the row is in from an earlier delivery; null where the file itself tells it twice.</summary>
    public DateTimeOffset? FirstIn { get; init; }

    /// <summary>The incident's, where the row is in from an earlier delivery.</summary>
    public Guid Key { get; init; }
}

/// <summary>A further row of an incident that another row of the file tells of.</summary>
public sealed record Merged(int Line) : RowOutcome(Line);
