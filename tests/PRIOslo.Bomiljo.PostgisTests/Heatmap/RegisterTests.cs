using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Heatmap.Looks;
using PRIOslo.Bomiljo.Heatmap.Register;
using PRIOslo.Bomiljo.PostgisTests.Access;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Heatmap;

[Collection("postgis")]
public class RegisterTests(PostgisCluster cluster)
{
    private static readonly DateOnly Day = new(2023, 5, 1);

    [PostgisFact]
    public async Task What_was_done_is_kept_listed_and_marked_as_removed_and_each_step_is_audited()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var connection = await database.Owner.OpenConnectionAsync();
        await GuardedCity.RunAsync(connection, "SET bomiljo.actor = 'analyst-1'");
        var (register, reader) = (new EventRegister(connection, TimeProvider.System), new RegisterReader(connection));

        var first = await register.AddAsync(new(0, "lighting", "102", Day, null, " Nye lykter. ", Public: false, ""), default);
        await register.AddAsync(new(0, "campaign", null, Day, Day.AddDays(30), "Meld fra!", Public: true, ""), default);
        await register.AddAsync(new(0, "patrol", "02", Day, Day, "Ute hver kveld.", Public: false, ""), default);
        var note = await register.AddNoteAsync("0102", 2023, "Se på dette.", default);

        Assert.Equal(["lighting 0102 Nye lykter. analyst-1", "campaign  Meld fra! analyst-1"],
            (await reader.EventsAsync("0102", default)).Select(one => $"{one.Kind} {one.Area} {one.Text} {one.NotedBy}"));
        Assert.Equal(3, (await reader.EventsAsync(null, default)).Count);
        Assert.Equal("0102 2023 Se på dette.", Assert.Single(await reader.NotesAsync("0102", default)) is var kept ? $"{kept.Area} {kept.Year} {kept.Text}" : "");
        await register.RemoveAsync(first, default);
        await register.RemoveNoteAsync(note, default);
        Assert.Equal(2, (await reader.EventsAsync(null, default)).Count);
        Assert.Empty(await reader.NotesAsync(null, default));
        Assert.Equal(ProblemCode.UnknownEvent, (await Assert.ThrowsAsync<ProblemException>(() => register.RemoveAsync(first, default))).Code);
        Assert.Equal(["heatmap.event-add 3", "heatmap.event-remove 1", "heatmap.note-add 1", "heatmap.note-remove 1"],
            await database.RowsAsync("SELECT action, count(*) FROM audit.entry GROUP BY 1 ORDER BY 1"));
    }

    [PostgisFact]
    public async Task What_does_not_fit_is_refused()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var connection = await database.Owner.OpenConnectionAsync();
        await GuardedCity.RunAsync(connection, "SET bomiljo.actor = 'analyst-1'");
        var register = new EventRegister(connection, TimeProvider.System);
        foreach (var wrong in new RegisteredEvent[]
        {
            new(0, "party", null, Day, null, "t", false, ""), new(0, "other", "x1", Day, null, "t", false, ""),
            new(0, "other", null, Day, Day.AddDays(-1), "t", false, ""), new(0, "other", null, Day, null, " ", false, ""),
            new(0, "facility", "0102", Day, null, "t", Public: true, ""),
        })
        {
            Assert.Equal(ProblemCode.BadArgument, (await Assert.ThrowsAsync<ProblemException>(() => register.AddAsync(wrong, default))).Code);
        }

        Assert.Equal(ProblemCode.BadArgument, (await Assert.ThrowsAsync<ProblemException>(() => register.AddNoteAsync("01", 2023, "t", default))).Code);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM heatmap.event"));
    }

    [PostgisFact]
    public async Task An_area_that_no_imported_boundaries_have_is_refused()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddAreasAsync();
        await using var connection = await database.Owner.OpenConnectionAsync();
        await GuardedCity.RunAsync(connection, "SET bomiljo.actor = 'analyst-1'");
        var register = new EventRegister(connection, TimeProvider.System);

        foreach (var unknown in new[] { "9999", "98" })
            Assert.Equal(ProblemCode.BadArgument, (await Assert.ThrowsAsync<ProblemException>(() => register.AddAsync(new(0, "patrol", unknown, Day, null, "t", false, ""), default))).Code);
        Assert.Equal(ProblemCode.BadArgument, (await Assert.ThrowsAsync<ProblemException>(() => register.AddNoteAsync("9999", 2023, "t", default))).Code);
        Assert.Equal((1, 2, 3), (
            await register.AddAsync(new(0, "patrol", "0101", Day, null, "t", false, ""), default),
            await register.AddAsync(new(0, "patrol", "01", Day, null, "t", false, ""), default),
            await register.AddAsync(new(0, "patrol", null, Day, null, "t", false, ""), default)));
    }

    [PostgisFact]
    public async Task An_analyst_of_one_bydel_sees_and_writes_of_that_one_and_sees_the_citys()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        await using var session = await web.OpenAsync(GuardedCity.Of(Role.Analyst, ["01"]), default);
        var reader = new AnalysisReader(session.Connection, 2020, 1);

        Assert.Equal(["by", "a"], (await reader.EventsAsync(null, default)).Select(one => one.Text));
        Assert.Equal(["a"], (await reader.NotesAsync(null, default)).Select(note => note.Text));
        Assert.Equal(["0101"], (await reader.FiguresAsync("total", default)).Select(figure => figure.Area));
        await GuardedCity.RunAsync(session.Connection, "INSERT INTO heatmap.note (area, year, text) VALUES ('0101', 2020, 'mine')");
        await GuardedCity.AssertRefusedAsync(session.Connection, "INSERT INTO heatmap.note (area, year, text) VALUES ('0201', 2020, 'theirs')");
        await GuardedCity.AssertRefusedAsync(session.Connection, "INSERT INTO heatmap.event (kind, first_day, text) VALUES ('other', '2020-01-01', 'the city')");
        Assert.Equal("some-Analyst", (await reader.NotesAsync("0101", default))[^1].NotedBy);
    }

    [PostgisFact]
    public async Task An_analyst_reads_versions_themes_sources_and_profiles()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        await using var session = await web.OpenAsync(GuardedCity.Of(Role.Analyst), default);
        var reader = new AnalysisReader(session.Connection, 2020, 1);

        Assert.Equal((2020, 1, "provisional"), Assert.Single(await MeasuredVersions.ReadAsync(session.Connection, default)) is var version ? (version.Year, version.Version, version.Published) : default);
        Assert.Equal("total", Assert.Single(await reader.ThemesAsync(default)).Theme);
        Assert.Equal("overridden r", Assert.Single(await reader.SourcesAsync(default)) is var source ? $"{source.Outcome} {source.Reason}" : "");
        Assert.Equal("month 1 1", Assert.Single(await reader.ProfileAsync("total", "01", default)) is var slot ? $"{slot.Kind} {slot.Slot} {slot.Incidents}" : "");
    }
}
