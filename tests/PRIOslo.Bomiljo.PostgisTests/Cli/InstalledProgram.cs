using System.Diagnostics;

namespace PRIOslo.Bomiljo.PostgisTests.Cli;

/// <summary>The program installed in a folder of its own with its <c>geodata/</c> and <c>importers/</c>, so that a test may change these.</summary>
internal sealed class InstalledProgram : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-installed-");

    public InstalledProgram()
    {
        Copy(CliProcess.Folder, Path.Combine(_folder.FullName, "app"));
        Copy(Path.Combine(ProjectFolders.Geodata, "oslo"), Path.Combine(Geodata, "oslo"));
        foreach (var file in Directory.GetFiles(ProjectFolders.Geodata))
            File.Copy(file, Path.Combine(Geodata, Path.GetFileName(file)));
        Copy(ProjectFolders.Importers, Path.Combine(_folder.FullName, "importers"));
    }

    public string Geodata => Path.Combine(_folder.FullName, "geodata");

    public async Task<CliResult> RunAsync(TestDatabase database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(_folder.FullName, "app", "PRIOslo.Bomiljo.Cli.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["BOMILJO_HOME"] = null },
        };
        foreach (var (name, value) in CliProcess.EnvironmentOf(database))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
