using Npgsql;
using PRIOslo.Bomiljo.Access;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>Opens the database: the one that <c>BOMILJO_DATABASE</c> names, else the private local cluster.</summary>
public static class DatabaseAccess
{
    public const string OwnerVariable = "BOMILJO_DATABASE";
    public const string WebVariable = "BOMILJO_DATABASE_WEB";

    /// <summary>Names the file with the key that the web server signs persons' claims with, for an external database.</summary>
    public const string ClaimKeyVariable = "BOMILJO_CLAIM_KEY_FILE";

    /// <summary>True if <c>BOMILJO_DATABASE</c> names a server that somebody else runs.</summary>
    public static bool IsExternal => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(OwnerVariable));

    /// <summary>A connection as owner, started and migrated: for the command line.</summary>
    /// <exception cref="ProblemException">BOM-401 to BOM-408.</exception>
    public static async Task<NpgsqlDataSource> OpenOwnerAsync(CancellationToken cancel = default)
    {
        var external = Environment.GetEnvironmentVariable(OwnerVariable);
        var dataSource = string.IsNullOrWhiteSpace(external)
            ? Build(await StartLocalAsync(LocalCluster.OwnerRole, cancel), Environment.UserName)
            : Build(external, Environment.UserName);
        try
        {
            await Migrator.MigrateAsync(dataSource, cancel);
            return dataSource;
        }
        catch
        {
            await dataSource.DisposeAsync();
            throw;
        }
    }

    /// <summary>The database for the web server: it takes on a person's role for each transaction, and by itself reads nothing.</summary>
    /// <remarks>Where <see cref="WebVariable"/> names a server, the owner's connection string need not be on this machine.</remarks>
    /// <exception cref="ProblemException">BOM-401 to BOM-408; BOM-802 where an external database has no connection or no key for the
    /// web, or another key.</exception>
    public static async Task<WebDatabase> OpenWebAsync(CancellationToken cancel = default)
    {
        var web = Environment.GetEnvironmentVariable(WebVariable);
        if (!string.IsNullOrWhiteSpace(web))
            return await OpenExternalWebAsync(web, cancel);
        if (IsExternal)
        {
            throw new ProblemException(ProblemCode.NoWebConnection, WebVariable,
                "the web server may not use the owner's connection, and has none of its own.",
                $"Give the role bomiljo_web a password and set {WebVariable} to a connection string that uses it.");
        }

        await using var owner = await OpenOwnerAsync(cancel); // the schema is there before the page asks for it
        return new WebDatabase(Build(await StartLocalAsync(LocalCluster.WebRole, cancel)), SignerOf(await ClaimKey.ReadAsync(owner, cancel)));
    }

    private static async Task<WebDatabase> OpenExternalWebAsync(string connectionString, CancellationToken cancel)
    {
        var keyFile = Environment.GetEnvironmentVariable(ClaimKeyVariable);
        if (string.IsNullOrWhiteSpace(keyFile))
            throw ClaimKey.Unusable(ClaimKeyVariable, "the web server has no key to sign with who asks.");
        var signer = SignerOf(await ClaimKey.ReadFileAsync(keyFile, cancel));
        var database = new WebDatabase(Build(connectionString), signer);
        try
        {
            await database.DemandTrustAsync(keyFile, cancel);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static ClaimSigner SignerOf(byte[] key) => new(key, TimeProvider.System);

    private static async Task<string> StartLocalAsync(string role, CancellationToken cancel)
    {
        var cluster = await LocalCluster.OfAsync(BomiljoHome.FromEnvironment(), cancel);
        await cluster.StartAsync(cancel);
        return cluster.ConnectionString(role);
    }

    /// <param name="connectionString">The server, database and login. An owner's commands have no time limit unless it names one.</param>
    /// <param name="actor">Whom the audit names for an owner's connection; null names the login.</param>
    internal static NpgsqlDataSource Build(string connectionString, string? actor = null)
    {
        NpgsqlDataSourceBuilder builder;
        try
        {
            builder = new NpgsqlDataSourceBuilder(connectionString);
        }
        catch (ArgumentException unreadable)
        {
            // The string may hold a password, so it is not repeated.
            throw new ProblemException(ProblemCode.CannotConnect, OwnerVariable, "this is no Npgsql connection string.",
                "Write it as Host=…;Username=…;Database=….", unreadable);
        }

        builder.ConnectionStringBuilder.IncludeErrorDetail = false;
        if (actor is not null)
        {
            // As in the private cluster: a measurement, or waiting for one, takes as long as it needs.
            if (!builder.ConnectionStringBuilder.ShouldSerialize("Command Timeout"))
                builder.ConnectionStringBuilder.CommandTimeout = 0;
            var escaped = actor.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(" ", "\\ ", StringComparison.Ordinal);
            builder.ConnectionStringBuilder.Options = $"{builder.ConnectionStringBuilder.Options} -c bomiljo.actor={escaped}".TrimStart();
        }

        builder.UseNetTopologySuite();
        return builder.Build();
    }
}
