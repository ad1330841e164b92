using System.Diagnostics;

namespace PRIOslo.Bomiljo.Tests.Pages;

/// <summary>The script <c>bomiljo</c> on a made-up machine: its programs are those of a folder.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ScriptTests : IDisposable
{
    private static readonly string[] Tools = ["dirname", "env", "find", "flock", "mktemp", "mkdir", "readlink", "rm", "tail"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-script-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("measure", "verify", "2023")]
    [InlineData("demo", "--no-serve", "--json")]
    public async Task A_solver_that_cannot_be_installed_stops_no_verb(string verb, string first, string second)
    {
        Install("bin/id", "echo 0");
        Install("bin/apt-get", "echo no network; exit 100");
        Install("bin/dotnet", "shift; echo \"ran $*\"; exit 13");

        var (exit, output, error) = await RunAsync(verb, first, second);

        Assert.Equal((13, $"ran {verb} {first} {second}"), (exit, output.Trim()));
        Assert.Contains("no network", error, StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        File.Copy(Path.Combine(ProjectFolders.Root, "bomiljo"), Path.Combine(_folder.FullName, "bomiljo"));
        foreach (var source in new[] { "src/a.cs", "Directory.Build.props", "global.json", ".build/app/.built" })
            Install(source, "");
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, ".build/app/.built"), new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc)); // built after any source
        foreach (var tool in Tools)
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, "bin", tool), Path.Combine("/usr/bin", tool));
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", [Path.Combine(_folder.FullName, "bomiljo"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = Path.Combine(_folder.FullName, "bin"), ["BOMILJO_DATABASE"] = "Host=elsewhere" },
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private void Install(string path, string script)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, $"#!/bin/sh\n{script}\n");
        file.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    }
}
