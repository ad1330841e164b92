using Npgsql;
using NpgsqlTypes;
using PRIOslo.Bomiljo.Database;

namespace PRIOslo.Bomiljo.Suitability.Layers;

internal static class AddressQuery
{
    /// <returns>The address in the register's own spelling, or null where there is none.</returns>
    public static async Task<SitePoint?> RunAsync(NpgsqlConnection connection, AddressText address, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(AddressQuery)), connection);
        command.Parameters.AddWithValue("street", address.Street);
        command.Parameters.AddWithValue("number", address.Number);
        AddText("letter", address.Letter);
        AddText("postcode", address.Postcode);
        AddText("place", address.Place);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            return null;

        var town = $"{reader.GetString(3)} {reader.GetString(4)}".Trim();
        var street = $"{reader.GetString(0)} {reader.GetInt32(1)}{reader.GetString(2)}";
        return new SitePoint(town.Length == 0 ? street : $"{street}, {town}", reader.GetDouble(5), reader.GetDouble(6));

        void AddText(string name, string? value) =>
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Text) { Value = (object?)value ?? DBNull.Value });
    }
}
