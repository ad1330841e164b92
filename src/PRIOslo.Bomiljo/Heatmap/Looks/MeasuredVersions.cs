using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap.Looks;

/// <summary>A measured version of a year. <c>FrozenAt</c>, <c>Reason</c> and <c>Published</c> are null where they do not apply; <c>Published</c> is
/// <c>provisional</c> or <c>decided</c>.</summary>
public sealed record MeasuredVersion(
    int Year, int Version, DateTimeOffset MeasuredAt, DateTimeOffset? FrozenAt, string? Reason, string? Sha256, string? Published);

/// <summary>One version of a year, and the year's first where that is another one.</summary>
/// <param name="First">The highest, or, of those that are out, the one that readers see; null where that is the shown one.</param>
public sealed record ChosenVersion(MeasuredVersion Shown, MeasuredVersion? First)
{
    /// <summary>The first where it came after the shown one; else null. Without a reason it is not frozen, and corrects nothing yet.</summary>
    public MeasuredVersion? Newer => First?.Version > Shown.Version ? First : null;

    /// <summary>The first where readers see it although the shown one came after it; else null.</summary>
    public MeasuredVersion? Seen => First?.Version < Shown.Version ? First : null;
}

/// <summary>Which versions there are, and which of them is meant.</summary>
public static class MeasuredVersions
{
    /// <summary>Every version of every year, newest first.</summary>
    /// <param name="connection">As owner, or in an analyst's name.</param>
    public static Task<IReadOnlyList<MeasuredVersion>> ReadAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        SqlRows.ReadAsync<MeasuredVersionQuery, MeasuredVersion>(connection, [], MeasuredVersionQuery.Row, cancel);

    /// <param name="versions">As <see cref="ReadAsync"/> gives them.</param>
    /// <param name="year">Null for the newest year.</param>
    /// <param name="version">Null for the year's highest.</param>
    /// <returns>Null where there is none of that year and version.</returns>
    public static ChosenVersion? Choose(IReadOnlyList<MeasuredVersion> versions, int? year, int? version)
    {
        var ofYear = versions.Where(one => one.Year == (year ?? versions[0].Year)).ToList();
        return ofYear.Find(one => version is null || one.Version == version) is { } shown
            ? new(shown, shown == ofYear[0] ? null : ofYear[0])
            : null;
    }

    /// <param name="onlyOut">True to look at those alone that are out, and at the shown one first.</param>
    /// <exception cref="ProblemException">BOM-603: there is none of that year and version.</exception>
    public static async Task<ChosenVersion> DemandAsync(NpgsqlConnection connection, int year, int? version, bool onlyOut, CancellationToken cancel)
    {
        var versions = await ReadAsync(connection, cancel);
        // As readers see it: what is out by decision stays until another one is decided.
        if (onlyOut)
            versions = [.. versions.Where(one => one.Published is not null).OrderByDescending(one => one.Year).ThenByDescending(one => one.Published == "decided").ThenByDescending(one => one.Version)];
        return Choose(versions, year, version) ?? throw (version is null
            ? new ProblemException(ProblemCode.NotMeasured, $"year {year}", onlyOut ? "no figures of the year are out." : "the year has not been measured.",
                $"Run `bomiljo measure {year}`{(onlyOut ? ": it puts them out, or says why it may not" : "")}.")
            : new ProblemException(ProblemCode.NotMeasured, $"year {year}, version {version}", $"there is no such version{(onlyOut ? " that is out" : "")}.", "Leave --version out for the newest."));
    }
}
