using System.CommandLine;
using System.Diagnostics;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo serve</c>: runs the web program beside this one.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var serve = new Command("serve", "Serve the page.") { urls };
        serve.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(urls)!, cancel));
        return serve;
    }

    /// <returns>The web program's exit code.</returns>
    public static async Task<int> RunAsync(string urls, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [FindProgram(), "--urls", urls]) { UseShellExecute = false })!;
        try
        {
            await process.WaitForExitAsync(cancel);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            // The terminal has told the child as well; it stops by itself when its requests are done.
            if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
                process.Kill(entireProcessTree: true);
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
