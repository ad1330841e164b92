using Npgsql;

namespace PRIOslo.Bomiljo.Access;

/// <summary>One transaction of one person. Disposed without <see cref="CommitAsync"/> it rolls back; role and claim end with it.</summary>
public sealed class PersonSession : IAsyncDisposable
{
    private readonly NpgsqlTransaction _transaction;

    internal PersonSession(Person person, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        Person = person;
        Connection = connection;
        _transaction = transaction;
    }

    public Person Person { get; }

    /// <summary>In the transaction, under the person's database role.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Keeps what was written and ends the transaction: after it the connection may do nothing more.</summary>
    public Task CommitAsync(CancellationToken cancel = default) => _transaction.CommitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
