using System.Diagnostics;
using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>PostgreSQL's own programs <c>pg_dump</c>, <c>pg_restore</c> and <c>psql</c>, set to the owner's database.</summary>
/// <param name="folder">Holds the three.</param>
/// <param name="connection">The owner's connection.</param>
internal sealed class BackupPrograms(string folder, NpgsqlConnectionStringBuilder connection)
{
    /// <summary>The programs of the server's own version, else the oldest newer ones.</summary>
    /// <param name="serverMajor">Such as 15; older programs refuse a newer server, newer ones write what an older server may not know.</param>
    /// <exception cref="ProblemException">BOM-410: none are installed.</exception>
    public static async Task<BackupPrograms> FindAsync(int serverMajor, CancellationToken cancel)
    {
        var folder = ServerBinaries.FindClient(serverMajor) ?? throw new ProblemException(ProblemCode.NoClientPrograms, "pg_dump",
            $"the programs pg_dump, pg_restore and psql of version {serverMajor} or newer are not installed on this machine.",
            $"Install them (Debian, Ubuntu: sudo apt-get install postgresql-client-{serverMajor}), or name their folder in BOMILJO_PG_BIN.");
        var text = DatabaseAccess.IsExternal
            ? Environment.GetEnvironmentVariable(DatabaseAccess.OwnerVariable)!
            : (await LocalCluster.OfAsync(BomiljoHome.FromEnvironment(), cancel)).ConnectionString(LocalCluster.OwnerRole);
        return new(folder, new NpgsqlConnectionStringBuilder(text));
    }

    /// <summary>Starts a program with its three streams in hand.</summary>
    /// <remarks>The connection goes by environment variables: a password in arguments could be read by every user of the machine.</remarks>
    public Process Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in Variables())
        {
            if (!string.IsNullOrEmpty(value))
                start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private IEnumerable<(string Name, string? Value)> Variables() =>
    [
        ("PGHOST", connection.Host),
        ("PGPORT", connection.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("PGUSER", connection.Username),
        ("PGPASSWORD", connection.Password),
        ("PGPASSFILE", connection.Passfile),
        ("PGDATABASE", connection.Database),
        ("PGOPTIONS", connection.Options),
        ("PGSSLMODE", connection.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        }),
        ("PGSSLROOTCERT", connection.RootCertificate),
        ("PGSSLCERT", connection.SslCertificate),
        ("PGSSLKEY", connection.SslKey),
        ("PGCONNECT_TIMEOUT", "15"),
        ("PGAPPNAME", "bomiljo"),
        ("PGCLIENTENCODING", "UTF8"),
    ];
}
