using System.Diagnostics;
using System.Reflection;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>The command line as a process of its own.</summary>
internal static class CliProcess
{
    public static string Folder { get; } = Path.GetFullPath(Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "CliFolder").Value!);

    /// <param name="environment">A null value removes the variable.</param>
    public static Process Start(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        // A shell's job in the background ignores SIGINT, and so would every program started below it.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(Folder, "PRIOslo.Bomiljo.Cli.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["BOMILJO_DATABASE"] = null, ["BOMILJO_DATABASE_WEB"] = null, ["BOMILJO_HOME"] = null },
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <exception cref="OperationCanceledException">It did not end within six minutes.</exception>
    public static async Task<CliResult> EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public static async Task<CliResult> RunAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        return await EndAsync(process);
    }

    /// <summary>Against an installation of its own.</summary>
    public static Task<CliResult> RunAsync(string home, params string[] arguments) => RunAsync(Home(home), arguments);

    /// <summary>Against a test's own database.</summary>
    public static Task<CliResult> RunAsync(this TestDatabase database, params string[] arguments) => RunAsync(EnvironmentOf(database), arguments);

    public static IReadOnlyDictionary<string, string?> EnvironmentOf(TestDatabase database) =>
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["BOMILJO_DATABASE"] = database.Owner.ConnectionString };

    public static IReadOnlyDictionary<string, string?> Home(string folder) =>
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["BOMILJO_HOME"] = folder };
}
