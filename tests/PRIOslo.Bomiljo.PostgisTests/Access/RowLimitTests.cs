using Npgsql;
using PRIOslo.Bomiljo.Access;

namespace PRIOslo.Bomiljo.PostgisTests.Access;

[Collection("postgis")]
public class RowLimitTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task An_analyst_of_one_bydel_sees_the_incidents_that_are_placed_in_it_and_no_others()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        await using var session = await web.OpenAsync(GuardedCity.Of(Role.Analyst, bydeler: ["01"]), default);
        Assert.Equal(1, await GuardedCity.CountAsync(session.Connection, "incident.incident"));
        Assert.Equal(1, await GuardedCity.CountAsync(session.Connection, "incident.incident WHERE line = 1"));
        Assert.Equal(1, await GuardedCity.CountAsync(session.Connection, "incident.placement WHERE delbydel = '0101'"));
        Assert.Equal(1, await GuardedCity.CountAsync(session.Connection, "incident.placement"));
        Assert.Equal(1, await GuardedCity.CountAsync(session.Connection, "incident.placed"));
    }

    [PostgisFact]
    public async Task An_analyst_of_one_bydel_sees_its_true_figures_and_neither_the_others_nor_the_citys()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        await using var session = await web.OpenAsync(GuardedCity.Of(Role.Analyst, bydeler: ["01"]), default);
        foreach (var table in new[] { "heatmap.figure", "heatmap.area" })
        {
            Assert.Equal(2, await GuardedCity.CountAsync(session.Connection, table));
            Assert.Equal(2, await GuardedCity.CountAsync(session.Connection, table + " WHERE area IN ('01', '0101')"));
        }

        Assert.Equal(1, await GuardedCity.CountAsync(session.Connection, "ledger.rejection"));
        Assert.Equal(1, await GuardedCity.CountAsync(session.Connection, "heatmap.profile"));
        Assert.Equal(1, await GuardedCity.CountAsync(session.Connection, "heatmap.told_twice"));
        // Beside an area's own figure these tell the whole city's.
        foreach (var table in new[] { "heatmap.comparison", "heatmap.theme_result", "heatmap.index_value", "heatmap.same_event" })
            Assert.Equal(0, await GuardedCity.CountAsync(session.Connection, table));
    }

    [PostgisFact]
    public async Task Nobody_of_no_bydel_sees_an_incident()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        foreach (var role in new[] { Role.Analyst, Role.Importer })
        {
            await using var session = await web.OpenAsync(GuardedCity.Of(role, bydeler: []), default);
            Assert.Equal(0, await GuardedCity.CountAsync(session.Connection, "incident.incident"));
            Assert.Equal(0, await GuardedCity.CountAsync(session.Connection, "heatmap.figure"));
        }
    }

    [PostgisFact]
    public async Task Sites_are_seen_by_planners_and_analysts_of_their_project_only()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        foreach (var role in new[] { Role.Planner, Role.Analyst })
        {
            foreach (var table in new[] { "site.project", "site.candidate", "site.decision" })
            {
                await using var member = await web.OpenAsync(GuardedCity.Of(role, projects: [1]), default);
                Assert.Equal(1, await GuardedCity.CountAsync(member.Connection, table));
                Assert.Equal(1, await GuardedCity.CountAsync(member.Connection, table + " WHERE id = 1"));
                await using var stranger = await web.OpenAsync(GuardedCity.Of(role, projects: []), default);
                Assert.Equal(0, await GuardedCity.CountAsync(stranger.Connection, table));
            }
        }
    }

    [PostgisFact]
    public async Task A_planner_writes_sites_and_decisions_of_the_own_project_under_the_own_name_only()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        const string point = "ST_SetSRID(ST_MakePoint(1, 1), 25832)";
        await using (var session = await web.OpenAsync(GuardedCity.Of(Role.Planner, projects: [1]), default))
        {
            var planner = session.Connection;
            await GuardedCity.RunAsync(planner, $"INSERT INTO site.candidate (project_id, name, geom) VALUES (1, 'mine', {point})");
            await GuardedCity.RunAsync(planner, "INSERT INTO site.decision (candidate_id, group_code, verdict, reason, computed_verdict) VALUES (1, '3', 'unsuitable', 'A reason', 'inspect')");
            await GuardedCity.RunAsync(planner, "UPDATE site.candidate SET name = 'renamed' WHERE id = 1");
            await GuardedCity.RunAsync(planner, "UPDATE site.candidate SET name = 'renamed' WHERE id = 2"); // not seen, so not changed

            await GuardedCity.AssertRefusedAsync(planner, $"INSERT INTO site.candidate (project_id, name, geom) VALUES (2, 'x', {point})");
            await GuardedCity.AssertRefusedAsync(planner, $"INSERT INTO site.candidate (project_id, name, geom, created_by) VALUES (1, 'x', {point}, 'somebody')");
            await GuardedCity.AssertRefusedAsync(planner, $"INSERT INTO site.candidate (project_id, name, geom, created_at) VALUES (1, 'x', {point}, '2000-01-01')");
            await GuardedCity.AssertRefusedAsync(planner, "UPDATE site.candidate SET project_id = 2");
            await GuardedCity.AssertRefusedAsync(planner, "UPDATE site.candidate SET created_by = 'somebody'");
            await GuardedCity.AssertRefusedAsync(planner, "DELETE FROM site.candidate");
            await GuardedCity.AssertRefusedAsync(planner, "INSERT INTO site.decision (candidate_id, group_code, verdict, reason, computed_verdict) VALUES (2, '3', 'suitable', 'r', 'inspect')");
            await GuardedCity.AssertRefusedAsync(planner, "INSERT INTO site.decision (candidate_id, group_code, verdict, reason, computed_verdict, decided_by) VALUES (1, '3', 'suitable', 'r', 'inspect', 'somebody')");
            await GuardedCity.AssertRefusedAsync(planner, "UPDATE site.decision SET reason = 'another'");
            await GuardedCity.AssertRefusedAsync(planner, "DELETE FROM site.decision");
            await GuardedCity.AssertRefusedAsync(planner, "INSERT INTO site.project (name, added_for) VALUES ('theirs', 'somebody')");
            await GuardedCity.AssertRefusedAsync(planner, "UPDATE site.project SET added_for = 'some-Planner'");
            await GuardedCity.RunAsync(planner, "INSERT INTO site.project (name) VALUES ('mine')");
            Assert.Equal(1, await GuardedCity.CountAsync(planner, "site.project WHERE name = 'mine' AND added_for = 'some-Planner'"));
            await session.CommitAsync();
        }

        await using (var other = await web.OpenAsync(GuardedCity.Of(Role.Analyst, projects: [1]), default))
            Assert.Equal(0, await GuardedCity.CountAsync(other.Connection, "site.project WHERE name = 'mine'"));
        Assert.Equal("some-Planner", await database.ScalarAsync<string>("SELECT created_by FROM site.candidate WHERE name = 'mine'"));
        Assert.Equal("some-Planner", await database.ScalarAsync<string>("SELECT decided_by FROM site.decision WHERE verdict = 'unsuitable'"));
        Assert.Equal("renamed,b", await database.ScalarAsync<string>("SELECT string_agg(name, ',' ORDER BY id) FROM site.candidate WHERE id IN (1, 2)"));
    }

    [PostgisFact]
    public async Task A_decision_without_a_reason_is_refused()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        await using var session = await web.OpenAsync(GuardedCity.Of(Role.Planner), default);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => GuardedCity.RunAsync(session.Connection,
            "INSERT INTO site.decision (candidate_id, group_code, verdict, reason, computed_verdict) VALUES (1, '3', 'suitable', '   ', 'inspect')"));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }
}
