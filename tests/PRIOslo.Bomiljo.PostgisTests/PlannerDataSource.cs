using Npgsql;
using PRIOslo.Bomiljo.Access;

namespace PRIOslo.Bomiljo.PostgisTests;

/// <summary>A data source whose connections are a planner's for as long as they last.</summary>
internal static class PlannerDataSource
{
    private static readonly Person Planner = new("local", Role.Planner, null, []);

    /// <param name="connectionString">As the role <c>bomiljo_web</c>.</param>
    /// <param name="key">The database's claim key.</param>
    public static NpgsqlDataSource Build(string connectionString, byte[] key)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.IncludeErrorDetail = false;
        builder.ConnectionStringBuilder.NoResetOnClose = true; // a reset would take role and claim away
        builder.UseNetTopologySuite();
        var signer = new ClaimSigner(key, new Tomorrow());
        builder.UsePhysicalConnectionInitializer(
            connection => TakeOnAsync(connection, signer).GetAwaiter().GetResult(), connection => TakeOnAsync(connection, signer));
        return builder.Build();
    }

    private static async Task TakeOnAsync(NpgsqlConnection connection, ClaimSigner signer)
    {
        await using var command = new NpgsqlCommand("SELECT set_config('role', 'bomiljo_planner', false), set_config('bomiljo.claim', $1, false)", connection)
        {
            Parameters = { new() { Value = signer.Sign(Planner, connection.ProcessID) } },
        };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Signs claims that outlast the test.</summary>
    private sealed class Tomorrow : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(1);
    }
}
