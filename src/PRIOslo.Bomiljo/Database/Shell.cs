using System.Diagnostics;

namespace PRIOslo.Bomiljo.Database;

/// <summary>Runs another program and waits for it.</summary>
internal static class Shell
{
    /// <returns>Exit code and what the program wrote, standard output and error together.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">The program is not there.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = "/",
            },
        };
        process.StartInfo.Environment["LC_ALL"] = "C";
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, (await output + await error).Trim());
    }

    /// <summary>As <see cref="RunAsync"/>; as root, the program runs as the user <c>postgres</c>.</summary>
    public static Task<(int ExitCode, string Output)> RunAsServerUserAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancel) =>
        BomiljoHome.IsRoot
            ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments], cancel)
            : RunAsync(program, arguments, cancel);
}
