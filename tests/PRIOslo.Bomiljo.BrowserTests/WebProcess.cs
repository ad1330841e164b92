using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace PRIOslo.Bomiljo.BrowserTests;

/// <summary>The web server as a process of its own, as <c>serve</c> starts it.</summary>
public sealed class WebProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private WebProcess(string urls, string[] arguments)
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
        foreach (var argument in arguments)
            _process.StartInfo.ArgumentList.Add(argument);
        _process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Everything that the server wrote so far.</summary>
    public string Log => string.Join('\n', _log).Trim();

    /// <summary>Its memory, bytes.</summary>
    public long MemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<WebProcess> StartAsync(Uri address, params string[] arguments)
    {
        var web = new WebProcess(address.GetLeftPart(UriPartial.Authority), arguments);
        using var handler = Handler();
        using var client = new HttpClient(handler) { BaseAddress = web.Address };
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

    /// <summary>Follows no redirect, keeps cookies, and takes the certificate that a test has made for itself.</summary>
    public static HttpClientHandler Handler() => new()
    {
        AllowAutoRedirect = false,
#pragma warning disable MA0039 // Only a test's own server is asked.
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
#pragma warning restore MA0039
    };

    /// <summary>Runs the server until it ends by itself.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public static async Task<(int ExitCode, string Log)> RunAsync(string urls, params string[] arguments)
    {
        var web = new WebProcess(urls, arguments);
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
