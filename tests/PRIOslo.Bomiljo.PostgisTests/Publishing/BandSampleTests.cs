using System.Globalization;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Publishing.Attack;
using PRIOslo.Bomiljo.Publishing.Bands;
using PRIOslo.Bomiljo.Tests.Publishing.Glpk;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

[Collection("demo")]
public class BandSampleTests(DemoCity demo)
{
    /// <summary>As the least and the largest value that the other figures leave open give the squares that are out, and values between them
    /// too, the squares narrow no hidden count. That the worlds are apart enough is seen by squares that hidden incidents enter.</summary>
    [GlpkFact]
    public async Task The_samples_squares_are_the_same_in_every_world_that_integer_programming_holds_possible()
    {
        var (worlds, values, drawn, entered) = (0, new HashSet<(int, string, string, int)>(), 0, 0);
        foreach (var year in await YearsAsync())
        {
            await using var connection = await demo.Database.OpenConnectionAsync();
            var version = (await PublishingStore.ReadLatestVersionAsync(connection, year, default))!.Value;
            var release = (await PublishedBands.ReadAsync(connection, year, version, default))!;
            var surfaces = release.Themes.ToDictionary(theme => theme.Theme, theme => release.Bands.Of(theme.Counts, theme.Incidents));
            Assert.Equal(await StandingAsync(year, version), Told(surfaces));
            var themes = await PublishingStore.ReadProtectedThemesAsync(connection, default);
            var kept = await KeptReleases.ReadAsync(connection, year, themes, default);
            foreach (var world in await PossibleWorld.OfAsync(kept, await AnsweredAreaQuery.RunAsync(connection, year, themes, default), new Random(year)))
            {
                var theme = release.Themes.Single(rows => rows.Theme == world.Asked.Theme);
                Assert.Null(theme.Counts[world.Asked.Area]);
                var incidents = In(world, theme);
                var other = release.Bands.Of(theme.Counts, incidents);
                Assert.True(surfaces[theme.Theme] is { } surface ? surface.IsAs(other) : other is null, $"{year} {world.Asked}");
                var leaking = release.Bands.Of(theme.Counts.ToDictionary(pair => pair.Key, pair => pair.Value ?? (int?)incidents.Where(row => row.Code == pair.Key).Sum(row => row.Incidents)), incidents);
                _ = (worlds++, values.Add((year, world.Asked.Theme, world.Asked.Area, world.Value)), drawn += other is null ? 0 : 1);
                entered += surfaces[theme.Theme]?.IsAs(leaking) == false ? 1 : 0;
            }
        }

        Assert.True(worlds > 500 && values.Count > 2 * worlds / 3 && drawn > 300 && entered > 300, $"{worlds} worlds, {values.Count} values, {drawn} with squares, {entered} that would be seen.");
    }

    private async Task<List<int>> YearsAsync() => [.. (await demo.RowsAsync("SELECT DISTINCT year FROM published.release ORDER BY 1")).Select(year => int.Parse(year, CultureInfo.InvariantCulture))];

    private Task<List<string>> StandingAsync(int year, int version) =>
        demo.RowsAsync($"SELECT theme, band, cells FROM published.surface_band WHERE year = {year} AND version = {version} ORDER BY theme COLLATE \"C\", band");

    private static IEnumerable<string> Told(IReadOnlyDictionary<string, ThemeSurface?> surfaces) => surfaces.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .SelectMany(pair => (pair.Value?.Bands ?? []).Where(band => band != SurfaceBands.None).GroupBy(band => band).OrderBy(band => band.Key).Select(band => $"{pair.Key}|{band.Key}|{band.Count()}"));

    /// <summary>The theme's incidents, with as many in the world's delbydeler as it says: all at the first address, which tells most.</summary>
    private static List<BandIncident> In(PossibleWorld world, BandThemeRows theme)
    {
        var counts = world.Counts.Where(cell => cell.Key.Theme == theme.Theme).ToDictionary(cell => cell.Key.Area, cell => cell.Value, StringComparer.Ordinal);
        return [.. theme.Incidents.Where(row => !counts.ContainsKey(row.Code)),
            .. theme.Incidents.Where(row => counts.ContainsKey(row.Code)).GroupBy(row => row.Code).Select(area => area.First() with { Incidents = counts[area.Key] })];
    }
}
