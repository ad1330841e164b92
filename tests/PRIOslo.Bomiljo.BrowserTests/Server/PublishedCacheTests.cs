using Npgsql;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Web.Server;

namespace PRIOslo.Bomiljo.BrowserTests.Server;

[Collection("city")]
public sealed class PublishedCacheTests(FilledCity city)
{
    [BrowserFact]
    public async Task Many_who_ask_for_the_same_at_once_wait_for_one_reading()
    {
        Assert.NotNull(city.Served.Address);
        await using var database = await DatabaseAccess.OpenWebAsync();
        using var cache = new PublishedCache(database, TimeProvider.System);
        var readings = 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => cache.GetAsync("once", async (_, shown, cancel) =>
        {
            Interlocked.Increment(ref readings);
            await Task.Delay(50, cancel);
            return shown.Stamp;
        }, text => text.Length, CancellationToken.None)));
        Assert.Equal(1, readings);
        var shown = await cache.ShownAsync(default);
        Assert.Equal(ShownReleases.Of(shown.Releases, Measurement.ProgramVersion).Stamp, Assert.Single(answers.Distinct(StringComparer.Ordinal)));
    }

    [BrowserFact]
    public async Task What_one_reading_reads_is_of_one_moment()
    {
        Assert.NotNull(city.Served.Address);
        await using var database = await DatabaseAccess.OpenWebAsync();
        await using var owner = await DatabaseAccess.OpenOwnerAsync();
        using var cache = new PublishedCache(database, TimeProvider.System);
        const string sum = "SELECT sum(months) FROM published.coverage";

        var sums = await cache.GetAsync("moment", async (connection, _, cancel) =>
        {
            var read = new List<long>();
            foreach (var change in new[] { "+ 1", "- 1" })
            {
                await using var command = new NpgsqlCommand(sum, connection);
                read.Add((long)(await command.ExecuteScalarAsync(cancel))!);
                await using var between = owner.CreateCommand($"UPDATE published.coverage SET months = months {change}");
                await between.ExecuteNonQueryAsync(cancel);
            }

            return read;
        }, read => read.Count, CancellationToken.None);

        Assert.Single(sums.Distinct());
    }

    [BrowserFact]
    public async Task A_failure_is_told_to_who_waits_and_not_kept()
    {
        Assert.NotNull(city.Served.Address);
        await using var database = await DatabaseAccess.OpenWebAsync();
        using var cache = new PublishedCache(database, TimeProvider.System);
        await Assert.ThrowsAsync<InvalidDataException>(() => cache.GetAsync<string>("failing", (_, _, _) => throw new InvalidDataException(), _ => 1, default));
        Assert.Equal("well", await cache.GetAsync("failing", (_, _, _) => Task.FromResult("well"), _ => 1, default));
    }

    [BrowserFact]
    public async Task What_is_too_large_for_the_room_is_given_and_not_kept()
    {
        Assert.NotNull(city.Served.Address);
        await using var database = await DatabaseAccess.OpenWebAsync();
        using var cache = new PublishedCache(database, TimeProvider.System);
        var readings = 0;
        for (var n = 0; n < 2; n++)
            await cache.GetAsync("large", (_, _, _) => Task.FromResult($"{++readings}"), _ => PublishedCache.CapacityBytes, default);
        Assert.Equal(2, readings);
    }
}
