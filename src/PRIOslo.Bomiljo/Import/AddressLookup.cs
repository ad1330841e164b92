using Npgsql;
using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Makes the geocoder of one delivery: the register in force, and the streets that look like those that it lacks.</summary>
internal static class AddressLookup
{
    /// <summary>True if the mapping needs an address register.</summary>
    public static bool IsNeeded(SourceMapping mapping) => mapping.Address is not null || mapping.Coarsen?.ToAddress == true;

    /// <summary>
    /// Reads the file once before the import does: names that the register lacks are asked of the database together, and while
    /// incidents are copied in the connection answers no question.
    /// </summary>
    /// <returns>Null where no register is imported.</returns>
    public static async Task<Geocoder?> PrepareAsync(NpgsqlConnection connection, SourceMapping mapping, DeliveryFile file, DateOnly lastDay, CancellationToken cancel)
    {
        if (await AddressBookQuery.RunAsync(connection, cancel) is not { } book)
            return null;
        var names = mapping.Address is null ? [] : UnknownStreets(mapping, file, lastDay, book.Streets, cancel);
        return new Geocoder(book, await SimilarStreetQuery.RunAsync(connection, book, names, cancel));
    }

    private static HashSet<string> UnknownStreets(SourceMapping mapping, DeliveryFile file, DateOnly lastDay, StreetIndex streets, CancellationToken cancel)
    {
        var columns = new MappedColumns(mapping);
        var normalise = new NormaliseStep(mapping, columns, lastDay);
        var unknown = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using var stream = file.OpenAgain();
        foreach (var row in new ReadStep(mapping, columns, file.Name).Read(stream).Select(new PrivacyCheck(mapping, columns, file.Name).Demand))
        {
            cancel.ThrowIfCancellationRequested();
            if (normalise.Apply(row) is Accepted { Address: { IsEmpty: false } address } && !unknown.Contains(address.Street) && !streets.Knows(address.Street))
                unknown.Add(address.Street);
        }

        return unknown;
    }
}
