using System.Data;
using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Access;

/// <summary>The database as the web server has it: its login can do nothing but take on a person's role for one transaction.</summary>
/// <param name="dataSource">As the role <c>bomiljo_web</c>; disposed with this. Its pool resets each connection on return, and no
/// pooler that shares server processes between transactions may stand before the server, as a claim is bound to the process.</param>
/// <param name="signer">Signs with the database's own key.</param>
public sealed class WebDatabase(NpgsqlDataSource dataSource, ClaimSigner signer) : IAsyncDisposable
{
    /// <summary>Opens a connection and a transaction under the person's role, with a signed claim of who it is.</summary>
    /// <remarks>The claim lasts <see cref="ClaimSigner.Lifetime"/>: a statement that begins later sees nothing.</remarks>
    public Task<PersonSession> OpenAsync(Person person, CancellationToken cancel) =>
        OpenAsync(person, IsolationLevel.ReadCommitted, cancel);

    /// <inheritdoc cref="OpenAsync(Person, CancellationToken)"/>
    public async Task<PersonSession> OpenAsync(Person person, IsolationLevel isolation, CancellationToken cancel)
    {
        var connection = await dataSource.OpenConnectionAsync(cancel);
        NpgsqlTransaction? transaction = null;
        try
        {
            transaction = await connection.BeginTransactionAsync(isolation, cancel);
            // The claim goes as a parameter, so that it stands in no statement's text that other sessions may see.
            await using var command = new NpgsqlCommand("SELECT set_config('role', $1, true), set_config('bomiljo.claim', $2, true)", connection)
            {
                Parameters =
                {
                    new() { Value = "bomiljo_" + ClaimSigner.NameOf(person.Role), NpgsqlDbType = NpgsqlDbType.Text },
                    new() { Value = signer.Sign(person, connection.ProcessID), NpgsqlDbType = NpgsqlDbType.Text },
                },
            };
            await command.ExecuteNonQueryAsync(cancel);
            return new PersonSession(person, connection, transaction);
        }
        catch
        {
            if (transaction is not null)
                await transaction.DisposeAsync();
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes an entry of the audit and commits it: what follows is on record even if it fails or is rolled back.</summary>
    /// <inheritdoc cref="AuditLog.AppendAsync"/>
    public async Task RecordAsync(Person person, string action, string subject, object? detail, CancellationToken cancel)
    {
        await using var session = await OpenAsync(person, cancel);
        await AuditLog.AppendAsync(session.Connection, action, subject, detail, cancel);
        await session.CommitAsync(cancel);
    }

    /// <summary>Lets go of the connections that are kept: after a failure of the server they are dead.</summary>
    public void ForgetConnections() => dataSource.Clear();

    /// <summary>Asks the database whether a claim of this server counts.</summary>
    /// <param name="keyFile">Where the key is from, for the message.</param>
    /// <exception cref="ProblemException">BOM-802: it does not.</exception>
    internal async Task DemandTrustAsync(string keyFile, CancellationToken cancel)
    {
        await using var session = await OpenAsync(new Person("web server", Role.Viewer, null, []), cancel);
        await using var command = new NpgsqlCommand("SELECT access.person() IS NOT NULL", session.Connection);
        if (await command.ExecuteScalarAsync(cancel) is not true)
        {
            throw new ProblemException(ProblemCode.NoWebConnection, keyFile, "the database does not trust what this key signs.",
                "Write it anew with `bomiljo db claim-key --out FILE`, set both machines' clocks, and let no transaction pooler stand between.");
        }
    }

    public ValueTask DisposeAsync() => dataSource.DisposeAsync();
}
