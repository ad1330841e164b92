using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Places incidents again whose stated area the boundaries of their year do not have, when the table of changed areas has changed since.</summary>
public abstract class OldAreas
{
    private sealed record Stated(string Code, string? PlacedIn, string[] Known);

    /// <param name="firstYear">Of the years that are looked through.</param>
    /// <param name="changes">The table of changed areas.</param>
    /// <returns>How many incidents were placed anew.</returns>
    public static async Task<int> PlaceAgainAsync(NpgsqlDataSource database, int firstYear, int lastYear, CodeChanges changes, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var stated = await SqlRows.ReadAsync<OldAreas, Stated>(connection, [new("first_year", firstYear), new("last_year", lastYear)],
            row => new Stated(row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetFieldValue<string[]>(3)), cancel);
        if (stated.All(area => area.PlacedIn == changes.SuccessorOf(area.Code, area.Known.Contains)))
            return 0;
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await PlacementLock.TakeAsync(connection, cancel);
        var placed = await Replacement.RunAsync(connection, all: false, changes, cancel);
        await transaction.CommitAsync(cancel);
        return placed;
    }
}
