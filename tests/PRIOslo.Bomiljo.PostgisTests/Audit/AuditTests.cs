using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Audit;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.PostgisTests.Access;

namespace PRIOslo.Bomiljo.PostgisTests.Audit;

[Collection("postgis")]
public class AuditTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task The_program_computes_the_same_hashes_as_the_database()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var web = database.OpenWeb();
        await web.RecordAsync(new Person("Åse Ødegård ☃ 1:2", Role.Viewer, ["01"], []), AuditActions.SignIn, "", null, default);
        await web.RecordAsync(GuardedCity.Of(Role.Analyst), AuditActions.RawLook, "delivery 7: «x»", new { Rows = 200, Share = 0.25, Nothing = (string?)null, Text = "a\"b\\c\n☃" }, default);
        await AppendAsync(database.Owner, AuditActions.Publish, "year 2020");

        var report = await AuditReader.VerifyAsync(database.Owner, known: null, default);
        Assert.Empty(report.Findings);
        Assert.Equal(3, report.Entries);
        var entries = await AuditReader.ListAsync(database.Owner, 10, default);
        Assert.Equal(
            [(1L, "Åse Ødegård ☃ 1:2", "viewer", "sign-in"), (2, "some-Analyst", "analyst", "incident.look"), (3, "bomiljo_owner", "owner", "heatmap.publish")],
            entries.Select(entry => (entry.Seq, entry.Actor, entry.Role, entry.Action)));
    }

    [PostgisFact]
    public async Task The_owners_entries_name_the_user_of_the_operating_system()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var text = new NpgsqlConnectionStringBuilder(database.LoginText) { Username = LocalCluster.OwnerRole };
        await using var owner = DatabaseAccess.Build(text.ConnectionString, @"O'Neil \ Åse -c role=x");
        await AppendAsync(owner, AuditActions.Measure, "year 2020");
        await AppendAsync(owner, AuditActions.Measure, "year 2021"); // on a connection that the pool has reset
        Assert.All(await AuditReader.ListAsync(database.Owner, 10, default), entry => Assert.Equal(@"O'Neil \ Åse -c role=x", entry.Actor));
    }

    [PostgisFact]
    public async Task Entries_written_at_once_and_rolled_back_leave_a_chain_without_a_gap()
    {
        await using var database = await cluster.NewDatabaseAsync();
        await using var web = database.OpenWeb();
        await Parallel.ForEachAsync(Enumerable.Range(1, 60), new ParallelOptions { MaxDegreeOfParallelism = 5 }, async (number, cancel) =>
        {
            await using var session = await web.OpenAsync(GuardedCity.Of(Role.Viewer), cancel);
            await AuditLog.AppendAsync(session.Connection, AuditActions.SignIn, $"{number}", null, cancel);
            if (number % 3 != 0)
                await session.CommitAsync(cancel);
        });
        var report = await AuditReader.VerifyAsync(database.Owner, known: null, default);
        Assert.Empty(report.Findings);
        Assert.Equal((40, 40), (report.Entries, report.Head.Seq));
    }

    [PostgisFact]
    public async Task Nobody_but_the_owner_writes_without_a_person_or_reads_or_changes_an_entry()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        foreach (var role in Enum.GetValues<Role>())
        {
            await using var session = await web.OpenAsync(GuardedCity.Of(role), default);
            foreach (var statement in new[]
            {
                "SELECT * FROM audit.entry", "SELECT * FROM audit.head", "UPDATE audit.entry SET actor = 'x'", "DELETE FROM audit.entry", "TRUNCATE audit.entry",
                "INSERT INTO audit.entry SELECT 2, now(), 'x', 'owner', 'x', 'x', '{}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')",
                "UPDATE audit.head SET seq = 0", "DELETE FROM audit.head", "DROP TABLE audit.entry", "ALTER TABLE audit.entry ADD x int",
                "CREATE TRIGGER mine BEFORE INSERT ON audit.entry EXECUTE FUNCTION suppress_redundant_updates_trigger()",
                "CREATE OR REPLACE FUNCTION audit.append(text, text, jsonb) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
            })
            {
                await GuardedCity.AssertRefusedAsync(session.Connection, statement);
            }

            // Neither the owner's setting nor another role makes an entry in somebody else's name.
            await GuardedCity.RunAsync(session.Connection, "SELECT set_config('bomiljo.actor', 'the-owner', true), set_config('bomiljo.claim', '', true)");
            await GuardedCity.AssertRefusedAsync(session.Connection, "SELECT audit.append('sign-in', 'x', '{}')");
            await GuardedCity.RunAsync(session.Connection, "RESET ROLE");
            await GuardedCity.AssertRefusedAsync(session.Connection, "SELECT audit.append('sign-in', 'x', '{}')");
        }

        Assert.Equal(1, (await AuditReader.VerifyAsync(database.Owner, known: null, default)).Entries);
    }

    [PostgisFact]
    public async Task What_was_put_on_record_stays_when_the_look_itself_fails()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        var viewer = GuardedCity.Of(Role.Viewer);
        await web.RecordAsync(viewer, AuditActions.RawLook, "delivery 1", null, default);
        await using (var session = await web.OpenAsync(viewer, default))
            await GuardedCity.AssertRefusedAsync(session.Connection, "SELECT * FROM incident.incident");
        Assert.Equal("incident.look", (await AuditReader.ListAsync(database.Owner, 1, default))[0].Action);
    }

    [PostgisFact]
    public async Task What_the_owner_does_to_the_audit_is_found()
    {
        await using var database = await cluster.NewDatabaseAsync();
        for (var number = 1; number <= 6; number++)
            await AppendAsync(database.Owner, AuditActions.Measure, $"year {2000 + number}");
        var noted = (await AuditReader.VerifyAsync(database.Owner, known: null, default)).Head;
        Assert.Empty((await AuditReader.VerifyAsync(database.Owner, noted, default)).Findings);
        await database.ExecuteAsync("CREATE TABLE public.kept AS SELECT * FROM audit.entry");

        foreach (var (tampering, expected) in new (string, AuditFinding[])[]
        {
            ("UPDATE audit.entry SET actor = 'x' WHERE seq = 3", [new(3, AuditFault.Changed)]),
            ("UPDATE audit.entry SET at = at + interval '1 microsecond' WHERE seq = 3", [new(3, AuditFault.Changed)]),
            ("UPDATE audit.entry SET detail = '{\"a\": 1}' WHERE seq = 6", [new(6, AuditFault.Changed)]),
            ("DELETE FROM audit.entry WHERE seq = 3", [new(3, AuditFault.Missing)]),
            ("DELETE FROM audit.entry WHERE seq = 1", [new(1, AuditFault.Missing)]),
            ("DELETE FROM audit.entry WHERE seq >= 5", [new(5, AuditFault.Truncated)]),
            ("DELETE FROM audit.entry", [new(1, AuditFault.Truncated)]),
            ("UPDATE audit.head SET seq = 5, hash = decode(repeat('00', 32), 'hex'); DELETE FROM audit.entry WHERE seq = 6", [new(5, AuditFault.HeadDiffers)]),
            ("DELETE FROM audit.head", [new(6, AuditFault.HeadDiffers)]),
            ("UPDATE audit.entry SET seq = -seq + 7 + 100 WHERE seq IN (3, 4); UPDATE audit.entry SET seq = seq - 100 WHERE seq > 100",
                [new(3, AuditFault.Changed), new(3, AuditFault.Unchained), new(4, AuditFault.Changed), new(4, AuditFault.Unchained), new(5, AuditFault.Unchained)]),
        })
        {
            await database.ExecuteAsync(tampering);
            Assert.Equal(expected, (await AuditReader.VerifyAsync(database.Owner, known: null, default)).Findings);
            await database.ExecuteAsync(
                """
                DELETE FROM audit.entry; INSERT INTO audit.entry SELECT * FROM public.kept;
                DELETE FROM audit.head; INSERT INTO audit.head (seq, hash) SELECT seq, hash FROM public.kept WHERE seq = 6;
                """);
        }

        // Cut and written on as if nothing had been: only the place that was noted outside tells.
        await database.ExecuteAsync(
            """
            DELETE FROM audit.entry WHERE seq >= 5;
            UPDATE audit.head SET seq = 4, hash = (SELECT hash FROM public.kept WHERE seq = 4);
            SELECT audit.append('heatmap.measure', 'x', '{}'); SELECT audit.append('heatmap.measure', 'x', '{}');
            """);
        Assert.Empty((await AuditReader.VerifyAsync(database.Owner, known: null, default)).Findings);
        Assert.Equal([new AuditFinding(6, AuditFault.Rewritten)], (await AuditReader.VerifyAsync(database.Owner, noted, default)).Findings);
    }

    private static async Task AppendAsync(NpgsqlDataSource owner, string action, string subject)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await AuditLog.AppendAsync(connection, action, subject, new { Number = 1 }, default);
    }
}
