using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>Opens the database: the one that <c>BOMILJO_DATABASE</c> names, else the private local cluster.</summary>
public static class DatabaseAccess
{
    public const string OwnerVariable = "BOMILJO_DATABASE";
    public const string WebVariable = "BOMILJO_DATABASE_WEB";

    /// <summary>True if <c>BOMILJO_DATABASE</c> names a server that somebody else runs.</summary>
    public static bool IsExternal => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(OwnerVariable));

    /// <summary>A connection as owner, started and migrated: for the command line.</summary>
    /// <exception cref="ProblemException">BOM-401 to BOM-408.</exception>
    public static async Task<NpgsqlDataSource> OpenOwnerAsync(CancellationToken cancel = default)
    {
        var external = Environment.GetEnvironmentVariable(OwnerVariable);
        var dataSource = string.IsNullOrWhiteSpace(external)
            ? Build(await StartLocalAsync(LocalCluster.OwnerRole, cancel))
            : Build(external);
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

    /// <summary>A connection as the web's role, which reads what is published and what the site check needs.</summary>
    /// <exception cref="ProblemException">BOM-401 to BOM-408; BOM-802 where an external database has no connection for the web.</exception>
    public static async Task<NpgsqlDataSource> OpenWebAsync(CancellationToken cancel = default)
    {
        if (!IsExternal)
        {
            await using var owner = await OpenOwnerAsync(cancel); // the schema is there before the page asks for it
            return Build(await StartLocalAsync(LocalCluster.WebRole, cancel));
        }

        var web = Environment.GetEnvironmentVariable(WebVariable);
        return string.IsNullOrWhiteSpace(web)
            ? throw new ProblemException(ProblemCode.NoWebConnection, WebVariable,
                "the web server may not use the owner's connection, and has none of its own.",
                $"Give the role bomiljo_web a password and set {WebVariable} to a connection string that uses it.")
            : Build(web);
    }

    private static async Task<string> StartLocalAsync(string role, CancellationToken cancel)
    {
        var cluster = await LocalCluster.OfAsync(BomiljoHome.FromEnvironment(), cancel);
        await cluster.StartAsync(cancel);
        return cluster.ConnectionString(role);
    }

    internal static NpgsqlDataSource Build(string connectionString)
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
        builder.UseNetTopologySuite();
        return builder.Build();
    }
}
