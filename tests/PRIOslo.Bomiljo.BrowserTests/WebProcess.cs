using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace PRIOslo.Bomiljo.BrowserTests;

/// <summary>The web server as a process of its own, as <c>serve</c> starts it.</summary>
public sealed class WebProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private WebProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<WebProcess> StartAsync(int port)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var process = Start(address);
        using var client = new HttpClient();
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < StartLimit && !process.HasExited)
        {
            try
            {
                await client.GetStringAsync(address + "/helse/lever");
                return new WebProcess(process, new Uri(address));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        var told = process.HasExited ? await process.StandardError.ReadToEndAsync() : "no answer in time";
        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"The web server did not start: {told}");
    }

    /// <summary>Runs the server until it ends by itself.</summary>
    /// <returns>Its exit code and what it wrote on standard error.</returns>
    public static async Task<(int ExitCode, string Error)> RunAsync(string urls)
    {
        using var process = Start(urls);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Process Start(string urls)
    {
        var folder = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "WebFolder").Value!;
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(folder, "PRIOslo.Bomiljo.Web.dll"), "--urls", urls },
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }
}
