using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>The folders and files of a private cluster, made as the user that its server runs as.</summary>
internal static class ClusterFiles
{
    /// <summary>Makes a folder that only the server's user may enter.</summary>
    /// <exception cref="ProblemException">BOM-401, BOM-404, BOM-405.</exception>
    public static async Task MakeFolderAsync(string folder, CancellationToken cancel)
    {
        string[] arguments = BomiljoHome.IsRoot
            ? ["-d", "-m", "0700", "-o", "postgres", "-g", "postgres", folder]
            : ["-d", "-m", "0700", folder];
        var (code, output) = await Shell.RunAsync("install", arguments, cancel);
        if (code != 0)
        {
            if (output.Contains("No space left", StringComparison.Ordinal))
                throw DiskFull(folder);
            throw output.Contains("invalid user", StringComparison.Ordinal)
                ? new ProblemException(ProblemCode.NoPostgres, "", "PostgreSQL is not installed on this machine.", ServerBinaries.InstallHint)
                : new ProblemException(ProblemCode.CannotStart, folder, $"the folder cannot be made ({output}).",
                    "Free the path or choose another BOMILJO_HOME.");
        }
    }

    /// <returns>What the program <c>test</c> says, as the server's user; false where there is no such user.</returns>
    public static async Task<bool> TestAsync(string test, string path, CancellationToken cancel)
    {
        try
        {
            return (await Shell.RunAsServerUserAsync("test", [test, path], cancel)).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Makes the data folder with what the server may do: sockets only, and no row's value in its log.</summary>
    public static async Task InitialiseAsync(string binaries, LocalCluster cluster, CancellationToken cancel)
    {
        // Made beside its place and then renamed, so that a killed first run leaves nothing half-made.
        var fresh = cluster.DataFolder + ".new";
        await Shell.RunAsServerUserAsync("rm", ["-rf", fresh], cancel);
        var (code, output) = await Shell.RunAsServerUserAsync(Path.Combine(binaries, "initdb"),
            ["-D", fresh, "-U", LocalCluster.Superuser, "-A", "peer", "-E", "UTF8", "--locale=C.UTF-8"], cancel);
        if (code != 0)
            throw Failed(cluster, "the private cluster could not be made", output);

        var user = Environment.UserName;
        var roles = new[] { LocalCluster.Superuser, LocalCluster.OwnerRole, LocalCluster.WebRole };
        var users = new[] { user, BomiljoHome.IsRoot ? "postgres" : user }.Distinct(StringComparer.Ordinal);
        await WriteAsync(Path.Combine(fresh, "pg_hba.conf"), "local all all peer map=bomiljo\n", cancel);
        await WriteAsync(Path.Combine(fresh, "pg_ident.conf"),
            string.Concat(users.SelectMany(_ => roles, (name, role) => $"bomiljo {name} {role}\n")), cancel);
        await WriteAsync(Path.Combine(fresh, "postgresql.auto.conf"),
            """
            listen_addresses = ''
            unix_socket_permissions = 0700
            shared_buffers = '256MB'
            work_mem = '64MB'
            maintenance_work_mem = '256MB'
            max_wal_size = '4GB'
            jit = off
            log_statement = 'none'
            log_min_error_statement = panic
            log_error_verbosity = terse
            timezone = 'UTC'

            """, cancel);
        await Shell.RunAsServerUserAsync("mv", [fresh, cluster.DataFolder], cancel);
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        // Overwrites a file that initdb made, so its owner and mode stay.
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
        stream.SetLength(0);
        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync(text.AsMemory(), cancel);
    }

    private static ProblemException DiskFull(string folder) =>
        new(ProblemCode.DiskFull, folder, "the disk is full.", "Free some space and run the command again.");

    /// <returns>What to tell where the server's own program failed.</returns>
    public static ProblemException Failed(LocalCluster cluster, string what, string output) =>
        output.Contains("No space left", StringComparison.Ordinal)
            ? DiskFull(cluster.ServerFolder)
            : new(ProblemCode.CannotStart, cluster.ServerFolder, $"{what}. The server says: {output}",
                $"See {cluster.LogFile}; free what it names, or choose another BOMILJO_HOME.");
}
