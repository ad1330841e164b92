using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Import.Looks;
using PRIOslo.Bomiljo.PostgisTests.Suitability;
using PRIOslo.Bomiljo.Publishing;
using PRIOslo.Bomiljo.Suitability;

namespace PRIOslo.Bomiljo.PostgisTests.Access;

/// <summary>What the pages read, read as each role: the database refuses, not only the pages.</summary>
[Collection("postgis")]
public class PersonReadingTests(PostgisCluster cluster)
{
    private static readonly SitePoint Middle = new("Midt på", 598_500, 6_643_500);

    [PostgisFact]
    public async Task A_viewer_gets_no_site_checked_though_the_layers_are_in_memory()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddDelbydelAsync();
        await database.AddBuildingsAsync(50);
        await using var web = database.OpenWeb();
        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);
        await using (var planner = await web.OpenAsync(Of(Role.Planner), default))
            Assert.NotNull((await service.CheckAsync(planner.Connection, Middle, null, default)).Delbydel);

        foreach (Func<NpgsqlConnection, Task> question in new Func<NpgsqlConnection, Task>[]
        {
            connection => service.CheckAsync(connection, Middle, null, default),
            connection => service.LayersAsync(connection, default),
            connection => SiteCheckService.FindAddressAsync(connection, "Prøveveien 1", default),
        })
        {
            await using var viewer = await web.OpenAsync(Of(Role.Viewer), default);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => question(viewer.Connection));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [PostgisFact]
    public async Task Published_figures_are_for_all_and_the_ledger_for_analysts()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var web = database.OpenWeb();
        foreach (var role in new[] { Role.Viewer, Role.Planner, Role.Analyst })
        {
            await using (var session = await web.OpenAsync(Of(role), default))
                Assert.Empty(await new PublishedReader(session.Connection).ReleasesAsync(default));
            foreach (Func<DeliveryReader, Task> look in new Func<DeliveryReader, Task>[]
            {
                reader => reader.DeliveriesAsync(default),
                reader => reader.RejectionsAsync(1, default),
                reader => reader.IncidentsAsync(1, default),
            })
            {
                await using var session = await web.OpenAsync(Of(role), default);
                var failure = await Record.ExceptionAsync(() => look(new DeliveryReader(session.Connection)));
                Assert.Equal(role == Role.Analyst ? null : PostgresErrorCodes.InsufficientPrivilege, (failure as PostgresException)?.SqlState);
            }
        }
    }

    private static Person Of(Role role) => new("p", role, Bydeler: null, Projects: []);
}
