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

    /// <param name="connection">As owner.</param>
    /// <param name="name">1 to <see cref="LongestNameCharacters"/> characters.</param>
    /// <param name="cancel">Stops waiting for the database.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="ProblemException">BOM-001: no name, or one too long.</exception>
    public static async Task<int> AddAsync(NpgsqlConnection connection, string name, CancellationToken cancel)
    {
        if (name.Trim().Length is 0 or > LongestNameCharacters)
            throw new ProblemException(ProblemCode.BadArgument, "NAME", $"a name of 1 to {LongestNameCharacters} characters is needed.", "Give the project a short name.");
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand("INSERT INTO site.project (name) VALUES (@name) RETURNING id", connection) { Parameters = { new("name", name.Trim()) } };
        var id = (int)(await command.ExecuteScalarAsync(cancel))!;
        await AuditLog.AppendAsync(connection, AuditActions.ProjectAdd, $"project {id}", null, cancel);
        await transaction.CommitAsync(cancel);
        return id;
    }

    /// <returns>Those that the caller may see, by number.</returns>
    public static Task<IReadOnlyList<SiteProject>> ListAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        SqlRows.ReadAsync<SiteProjects, SiteProject>(connection, [], row => new SiteProject(row.GetInt32(0), row.GetString(1)), cancel);
}
