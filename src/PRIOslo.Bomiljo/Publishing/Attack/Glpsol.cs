using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Publishing.Attack;

/// <summary>GLPK's solver, a program that shares nothing with this one.</summary>
internal static class Glpsol
{
    private const int LimitSeconds = 120;

    public static bool IsInstalled => Find() is not null;

    /// <exception cref="ProblemException">BOM-635: it is not installed.</exception>
    public static void DemandInstalled()
    {
        if (!IsInstalled)
            throw NoSolver("is not installed");
    }

    /// <returns>A best value of each unknown, at its number; all bounds and equations hold exactly.</returns>
    /// <exception cref="ProblemException">BOM-635 not installed, or not to be started; BOM-636 no answer, or none that holds; BOM-674 no
    /// values fit.</exception>
    public static async Task<int[]> SolveAsync(IntegerProgram program, CancellationToken cancel)
    {
        DemandInstalled();
        var folder = Directory.CreateTempSubdirectory("bomiljo-glpk-");
        try
        {
            var (problem, solution) = (Path.Combine(folder.FullName, "problem"), Path.Combine(folder.FullName, "solution"));
            await File.WriteAllLinesAsync(problem, program.Lines(), cancel);
            await RunAsync(problem, solution, cancel);
            var values = File.Exists(solution) ? Read(await File.ReadAllLinesAsync(solution, cancel), program.Columns) : null;
            return values is not null && program.Holds(values) ? values : throw NoAnswer();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string problem, string solution, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Find()!, ["--glp", problem, "--write", solution, "--tmlim", LimitSeconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Start(start);
        try
        {
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel), process.WaitForExitAsync(cancel));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw NoSolver("could not be started");
        }
        catch (Win32Exception)
        {
            throw NoSolver("could not be started");
        }
    }

    /// <returns>Null where the solver did not prove its answer to be the best.</returns>
    private static int[]? Read(string[] lines, int columns)
    {
        // GLPK 5.0 reference manual, glp_write_mip: o optimal, f feasible, n no feasible solution, u undefined.
        var status = Array.Find(lines, line => line.StartsWith("s mip ", StringComparison.Ordinal))?.Split(' ')[4];
        if (status == "n")
        {
            throw new ProblemException(ProblemCode.ReleasesContradict, "glpsol", "no counts fit all that is kept of the year's releases and answers; nothing was published.",
                "Report this as an error of the program, unless the database was changed by hand.");
        }

        if (status != "o")
            return null;
        var values = new int[columns + 1];
        foreach (var parts in lines.Where(line => line.StartsWith("j ", StringComparison.Ordinal)).Select(line => line.Split(' ')))
            values[int.Parse(parts[1], CultureInfo.InvariantCulture)] = (int)Math.Round(double.Parse(parts[2], CultureInfo.InvariantCulture));
        return values;
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "glpsol")).FirstOrDefault(IsProgram);

    /// <summary>As a shell looks for programs: a file of the name that nobody may run is passed over.</summary>
    private static bool IsProgram(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None);

    private static ProblemException NoSolver(string why) => new(ProblemCode.NoSolver, "glpsol", $"the solver of the last check before publishing {why}; nothing was published.",
        "Type: sudo apt-get install glpk-utils (Fedora: glpk-utils, macOS: brew install glpk).");

    private static ProblemException NoAnswer() => new(
        ProblemCode.NoSolverAnswer, "glpsol", "the last check before publishing found no answer; nothing was published.", "Run the command again on a machine that does less besides.");
}
