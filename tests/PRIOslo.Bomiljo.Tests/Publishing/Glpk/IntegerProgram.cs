using System.Diagnostics;
using System.Globalization;

namespace PRIOslo.Bomiljo.Tests.Publishing.Glpk;

/// <summary>Whole-number unknowns under equations, solved by GLPK's <c>glpsol</c>, a program that shares nothing with this one.</summary>
internal sealed class IntegerProgram
{
    private readonly List<string> _columns = [];
    private readonly List<string> _rows = [];
    private readonly List<string> _entries = [];

    public int Columns => _columns.Count;

    /// <param name="low">Least value.</param>
    /// <param name="high">Largest value, above the least.</param>
    /// <param name="weight">In the sum that is made least.</param>
    /// <returns>The unknown's number, from 1.</returns>
    public int Unknown(int low, int high, int weight = 0)
    {
        var column = _columns.Count + 1;
        _columns.Add(Text($"j {column} i d {low} {high}"));
        if (weight != 0)
            _entries.Add(Text($"a 0 {column} {weight}"));
        return column;
    }

    /// <summary>Σ factor × unknown = sum.</summary>
    public void Equation(IEnumerable<(int Unknown, int Factor)> terms, int sum)
    {
        var row = _rows.Count + 1;
        _rows.Add(Text($"i {row} s {sum}"));
        foreach (var (unknown, factor) in terms)
            _entries.Add(Text($"a {row} {unknown} {factor}"));
    }

    /// <returns>The value of each unknown, at its number.</returns>
    public int[] Solve()
    {
        var folder = Directory.CreateTempSubdirectory("bomiljo-glpk-");
        try
        {
            var (problem, solution) = (Path.Combine(folder.FullName, "problem"), Path.Combine(folder.FullName, "solution"));
            File.WriteAllLines(problem,
                [Text($"p mip min {_rows.Count} {_columns.Count} {_entries.Count(entry => !entry.StartsWith("a 0 ", StringComparison.Ordinal))}"),
                .. _rows, .. _columns, .. _entries, "e o f"]);
            var start = new ProcessStartInfo("glpsol", ["--glp", problem, "--write", solution, "--tmlim", "120"]) { RedirectStandardOutput = true, UseShellExecute = false };
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var lines = File.Exists(solution) ? File.ReadAllLines(solution) : [];
            if (!Array.Exists(lines, line => line.StartsWith("s mip ", StringComparison.Ordinal) && line.Split(' ')[4] == "o"))
                throw new InvalidOperationException("glpsol has no solution: " + said[Math.Max(0, said.Length - 500)..]);

            var values = new int[_columns.Count + 1];
            foreach (var parts in lines.Where(line => line.StartsWith("j ", StringComparison.Ordinal)).Select(line => line.Split(' ')))
                values[int.Parse(parts[1], CultureInfo.InvariantCulture)] = (int)Math.Round(double.Parse(parts[2], CultureInfo.InvariantCulture));
            return values;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
