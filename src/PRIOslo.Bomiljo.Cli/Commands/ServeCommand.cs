using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo serve</c>: runs the web program beside this one.</summary>
internal static class ServeCommand
{
    /// <summary>Less than the two seconds that the command line's parser leaves a command for ending.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1.5);

    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var config = new Option<string?>("--config") { Description = "A JSON file with the sections SignIn, Proxy, Kestrel and Limits." };
        var behindProxy = new Option<bool>("--behind-proxy") { Description = "HTTPS ends at the proxies of Proxy:KnownProxies; believe what they say of a request." };
        var serve = new Command("serve", "Serve the page.") { urls, config, behindProxy };
        serve.SetAction((parsed, cancel) => RunAsync(
            [
                "--urls", parsed.GetValue(urls)!,
                .. parsed.GetValue(config) is { } file ? new[] { "--config", Path.GetFullPath(file) } : [],
                .. parsed.GetValue(behindProxy) ? new[] { "--behind-proxy", "true" } : [],
            ],
            cancel));
        return serve;
    }

    /// <returns>The web program's exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [FindProgram(), .. arguments]) { UseShellExecute = false })!;
        try
        {
            await process.WaitForExitAsync(cancel);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            // A terminal's Ctrl-C reaches the web program too, a signal to this program alone does not.
            using (Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                if (!process.WaitForExit(StopLimit))
                    process.Kill(entireProcessTree: true);
            }

            return 0;
        }
    }

    private static string FindProgram()
    {
        const string name = "PRIOslo.Bomiljo.Web.dll";
        var here = AppContext.BaseDirectory;
        string[] places =
        [
            Path.Combine(here, "web", name), // as installed by ./bomiljo
            Path.Combine(here.Replace("PRIOslo.Bomiljo.Cli", "PRIOslo.Bomiljo.Web", StringComparison.Ordinal), name), // as built by the SDK
        ];
        return Array.Find(places, File.Exists)
            ?? throw new ProblemException(ProblemCode.BadConfiguration, name, "the web program is not beside this one.", "Start it with `./bomiljo serve`.");
    }
}
