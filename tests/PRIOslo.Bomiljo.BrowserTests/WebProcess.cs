using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace PRIOslo.Bomiljo.BrowserTests;

/// <summary>The web server as a process of its own, as <c>serve</c> starts it.</summary>
public sealed class WebProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private WebProcess(string urls)
    {
        Address = new Uri(urls.Split(';')[0]);
        var folder = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "WebFolder").Value!;
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet")
            {
                ArgumentList = { Path.Combine(folder, "PRIOslo.Bomiljo.Web.dll"), "--urls", urls },
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            },
        };
        _process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Everything that the server wrote so far.</summary>
    public string Log => string.Join('\n', _log).Trim();

    public static async Task<WebProcess> StartAsync(int port)
    {
        var web = new WebProcess(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        using var client = new HttpClient { BaseAddress = web.Address };
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < StartLimit && !web._process.HasExited)
        {
            try
            {
                await client.GetStringAsync("/helse/lever");
                return web;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        await web.DisposeAsync();
        throw new InvalidOperationException($"The web server did not start: {web.Log}");
    }

    /// <summary>Runs the server until it ends by itself.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public static async Task<(int ExitCode, string Log)> RunAsync(string urls)
    {
        var web = new WebProcess(urls);
        await web._process.WaitForExitAsync();
        var exitCode = web._process.ExitCode;
        await web.DisposeAsync();
        return (exitCode, web.Log);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
