using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

/// <summary>Series of a bydel and of the city over years in which areas inside them were split and borders inside them were moved.</summary>
[Collection("postgis")]
public class ChangedWholeTests(PostgisCluster cluster)
{
    private const int First = 2019;

    private const string Split =
        """
        UPDATE geo.area SET code = '0206', geom = ST_Multi(ST_MakeEnvelope(605000, 6642000, 605250, 6643000, 25832)) WHERE code = '0205' AND vintage_id = {0};
        INSERT INTO geo.area SELECT vintage_id, '0207', 'Area 0207', '02', ST_Multi(ST_MakeEnvelope(605250, 6642000, 606000, 6643000, 25832)) FROM geo.area WHERE code = '0206' AND vintage_id = {0};
        """;

    /// <summary>Between 0201 and 0202, 300 metres.</summary>
    private const string MovedBorder =
        """
        UPDATE geo.area SET geom = ST_Multi(ST_MakeEnvelope(601000, 6642000, 602300, 6643000, 25832)) WHERE code = '0201' AND vintage_id = {0};
        UPDATE geo.area SET geom = ST_Multi(ST_MakeEnvelope(602300, 6642000, 603000, 6643000, 25832)) WHERE code = '0202' AND vintage_id = {0};
        """;

    private static CodeChange[] SplitIn(int year) => [new("0205", "0206", year, 0.25), new("0205", "0207", year, 0.75)];

    [PostgisFact]
    public async Task A_split_and_a_border_moved_elsewhere_in_the_same_year_keep_the_series_of_the_bydel_and_the_city()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await AddYearsAsync(database, (2023, Split + MovedBorder));

        Assert.Equal(["01 5", "02 5", "03 5", "by 5", "0101 5", "0201 1", "0202 1", "0206 5", "0207 5"], await SeriesAsync(database, SplitIn(2023)));
        Assert.Equal(await RatioAsync(database, "02%"), await database.RowsAsync("SELECT round(change::numeric, 9) FROM heatmap.figure WHERE year = 2023 AND theme = 'forsopling' AND area = '02'"));
        Assert.Equal(await RatioAsync(database, "%"), await database.RowsAsync("SELECT round(change::numeric, 9) FROM heatmap.figure WHERE year = 2023 AND theme = 'forsopling' AND area = '0301' AND level = 'by'"));
    }

    [PostgisFact]
    public async Task A_split_in_one_year_and_a_border_moved_in_another_keep_them_too()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await AddYearsAsync(database, (2021, Split), (2022, Split + MovedBorder));

        Assert.Equal(["01 5", "02 5", "03 5", "by 5", "0101 5", "0201 2", "0202 2", "0206 5", "0207 5"], await SeriesAsync(database, SplitIn(2021)));
    }

    [PostgisFact]
    public async Task A_split_that_the_table_does_not_tell_of_ends_the_series_of_the_bydel_and_the_city()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await AddYearsAsync(database, (2022, Split + MovedBorder));

        Assert.Equal(["01 5", "02 2", "03 5", "by 2", "0101 5", "0201 2", "0202 2", "0206 2", "0207 2"], await SeriesAsync(database, []));
        Assert.Equal(["01 5", "02 2", "03 5", "by 2"], (await SeriesAsync(database, [new("0205", "0206", 2022, null), new("0205", "0207", 2022, null)])).Take(4));
    }

    [PostgisFact]
    public async Task A_part_that_the_table_moves_to_another_bydel_ends_the_bydels_series_and_not_the_citys()
    {
        const string movedPart = "UPDATE geo.area SET code = '0109', bydel = '01' WHERE code = '0203' AND vintage_id = {0};";
        await using var database = await cluster.NewDatabaseAsync();
        await AddYearsAsync(database, (2022, Split + MovedBorder + movedPart));

        Assert.Equal(["01 5", "02 2", "03 5", "by 5", "0101 5", "0201 2", "0202 2", "0206 5", "0207 5"], await SeriesAsync(database, [.. SplitIn(2022), new("0203", "0109", 2022, 1)]));
    }

    /// <summary>Boundaries of 2018, those that change them, and four years of incidents and residents, each in the boundaries of its year.</summary>
    private static async Task AddYearsAsync(TestDatabase database, params (int Year, string Change)[] vintages)
    {
        await database.AddAreasAsync();
        await database.AddTaxonomyAsync();
        for (var year = First; year <= SmallCity.Year; year++)
        {
            if (vintages.FirstOrDefault(vintage => vintage.Year == year) is { Change: { } change })
            {
                await database.AddAreasAsync(year);
                await database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, change, FormattableString.Invariant($"geo.vintage_for('delbydel', {year})")));
            }

            await database.ExecuteAsync(FormattableString.Invariant($"INSERT INTO geo.population (code, year, residents) SELECT code, {year}, 700 FROM geo.area WHERE vintage_id = geo.vintage_for('delbydel', {year})"));
            await database.DeliverAsync("renovasjon", SmallCity.Waste, below: 9, seed: year - First + 1, year);
            await database.DeliverAsync("brann", SmallCity.Fire, below: 9, seed: year - First + 11, year);
        }
    }

    /// <returns>Years in the series of waste, per bydel, for the city and for some delbydeler.</returns>
    private static async Task<List<string>> SeriesAsync(TestDatabase database, CodeChange[] changes)
    {
        await new Measurement(database.Owner, TimeProvider.System, codeChanges: new(changes, $"{changes.Length} {changes.FirstOrDefault()}")).RunAsync(SmallCity.Year, default);
        return await database.RowsAsync(
            """
            SELECT CASE level WHEN 'by' THEN 'by' ELSE area END, trend_years FROM heatmap.figure
            WHERE year = 2023 AND theme = 'forsopling' AND (level = 'by' OR (level = 'bydel' AND area <> '16') OR area IN ('0101', '0201', '0202', '0206', '0207'))
            ORDER BY level = 'delbydel', level = 'by', area
            """);
    }

    /// <returns>Rates of waste in 2023 over those of 2022, from the incidents themselves.</returns>
    private static Task<List<string>> RatioAsync(TestDatabase database, string codes) => database.RowsAsync(
        $"""
        WITH n AS (
            SELECT occurred_year AS year, sum(incidents)::numeric / (SELECT sum(residents) FROM geo.population p WHERE p.year = occurred_year AND p.code LIKE '{codes}') AS rate
            FROM incident.incident WHERE source = 'renovasjon' AND occurred_year >= 2022 AND place_delbydel LIKE '{codes}' GROUP BY 1)
        SELECT round(now.rate / old.rate, 9) FROM n now, n old WHERE (now.year, old.year) = (2023, 2022)
        """);
}
