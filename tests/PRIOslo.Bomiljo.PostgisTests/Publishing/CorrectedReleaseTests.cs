using PRIOslo.Bomiljo.PostgisTests.Heatmap;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>A year that goes out more than once, to readers who have kept every release.</summary>
[Collection("postgis")]
public class CorrectedReleaseTests(PostgisCluster cluster)
{
    private const string Suppressed = "SELECT level, area, theme FROM published.figure f JOIN published.current USING (year, version) WHERE f.suppressed ORDER BY 1, 2, 3";

    [PostgisFact]
    public async Task What_an_overwritten_provisional_release_hid_stays_hidden()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync();
        var before = await database.RowsAsync(Suppressed);

        await database.DeliverAsync("brann", SmallCity.Fire, below: 40, seed: 71);
        await database.MeasureAsync();
        await database.PublishAsync();

        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM published.release"));
        Assert.NotEmpty(before);
        Assert.Subset((await database.RowsAsync(Suppressed)).ToHashSet(), before.ToHashSet());
    }

    [PostgisFact]
    public async Task A_cell_that_grows_by_a_small_number_between_two_releases_is_hidden_and_one_that_grows_by_five_is_not()
    {
        await using var database = await CityOfFiresAsync();
        await database.MeasureAsync();
        await database.PublishAsync();
        const string fires = "SELECT area, f.suppressed FROM published.figure f JOIN published.current USING (year, version) WHERE level = 'delbydel' AND theme = 'brann' AND area IN ('0102', '0103') ORDER BY 1";
        Assert.Equal(["0102 False", "0103 False"], await database.RowsAsync(fires));

        foreach (var (area, more) in new[] { ("0101", 30), ("0102", 2), ("0103", 20), ("0201", 10), ("0202", 11), ("0203", 12) })
            await database.DeliverOneAsync("brann", "brann.other", area, more, seed: more);
        await database.MeasureAsync();
        await database.PublishAsync();

        var after = await database.RowsAsync("SELECT area FROM published.figure f JOIN published.current USING (year, version) WHERE level = 'delbydel' AND theme = 'brann' AND f.suppressed ORDER BY 1");
        Assert.Equal("0102", Assert.Single(after, area => area == "0102"));
        Assert.InRange(after.Count, 2, 3); // and what protects it; others that grew by ten and more are shown
    }

    [PostgisFact]
    public async Task The_same_figures_again_are_the_same_release()
    {
        await using var database = await cluster.NewCityAsync();
        await database.MeasureAsync();
        await database.PublishAsync();
        var before = await database.RowsAsync(Suppressed);

        await database.PublishAsync(provisional: false);

        Assert.Equal(before, await database.RowsAsync(Suppressed));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.kept_release"));
    }

    [PostgisFact]
    public async Task A_theme_of_a_small_population_or_of_one_address_is_hidden_for_itself()
    {
        await using var database = await CityOfFiresAsync();
        await database.DeliverOneAsync("brann", "brann.other", "0104", 900, seed: 1);
        await database.ExecuteAsync("UPDATE geo.population SET residents = 60 WHERE code = '0203'; UPDATE incident.incident SET position = 'point'");
        await database.MeasureAsync();
        await database.PublishAsync();

        var hidden = await database.RowsAsync(Suppressed);
        Assert.Contains("delbydel 0104 brann", hidden);
        Assert.Contains("delbydel 0203 brann", hidden);
        Assert.DoesNotContain("delbydel 0205 brann", hidden);
    }

    /// <summary>Fires alone, about 180 in each delbydel at six places.</summary>
    private async Task<TestDatabase> CityOfFiresAsync()
    {
        var database = await cluster.NewDatabaseAsync();
        await database.AddAreasAsync();
        await database.AddPopulationAsync();
        await database.AddTaxonomyAsync();
        await database.DeliverAsync("brann", ["brann.building", "brann.vehicle", "brann.other"], below: 60, seed: 72);
        return database;
    }
}
