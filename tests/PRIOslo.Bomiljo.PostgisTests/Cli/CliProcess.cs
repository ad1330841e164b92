using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>What a run of the command line gave.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON object that it must be.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public CliResult Demand(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode}, not {exitCode}.\n{Output}\n{Error}");
        return this;
    }

    /// <summary>One clear message: code, place, remedy; nothing on standard output, no stack trace.</summary>
    public void DemandProblem(int exitCode, string code, string place)
    {
        Demand(exitCode);
        Assert.StartsWith(code + " ", Error, StringComparison.Ordinal);
        Assert.Contains(place, Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
        Assert.Equal("", Output);
    }
}

/// <summary>The command line as a process of its own.</summary>
internal static class CliProcess
{
    public static string Folder { get; } = Path.GetFullPath(Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "CliFolder").Value!);

    /// <param name="environment">A null value removes the variable.</param>
    public static Process Start(IReadOnlyDictionary<string, string?> environment, params string[] arguments) => StartFrom(Folder, environment, arguments);

    private static Process StartFrom(string folder, IReadOnlyDictionary<string, string?> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "PRIOslo.Bomiljo.Cli.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["BOMILJO_DATABASE"] = null, ["BOMILJO_HOME"] = null },
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static Task<CliResult> RunAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments) => RunFromAsync(Folder, environment, arguments);

    /// <param name="folder">Of an installation: the program with its data above it.</param>
    /// <param name="environment">A null value removes the variable.</param>
    public static async Task<CliResult> RunFromAsync(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        using var process = StartFrom(folder, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Against a test's own database.</summary>
    public static Task<CliResult> RunAsync(this TestDatabase database, params string[] arguments) => RunAsync(EnvironmentOf(database), arguments);

    public static IReadOnlyDictionary<string, string?> EnvironmentOf(TestDatabase database) =>
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["BOMILJO_DATABASE"] = database.Owner.ConnectionString };

    public static IReadOnlyDictionary<string, string?> Home(string folder) =>
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["BOMILJO_HOME"] = folder };
}
