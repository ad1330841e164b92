using Npgsql;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Suitability.Overrides;

/// <param name="Id">The number that a person's claim names.</param>
/// <param name="Name">What it is called.</param>
public sealed record SiteProject(int Id, string Name);

/// <summary>The projects that sites belong to.</summary>
public sealed class SiteProjects
{
    public const int LongestNameCharacters = 200;

    private SiteProjects()
    {
    }

    /// <summary>Adds a project, of which the planner who adds it is a member from the start.</summary>
    /// <param name="connection">In a transaction, which the caller commits; a planner's, or the owner's.</param>
    /// <param name="name">1 to <see cref="LongestNameCharacters"/> characters.</param>
    /// <param name="member">For the owner: the id of a person who is a member from the start; null: only the sign-in tells the members.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="ProblemException">BOM-001: no name, or one too long; a member without an id. BOM-005: see <see cref="OwnWords.Demand"/>.</exception>
    /// <exception cref="PostgresException">42501: the person's role may not.</exception>
    public static async Task<int> AddAsync(NpgsqlConnection connection, string name, string? member, CancellationToken cancel)
    {
        var text = name.Trim();
        if (text.Length is 0 or > LongestNameCharacters || text.Any(char.IsControl))
            throw new ProblemException(ProblemCode.BadArgument, "NAME", $"a name of 1 to {LongestNameCharacters} characters is needed.", "Give the project a short name.");
        OwnWords.Demand(text, "NAME");
        var letIn = member?.Trim();
        if (letIn is { Length: 0 })
            throw new ProblemException(ProblemCode.BadArgument, "--member", "a person's id is needed.", "Write it as the sign-in gives it, or leave --member out.");
        await using var command = letIn is null
            ? new NpgsqlCommand("INSERT INTO site.project (name) VALUES (@name) RETURNING id", connection) { Parameters = { new("name", text) } }
            : new NpgsqlCommand("INSERT INTO site.project (name, added_for) VALUES (@name, @member) RETURNING id", connection) { Parameters = { new("name", text), new("member", letIn) } };
        var id = (int)(await command.ExecuteScalarAsync(cancel))!;
        await AuditLog.AppendAsync(connection, AuditActions.ProjectAdd, $"project {id}", letIn is null ? null : new { Member = letIn }, cancel);
        return id;
    }

    /// <returns>Those that the caller may see, by number.</returns>
    public static Task<IReadOnlyList<SiteProject>> ListAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        SqlRows.ReadAsync<SiteProjects, SiteProject>(connection, [], row => new SiteProject(row.GetInt32(0), row.GetString(1)), cancel);
}
