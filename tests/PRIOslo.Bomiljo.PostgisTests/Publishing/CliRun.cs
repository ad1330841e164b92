using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>What a run of the real command line gave.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}

/// <summary>Runs the command line as a process of its own, with a home of its own.</summary>
internal static class CliRun
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("/tests/PRIOslo.Bomiljo.PostgisTests/", "/src/PRIOslo.Bomiljo.Cli/", StringComparison.Ordinal), "PRIOslo.Bomiljo.Cli.dll");

    public static async Task<CliResult> RunAsync(string home, params string[] arguments)
    {
        using var process = Start(home, arguments);
        return await EndAsync(process);
    }

    public static Process Start(string home, params string[] arguments)
    {
        // A shell's job in the background ignores SIGINT, and so would every program started below it.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["BOMILJO_HOME"] = home;
        start.Environment.Remove("BOMILJO_DATABASE");
        start.Environment.Remove("BOMILJO_DATABASE_WEB");
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

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
