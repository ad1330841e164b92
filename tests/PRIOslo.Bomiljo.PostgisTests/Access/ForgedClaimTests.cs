using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Access;

/// <summary>Anybody who can run a statement can set the claim; only the server's own counts.</summary>
[Collection("postgis")]
public class ForgedClaimTests(PostgisCluster cluster)
{
    private static readonly Person Analyst = GuardedCity.Of(Role.Analyst);

    [PostgisFact]
    public async Task A_forged_claim_yields_nothing()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var login = DatabaseAccess.Build(database.LoginText);
        await using var connection = await login.OpenConnectionAsync();
        await using var other = await login.OpenConnectionAsync();
        var pid = connection.ProcessID;
        var signer = new ClaimSigner(database.Key, TimeProvider.System);
        var good = signer.Sign(Analyst, pid);
        var (payload, signature) = (good.Split('.')[0], good.Split('.')[1]);

        Assert.Equal(3, await SeenAsync(connection, good));
        foreach (var (forged, why) in new (string, string)[]
        {
            ("", "empty"),
            (".", "no parts"),
            ("analyst", "no claim at all"),
            (payload, "unsigned"),
            (payload + ".", "empty signature"),
            ("." + signature, "signature without payload"),
            (good + ".", "a third part"),
            (good + "=", "padding added"),
            (good + " ", "space added"),
            (payload + "." + signature.ToUpperInvariant(), "other letter case"),
            (new ClaimSigner(new byte[32], TimeProvider.System).Sign(Analyst, pid), "wrong key"),
            (new ClaimSigner([], TimeProvider.System).Sign(Analyst, pid), "empty key"),
            ($"{payload}.{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(payload)))}", "a hash without a key"),
            (new ClaimSigner(database.Key, new Shifted(TimeSpan.FromSeconds(-61))).Sign(Analyst, pid), "expired"),
            (signer.Sign(Analyst, other.ProcessID), "of another connection"),
            (signer.Sign(GuardedCity.Of(Role.Planner), pid), "of a planner"),
            (signer.Sign(GuardedCity.Of(Role.Importer), pid), "of an importer, whose role was not taken on"),
            (Altered(good, "\"bydel\":null", "\"bydel\":[\"01\"]"), "bydel altered"),
            (Altered(good, "\"projects\":[1,2]", "\"projects\":[1,2,3]"), "projects altered"),
            (Altered(signer.Sign(GuardedCity.Of(Role.Planner), pid), "planner", "analyst"), "role altered"),
            (Altered(good, "\"pid\":", "\"pid\":1,\"pid\":"), "key doubled"),
            ("æøå☃." + signature, "not base64"),
            (new string('A', 1_000_000) + "." + signature, "a megabyte"),
            ("' OR true --." + signature, "SQL"),
        })
        {
            Assert.True(await SeenAsync(connection, forged) == 0, why);
        }
    }

    [PostgisFact]
    public async Task A_claim_with_any_one_character_changed_yields_nothing()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var login = DatabaseAccess.Build(database.LoginText);
        await using var connection = await login.OpenConnectionAsync();
        var good = new ClaimSigner(database.Key, TimeProvider.System).Sign(Analyst, connection.ProcessID);
        for (var place = 0; place < good.Length; place++)
        {
            var forged = good.ToCharArray();
            forged[place] = forged[place] == 'A' ? 'B' : 'A';
            Assert.Equal(0, await SeenAsync(connection, new string(forged)));
        }
    }

    [PostgisFact]
    public async Task A_claim_ends_while_its_transaction_is_still_open()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb(new Shifted(-ClaimSigner.Lifetime + TimeSpan.FromSeconds(3)));
        await using var session = await web.OpenAsync(Analyst, default);
        Assert.Equal(3, await GuardedCity.CountAsync(session.Connection, "incident.incident"));
        await GuardedCity.RunAsync(session.Connection, "SELECT pg_sleep(3.5)");
        Assert.Equal(0, await GuardedCity.CountAsync(session.Connection, "incident.incident"));
    }

    [PostgisFact]
    public async Task The_claim_of_one_connection_is_worth_nothing_on_another()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var web = database.OpenWeb();
        await using var session = await web.OpenAsync(Analyst, default);
        await using var read = new NpgsqlCommand("SELECT current_setting('bomiljo.claim')", session.Connection);
        var leaked = (string)(await read.ExecuteScalarAsync())!;

        await using var login = DatabaseAccess.Build(database.LoginText);
        await using var connection = await login.OpenConnectionAsync();
        Assert.Equal(0, await SeenAsync(connection, leaked));
    }

    [PostgisFact]
    public async Task A_server_with_another_databases_key_or_a_clock_that_is_off_is_told_so()
    {
        await using var database = await GuardedCity.NewAsync(cluster);
        await using var right = database.OpenWeb();
        await right.DemandTrustAsync("key", default);
        await using var otherKey = new WebDatabase(DatabaseAccess.Build(database.LoginText), new ClaimSigner(new byte[32], TimeProvider.System));
        await using var slow = database.OpenWeb(new Shifted(TimeSpan.FromMinutes(-2)));
        foreach (var wrong in new[] { otherKey, slow })
            Assert.Equal(ProblemCode.NoWebConnection, (await Assert.ThrowsAsync<ProblemException>(() => wrong.DemandTrustAsync("key", default))).Code);
    }

    private static async Task<long> SeenAsync(NpgsqlConnection connection, string claim)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await GuardedCity.RunAsync(connection, "SET LOCAL ROLE bomiljo_analyst");
        await using var set = new NpgsqlCommand("SELECT set_config('bomiljo.claim', $1, true)", connection) { Parameters = { new() { Value = claim } } };
        await set.ExecuteNonQueryAsync();
        return await GuardedCity.CountAsync(connection, "incident.incident");
    }

    private static string Altered(string claim, string from, string to)
    {
        var parts = claim.Split('.');
        var json = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[0]));
        Assert.Contains(from, json, StringComparison.Ordinal);
        return System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.Replace(from, to, StringComparison.Ordinal))) + "." + parts[1];
    }

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
