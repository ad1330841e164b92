using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace PRIOslo.Bomiljo.BrowserTests.SignIn;

/// <summary>The certified <c>oidc-provider</c> from npm, on a port of this machine. Its people are in <c>provider.mjs</c>.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    private readonly Process _node;

    private IdentityProvider(Process node, Uri address) => (_node, Address) = (node, address);

    public Uri Address { get; }

    public static async Task<IdentityProvider> StartAsync(string secret, Uri app)
    {
        var folder = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "IdentityProvider").Value!;
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder);
        var port = ServedCity.FreePort();
        var node = Start("node", ["provider.mjs", port.ToString(CultureInfo.InvariantCulture), secret, app.GetLeftPart(UriPartial.Authority)], folder);
        var ready = new TaskCompletionSource();
        node.OutputDataReceived += (_, line) =>
        {
            if (line.Data == "ready")
                ready.TrySetResult();
            else if (line.Data is null)
                ready.TrySetException(new InvalidOperationException("The identity provider did not start."));
        };
        node.BeginOutputReadLine();
        await ready.Task;
        return new IdentityProvider(node, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
    }

    public async ValueTask DisposeAsync()
    {
        _node.Kill(entireProcessTree: true);
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    private static async Task RunAsync(string program, string[] arguments, string folder)
    {
        using var process = Start(program, arguments, folder);
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {said}");
    }

    private static Process Start(string program, string[] arguments, string folder) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
}
