using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;

namespace PRIOslo.Bomiljo.Suitability.Overrides;

/// <summary>Puts a person's verdict on record beside the computed one. Nothing is changed or removed: the latest decision stands.</summary>
/// <param name="connection">In a transaction, which the caller commits: the database decides whether this person may write.</param>
public sealed class SiteOverrideStore(NpgsqlConnection connection)
{
    public const int LongestReasonCharacters = 4_000;
    public const int LongestNameCharacters = 200;

    /// <returns>What the rules give for the only group of the report, where a person may decide otherwise.</returns>
    /// <exception cref="ProblemException">BOM-667: the place is not in the municipality. BOM-668: the group is not placed at such a place.</exception>
    public static GroupReport ToDecide(SiteReport report)
    {
        if (report.Unknown == Metrics.UnknownReason.OutsideMunicipality)
        {
            throw new ProblemException(ProblemCode.OverrideOutside, "site", "the place lies outside the municipality.",
                "Give a place in the city, or import the areas that it lies in.");
        }

        var computed = report.Groups.Single();
        return computed.NotApplicable is null ? computed : throw new ProblemException(
            ProblemCode.OverrideNotApplicable, "group", $"group {computed.Group} is placed in existing dwellings, and none stands here.",
            "Give the address of a dwelling.");
    }

    /// <summary>Stores the decision, with its site where the project does not have it yet, and its entry in the audit.</summary>
    /// <param name="project">Number of the project that the site belongs to.</param>
    /// <param name="point">The place; named by its coordinates where it has no name.</param>
    /// <param name="computed">What the rules give there for the group.</param>
    /// <param name="units">Homes planned, for which they give it; 1 to <see cref="Site.MostUnits"/>, or null: not said.</param>
    /// <param name="verdict">What the person decides in its place.</param>
    /// <param name="reason">Why; 1 to <see cref="LongestReasonCharacters"/> characters.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    /// <returns>The decision's number.</returns>
    /// <exception cref="ProblemException">
    /// BOM-715: the project does not exist, or is not the person's. BOM-716: no reason, or one too long. BOM-005: the reason names somebody's number or address. BOM-717: the verdict is the
    /// one that is computed.
    /// </exception>
    /// <exception cref="PostgresException">42501: the person's role may not decide.</exception>
    public async Task<int> AddAsync(int project, SitePoint point, GroupReport computed, int? units, Verdict verdict, string reason, CancellationToken cancel)
    {
        var text = reason.Trim();
        if (text.Length is 0 or > LongestReasonCharacters || text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ProblemException(ProblemCode.NoOverrideReason, "reason", $"a reason of 1 to {LongestReasonCharacters} characters is needed.",
                "Say what the rules do not see here, and name nobody.");
        }

        OwnWords.Demand(text, "reason");
        if (verdict == computed.Verdict)
        {
            throw new ProblemException(ProblemCode.NothingToOverride, "verdict", "the rules give this verdict already.",
                "Decide for another verdict, or leave the computed one as it is.");
        }

        var candidate = await CandidateAsync(project, point, cancel) ?? throw new ProblemException(
            ProblemCode.UnknownProject, "project", "there is no such project, or you are not a member of it.",
            "Give the number of a project that you are a member of.");
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO site.decision (candidate_id, group_code, verdict, reason, computed_verdict, computed_score, planned_units)
            VALUES (@candidate, @group, @verdict, @reason, @computed, @score, @units) RETURNING id
            """, connection)
        {
            Parameters =
            {
                new("candidate", candidate), new("group", computed.Group), new("verdict", Codes.Of(verdict)), new("reason", text),
                new("computed", Codes.Of(computed.Verdict)), new("score", NpgsqlDbType.Double) { Value = (object?)computed.Score ?? DBNull.Value },
                new("units", NpgsqlDbType.Integer) { Value = (object?)units ?? DBNull.Value },
            },
        };
        var id = (int)(await command.ExecuteScalarAsync(cancel))!;
        await AuditLog.AppendAsync(connection, AuditActions.SiteDecision, $"decision {id}",
            new { Project = project, Candidate = candidate, computed.Group, Verdict = Codes.Of(verdict), Computed = Codes.Of(computed.Verdict), Units = units }, cancel);
        return id;
    }

    private async Task<int?> CandidateAsync(int project, SitePoint point, CancellationToken cancel)
    {
        var name = point.Site.Trim() is { Length: > 0 } given ? given : FormattableString.Invariant($"{point.East:0} {point.North:0}");
        await using var command = new NpgsqlCommand(SqlFile.For<SiteOverrideStore>(), connection)
        {
            Parameters =
            {
                new("project", project), new("name", name.Length > LongestNameCharacters ? name[..LongestNameCharacters] : name),
                new("east", point.East), new("north", point.North), new("metres", SiteOverrideQuery.SameSiteMetres),
            },
        };
        return await command.ExecuteScalarAsync(cancel) as int?;
    }
}
