using System.Data;
using Npgsql;
using PRIOslo.Bomiljo.Access;

namespace PRIOslo.Bomiljo.Web.SignIn;

/// <summary>The database in the name of whoever makes the request.</summary>
public sealed class PersonDatabase(WebDatabase database, IHttpContextAccessor request)
{
    private HttpContext Context => request.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>Asks the database as the person, and gives the connection back before the page is written: a slow reader holds none.</summary>
    /// <exception cref="PostgresException">42501: the person's role may not.</exception>
    public Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> ask, CancellationToken cancel) => AskAsync(IsolationLevel.ReadCommitted, ask, cancel);

    /// <summary>The same, of one moment: what is committed between two statements is not seen.</summary>
    /// <inheritdoc cref="AskAsync{T}(Func{NpgsqlConnection, Task{T}}, CancellationToken)"/>
    public Task<T> AskOfOneMomentAsync<T>(Func<NpgsqlConnection, Task<T>> ask, CancellationToken cancel) => AskAsync(IsolationLevel.RepeatableRead, ask, cancel);

    /// <summary>As <see cref="AskAsync{T}(Func{NpgsqlConnection, Task{T}}, CancellationToken)"/>, but keeps what was written, before the page is.</summary>
    /// <exception cref="PostgresException">42501: the person's role may not.</exception>
    public async Task<T> ActAsync<T>(Func<NpgsqlConnection, Task<T>> act, CancellationToken cancel)
    {
        await using var session = await database.OpenAsync(Context.User.Person(), cancel);
        var result = await act(session.Connection);
        await session.CommitAsync(cancel);
        return result;
    }

    /// <summary>Puts on record that the person is about to do something; returns when that is stored.</summary>
    /// <inheritdoc cref="WebDatabase.RecordAsync"/>
    public Task RecordAsync(string action, string subject, object? detail, CancellationToken cancel) =>
        database.RecordAsync(Context.User.Person(), action, subject, detail, cancel);

    private async Task<T> AskAsync<T>(IsolationLevel isolation, Func<NpgsqlConnection, Task<T>> ask, CancellationToken cancel)
    {
        await using var session = await database.OpenAsync(Context.User.Person(), isolation, cancel);
        return await ask(session.Connection);
    }
}
