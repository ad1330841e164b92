using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.PostgisTests.Access;
using PRIOslo.Bomiljo.PostgisTests.Heatmap;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Overrides;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability;

[Collection("postgis")]
public class SiteOverrideTests(PostgisCluster cluster)
{
    private const string Reason = "Terrenget skjermer her, målt på befaring";

    private static readonly SitePoint Middle = new("Midt på", 598_500, 6_643_500);

    [PostgisFact]
    public async Task A_decision_stands_beside_the_computed_verdict_within_a_metre_for_its_own_group()
    {
        await using var town = await TownAsync();
        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);
        var computed = await DecideAsync(town, service, GuardedCity.Of(Role.Planner, projects: [1]), 1, Verdict.Unsuitable);
        Assert.Equal(Verdict.Suitable, computed.Verdict);

        var decided = (await CheckAsync(town, service, [1], Middle)).Groups;
        Assert.Equal((Verdict.Suitable, computed.Score), (decided[2].Verdict, decided[2].Score));
        Assert.Equal(
            (Verdict.Unsuitable, Reason, Verdict.Suitable, computed.Score, 8, "some-Planner"),
            (decided[2].Override!.Verdict, decided[2].Override!.Reason, decided[2].Override!.ComputedVerdict, decided[2].Override!.ComputedScore, decided[2].Override!.Units, decided[2].Override!.DecidedBy));
        Assert.All(decided.Where(group => group.Group != "3"), group => Assert.Null(group.Override));

        Assert.NotNull((await CheckAsync(town, service, [1], At(1))).Groups[2].Override);
        Assert.Null((await CheckAsync(town, service, [1], At(1.001))).Groups[2].Override);
        Assert.Null((await CheckAsync(town, service, [2], Middle)).Groups[2].Override); // not a member of the project
        Assert.Equal(1, await town.ScalarAsync<long>(
            "SELECT count(*) FROM audit.entry WHERE action = 'site.decision' AND actor = 'some-Planner' AND detail ->> 'computed' = 'suitable' AND detail ->> 'units' = '8' AND detail::text NOT LIKE '%befaring%'"));

        static SitePoint At(double metresEast) => new("", Middle.East + metresEast, Middle.North);
    }

    [PostgisFact]
    public async Task A_later_decision_stands_and_the_earlier_one_is_kept()
    {
        await using var town = await TownAsync();
        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);
        var planner = GuardedCity.Of(Role.Planner, projects: [1]);
        await DecideAsync(town, service, planner, 1, Verdict.Unsuitable);
        await DecideAsync(town, service, planner, 1, Verdict.Inspect);

        Assert.Equal(Verdict.Inspect, (await CheckAsync(town, service, [1], Middle)).Groups[2].Override!.Verdict);
        Assert.Equal(2, await town.ScalarAsync<long>("SELECT count(*) FROM site.decision WHERE computed_verdict = 'suitable'"));
        Assert.Equal(1, await town.ScalarAsync<long>("SELECT count(*) FROM site.candidate"));
    }

    [PostgisFact]
    public async Task Only_a_planner_of_the_project_decides_and_only_with_a_reason_and_another_verdict()
    {
        await using var town = await TownAsync();
        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);
        var planner = GuardedCity.Of(Role.Planner, projects: [1]);
        await AssertProblemAsync(ProblemCode.UnknownProject, () => DecideAsync(town, service, planner, 2, Verdict.Unsuitable));
        await AssertProblemAsync(ProblemCode.NothingToOverride, () => DecideAsync(town, service, planner, 1, Verdict.Suitable));
        foreach (var reason in new[] { "", "  \n", "a\0b", new string('a', SiteOverrideStore.LongestReasonCharacters + 1) })
            await AssertProblemAsync(ProblemCode.NoOverrideReason, () => DecideAsync(town, service, planner, 1, Verdict.Unsuitable, reason));
        await AssertProblemAsync(ProblemCode.PersonInWords, () => DecideAsync(town, service, planner, 1, Verdict.Unsuitable, "Ring 22 33 44 55"));

        var analyst = GuardedCity.Of(Role.Analyst, projects: [1]);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => DecideAsync(town, service, analyst, 1, Verdict.Unsuitable));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(0, await town.ScalarAsync<long>("SELECT count(*) FROM site.decision"));
        Assert.Equal(0, await town.ScalarAsync<long>("SELECT count(*) FROM site.candidate"));
    }

    [PostgisFact]
    public async Task The_owner_decides_under_the_name_of_the_user()
    {
        await using var town = await TownAsync();
        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);
        await using var owner = OwnerAs(town, "Ola");
        await using var connection = await owner.OpenConnectionAsync();
        Assert.Equal(3, await SiteProjects.AddAsync(connection, " Tomter nord ", null, default));
        Assert.Equal("Tomter nord", (await SiteProjects.ListAsync(connection, default))[2].Name);
        var computed = (await service.CheckAsync(connection, Middle, [GroupCode.All[2]], default, units: 8)).Groups[0];
        await new SiteOverrideStore(connection).AddAsync(3, Middle, computed, null, Verdict.Inspect, Reason, default);

        Assert.Equal("Ola", (await service.CheckAsync(connection, Middle, [GroupCode.All[2]], default)).Groups[0].Override!.DecidedBy);
        await AssertProblemAsync(ProblemCode.BadArgument, () => SiteProjects.AddAsync(connection, " ", null, default));
        await AssertProblemAsync(ProblemCode.BadArgument, () => SiteProjects.AddAsync(connection, "Tomter sør", " ", default));
        await SiteProjects.AddAsync(connection, "Tomter sør", " kari ", default);
        Assert.Equal(["Tomter sør kari"], await town.RowsAsync("SELECT name, added_for FROM site.project WHERE added_for <> ''"));
        Assert.Equal(["project 3 ", "project 4 kari"], await town.RowsAsync(
            "SELECT subject, coalesce(detail ->> 'member', '') FROM audit.entry WHERE action = 'site.project-add' ORDER BY seq"));
    }

    [PostgisFact]
    public async Task A_decision_without_what_was_computed_is_refused_by_the_database()
    {
        await using var town = await TownAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => town.ExecuteAsync(
            """
            INSERT INTO site.candidate (project_id, name, geom, created_by) VALUES (1, 'a', ST_SetSRID(ST_MakePoint(0, 0), 25832), 'x');
            INSERT INTO site.decision (candidate_id, group_code, verdict, reason, decided_by) VALUES (1, '3', 'inspect', 'r', 'x')
            """));
        Assert.Equal((PostgresErrorCodes.CheckViolation, "decision_computed"), (refused.SqlState, refused.ConstraintName));
    }

    /// <summary>One house 110 m from the middle, which suits group 3, and two projects.</summary>
    private async Task<TestDatabase> TownAsync()
    {
        var town = await cluster.NewDatabaseAsync();
        await town.AddDelbydelAsync();
        await town.AddForestAndPlanAsync();
        var vintage = await town.AddVintageAsync("building", 2024);
        await town.ExecuteAsync(
            $"""
            INSERT INTO geo.building VALUES ({vintage}, 1, 'residential', '', 1, ST_SetSRID(ST_MakePoint({Middle.East + 110}, {Middle.North}), 25832));
            INSERT INTO site.project (name) VALUES ('one'), ('two')
            """);
        return town;
    }

    private static async Task<GroupReport> DecideAsync(
        TestDatabase town, SiteCheckService service, Person person, int project, Verdict verdict, string reason = Reason)
    {
        await using var web = town.OpenWeb();
        await using var session = await web.OpenAsync(person, default);
        var computed = (await service.CheckAsync(session.Connection, Middle, [GroupCode.All[2]], default, units: 8)).Groups[0];
        await new SiteOverrideStore(session.Connection).AddAsync(project, Middle, computed, 8, verdict, reason, default);
        await session.CommitAsync();
        return computed;
    }

    private static async Task<SiteReport> CheckAsync(TestDatabase town, SiteCheckService service, int[] projects, SitePoint point)
    {
        await using var web = town.OpenWeb();
        await using var session = await web.OpenAsync(GuardedCity.Of(Role.Planner, projects: projects), default);
        return await service.CheckAsync(session.Connection, point, null, default);
    }

    private static NpgsqlDataSource OwnerAs(TestDatabase town, string user) =>
        PRIOslo.Bomiljo.Database.DatabaseAccess.Build(new NpgsqlConnectionStringBuilder(town.LoginText) { Username = "bomiljo_owner" }.ConnectionString, user);

    private static async Task AssertProblemAsync(ProblemCode code, Func<Task> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<ProblemException>(act)).Code);
}
