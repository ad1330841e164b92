using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text.Json;

namespace PRIOslo.Bomiljo.BrowserTests.OpenServices;

/// <summary>Asks the open services, and runs other people's programs on them.</summary>
internal sealed class ServiceClient(Uri address) : IDisposable
{
    private readonly HttpClientHandler _handler = WebProcess.Handler();
    private HttpClient? _client;

    public HttpClient Http => _client ??= new HttpClient(_handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode}");
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Every feature of a collection, page by page along the links «next».</summary>
    public async Task<List<JsonElement>> AllAsync(string path)
    {
        var features = new List<JsonElement>();
        for (var next = path; next is not null;)
        {
            var page = await JsonAsync(next);
            features.AddRange(page.GetProperty("features").EnumerateArray());
            next = Link(page, "next");
        }

        return features;
    }

    /// <returns>The address of the first link of a relation; null for none.</returns>
    public static string? Link(JsonElement document, string relation) => document.GetProperty("links").EnumerateArray()
        .Where(link => link.GetProperty("rel").GetString() == relation).Select(link => link.GetProperty("href").GetString()).FirstOrDefault();

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder("OgcClient"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await complained}");
        return await said;
    }

    public static string Folder(string name) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == name).Value!;

    public void Dispose()
    {
        _client?.Dispose();
        _handler.Dispose();
    }
}
