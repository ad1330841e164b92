using Npgsql;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Geography.Addresses;

/// <summary>Reads the address register that is in force.</summary>
public static class AddressBookQuery
{
    /// <returns>Null where no register is imported.</returns>
    public static async Task<AddressBook?> RunAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(AddressBookQuery)), connection);
        return await ReadAsync(command, cancel) is { Count: > 0 } addresses ? new AddressBook(addresses) : null;
    }

    /// <param name="command">Gives street, number, letter, postcode, place, east and north.</param>
    internal static async Task<List<AddressPoint>> ReadAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        var addresses = new List<AddressPoint>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal); // few differ, so that each is held once
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            addresses.Add(new(Text(0), reader.GetInt32(1), Text(2), Text(3), Text(4), reader.GetDouble(5), reader.GetDouble(6)));
        return addresses;

        string Text(int column)
        {
            var read = reader.GetString(column);
            if (texts.TryGetValue(read, out var known))
                return known;
            texts.Add(read, read);
            return read;
        }
    }
}
