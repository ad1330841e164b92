using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Places incidents again when boundaries have been imported: every incident in the vintage of its own year.</summary>
public static class Replacement
{
    /// <inheritdoc cref="RunAsync(NpgsqlConnection, bool, CodeChanges, CancellationToken)"/>
    /// <remarks>With the table of changed areas as it is now.</remarks>
    public static Task<int> RunAsync(NpgsqlConnection connection, bool all, CancellationToken cancel) =>
        RunAsync(connection, all, CodeChanges.Load(CodeChanges.DefaultPath), cancel);

    /// <param name="connection">In a transaction that holds <see cref="PlacementLock"/> alone, as the one that imports the boundaries.</param>
    /// <param name="all">True also places again what is placed: the outline, Sentrum or Marka has changed. False places what is not placed in
    /// the vintage of its year, or states an area that this vintage does not have.</param>
    /// <param name="changes">The table of changed areas.</param>
    /// <param name="cancel">Stops before the placements of a year are written.</param>
    /// <returns>How many incidents were placed anew.</returns>
    public static async Task<int> RunAsync(NpgsqlConnection connection, bool all, CodeChanges changes, CancellationToken cancel)
    {
        var vintages = await BoundaryVintages.LoadAsync(connection, changes, cancel);
        var placed = 0;
        foreach (var year in await YearsAsync(connection, cancel))
        {
            if (vintages.For(year) is not { } vintage)
                continue;
            var incidents = await PlaceAsync(connection, year, vintage, all, cancel);
            await PlacementWriter.WriteAsync(connection, vintage.Id, incidents, cancel);
            placed += incidents.Count;
        }

        if (placed > 0)
            await TallyAgain.RunAsync(connection, cancel);
        return placed;
    }

    private static async Task<List<int>> YearsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT DISTINCT occurred_year FROM incident.incident ORDER BY 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var years = new List<int>();
        while (await reader.ReadAsync(cancel))
            years.Add(reader.GetInt16(0));
        return years;
    }

    private static async Task<List<PlacedIncident>> PlaceAsync(NpgsqlConnection connection, int year, Vintage vintage, bool all, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.For(typeof(Replacement)), connection)
        {
            Parameters = { new("year", (short)year), new("vintage", vintage.Id), new("all", all) },
        };
        var incidents = new List<PlacedIncident>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            (double, double)? point = reader.IsDBNull(2) ? null : (reader.GetDouble(2), reader.GetDouble(3));
            var stated = reader.IsDBNull(4) ? default : new StatedArea((AreaKind)Array.IndexOf(AreaKinds.Texts, reader.GetString(5)), reader.GetString(4));
            var placement = PlaceStep.Apply(point, stated, vintage.Locator);
            if (all || !reader.GetBoolean(6) || placement.Delbydel != (reader.IsDBNull(7) ? default : DelbydelCode.Parse(reader.GetString(7))))
                incidents.Add(new(reader.GetInt32(0), reader.GetInt32(1), placement));
        }

        return incidents;
    }
}
