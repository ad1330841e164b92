using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Heatmap.Register;

/// <summary>Puts measures, events and notes on record. Nothing is changed afterwards: a mistake is marked as removed, and stays.</summary>
/// <remarks>Who noted it and when is filled in by the database.</remarks>
/// <param name="connection">As owner, or in an analyst's name, whom the database lets write of the own bydeler alone. In a transaction of the
/// caller's, so that nothing is kept without its entry in the audit.</param>
/// <param name="clock">For the time of removing.</param>
public sealed class EventRegister(NpgsqlConnection connection, TimeProvider clock)
{
    public const int LongestEventCharacters = 1_000;
    public const int LongestNoteCharacters = 4_000;

    public static IReadOnlyList<string> Kinds { get; } = ["lighting", "patrol", "facility", "campaign", "other"];

    /// <param name="registered">Its number and who noted it are not looked at.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="ProblemException">BOM-001: an unknown kind or area, a facility that is to be public, a last day before the first, or a text that is empty or too long. BOM-005: the text holds somebody's number or address.</exception>
    public async Task<int> AddAsync(RegisteredEvent registered, CancellationToken cancel)
    {
        Demand(Kinds.Contains(registered.Kind), "--kind", "is not known.", $"Use one of {string.Join(", ", Kinds)}.");
        Demand(registered is not { Kind: "facility", Public: true }, "--public", "does not go with facility: where a home for the target groups lies never goes out.",
            "Leave --public out; analysts see the event beside the series all the same.");
        var area = registered.Area is null ? null : AreaCode(registered.Area);
        Demand(registered.LastDay is not { } last || last >= registered.FirstDay, "--to", "lies before --from.", "Correct one of them.");
        var text = Text(registered.Text, LongestEventCharacters);
        await DemandKnownAsync(area, cancel);
        return await WriteAsync(
            """
            INSERT INTO heatmap.event (kind, area, first_day, last_day, text, public) VALUES (@kind, @area, @first, @last, @text, @public) RETURNING event_id
            """,
            [
                new("kind", registered.Kind), new("area", NpgsqlDbType.Text) { Value = (object?)area ?? DBNull.Value }, new("first", registered.FirstDay),
                new("last", NpgsqlDbType.Date) { Value = (object?)registered.LastDay ?? DBNull.Value }, new("text", text), new("public", registered.Public),
            ],
            AuditActions.EventAdd, id => $"event {id}", new { registered.Kind, Area = area, registered.Public }, cancel);
    }

    /// <exception cref="ProblemException">BOM-001: no delbydel, or a text that is empty or too long. BOM-005: the text holds somebody's number or address.</exception>
    public async Task<int> AddNoteAsync(string area, int year, string text, CancellationToken cancel)
    {
        Demand(year is >= 1950 and <= 2200, "--year", "is no year of a measurement.", "Write it as 2023.");
        var code = AreaCode(area);
        Demand(code.Length == 4, "--area", "is no delbydel.", "Write four digits, such as 0105.");
        await DemandKnownAsync(code, cancel);
        return await WriteAsync("INSERT INTO heatmap.note (area, year, text) VALUES (@area, @year, @text) RETURNING note_id",
            [new("area", code), new("year", (short)year), new("text", Text(text, LongestNoteCharacters))],
            AuditActions.NoteAdd, id => $"note {id}", new { Area = code, Year = year }, cancel);
    }

    /// <exception cref="ProblemException">BOM-627: there is none of this number, or it is removed already.</exception>
    public Task RemoveAsync(int id, CancellationToken cancel) => WriteAsync(
        "UPDATE heatmap.event SET removed_at = @at WHERE event_id = @id AND removed_at IS NULL RETURNING event_id", [new("id", id), new("at", clock.GetUtcNow())],
        AuditActions.EventRemove, _ => $"event {id}", null, cancel);

    /// <inheritdoc cref="RemoveAsync"/>
    public Task RemoveNoteAsync(int id, CancellationToken cancel) => WriteAsync(
        "UPDATE heatmap.note SET removed_at = @at WHERE note_id = @id AND removed_at IS NULL RETURNING note_id", [new("id", id), new("at", clock.GetUtcNow())],
        AuditActions.NoteRemove, _ => $"note {id}", null, cancel);

    private async Task<int> WriteAsync(string sql, NpgsqlParameter[] parameters, string action, Func<int, string> subject, object? detail, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        if (await command.ExecuteScalarAsync(cancel) is not int id)
            throw new ProblemException(ProblemCode.UnknownEvent, "ID", "there is none of this number, or it is removed already.", "See `bomiljo event list`.");
        await AuditLog.AppendAsync(connection, action, subject(id), detail, cancel);
        return id;
    }

    /// <summary>Of any vintage, because an event can be older than today's boundaries; before there are boundaries every code will do.</summary>
    private async Task DemandKnownAsync(string? area, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT @area IS NULL OR NOT EXISTS (SELECT FROM geo.area) OR EXISTS (SELECT FROM geo.area WHERE @area IN (code, bydel))", connection)
        {
            Parameters = { new("area", NpgsqlDbType.Text) { Value = (object?)area ?? DBNull.Value } },
        };
        Demand(await command.ExecuteScalarAsync(cancel) is true, "--area", "no imported boundaries have this area.", "Write a delbydel as 0105, a bydel as 01.");
    }

    private static string AreaCode(string text) =>
        text.Trim().Length <= 2 && BydelCode.TryParse(text, out var bydel) ? bydel.ToString()
        : DelbydelCode.TryParse(text, out var delbydel) ? delbydel.ToString()
        : throw new ProblemException(ProblemCode.BadArgument, "--area", "this is neither a delbydel nor a bydel.", "Write a delbydel as 0105, a bydel as 01.");

    private static string Text(string text, int longest)
    {
        Demand(text.Trim().Length is > 0 && text.Trim().Length <= longest, "--text", $"a text of 1 to {longest} characters is needed.", "Say what was done, and name nobody.");
        return OwnWords.Demand(text.Trim(), "--text");
    }

    private static void Demand(bool holds, string place, string what, string remedy)
    {
        if (!holds)
            throw new ProblemException(ProblemCode.BadArgument, place, what, remedy);
    }
}
