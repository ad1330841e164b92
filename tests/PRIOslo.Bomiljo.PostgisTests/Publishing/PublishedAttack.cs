using System.Collections.Frozen;
using Npgsql;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Publishing.Attack;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>The attack on what really stands in the published tables of a year, with every release before it and every answer of a drawn area.</summary>
internal sealed record PublishedAttack(IReadOnlyList<PinnedCell> Pinned, int Releases, int Hidden, int Answers)
{
    public static async Task<PublishedAttack> RunAsync(NpgsqlDataSource owner, int year)
    {
        await using var connection = await owner.OpenConnectionAsync();
        var version = (await PublishingStore.ReadLatestVersionAsync(connection, year, default))!.Value;
        var themes = await PublishingStore.ReadProtectedThemesAsync(connection, default);
        var cells = await CellQuery.RunAsync(connection, year, version, default);
        var hidden = new HashSet<CellKey>();
        await using (var command = new NpgsqlCommand("SELECT f.level, f.area, f.theme FROM published.figure f JOIN published.current USING (year, version) WHERE f.year = @year AND f.version = @version AND f.suppressed", connection))
        {
            command.Parameters.Add(new("year", (short)year));
            command.Parameters.Add(new("version", version));
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                hidden.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        var kept = await KeptReleases.ReadAsync(connection, year, themes, default);
        var answers = await DrawnAnswerQuery.RunAsync(connection, year, themes, default);
        var standing = EarlierRelease.Of(cells, themes, new(hidden.ToFrozenSet()));
        Assert.Equal(standing.Cells.ToHashSet(), kept[^1].Cells.ToHashSet());
        return new(await new IntegerAttack(kept, answers).RunAsync(default), kept.Count, hidden.Count, answers.Count);
    }
}
