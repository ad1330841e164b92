using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>Reads the project's own area tables: UTF-8, «;», a header row, no quotes.</summary>
internal static class Table
{
    /// <returns>One array a row, with the wanted columns in the wanted order.</returns>
    /// <exception cref="ProblemException">BOM-002: there is no such file. BOM-501: a column is missing or a row is too short.</exception>
    public static IEnumerable<string[]> Read(string file, params string[] columns)
    {
        if (!File.Exists(file))
            throw new ProblemException(ProblemCode.FileNotFound, file, "there is no such file.", "Name the folder geodata of the project.");
        var lines = File.ReadAllLines(file);
        var header = lines.Length == 0 ? [] : lines[0].Split(';');
        var wanted = columns.Select(column => Array.IndexOf(header, column)).ToArray();
        if (wanted.Contains(-1))
            throw Bad(file, 1, $"wanted are the columns {string.Join(", ", columns)}.");
        return lines.Skip(1).Select((line, index) =>
        {
            var cells = line.Split(';');
            return cells.Length < header.Length ? throw Bad(file, index + 2, "the row is too short.") : Array.ConvertAll(wanted, at => cells[at]);
        });
    }

    private static ProblemException Bad(string file, int line, string what) =>
        new(ProblemCode.BadGeodata, $"{file}, line {line}", what, "Restore the file from the project.");
}
