namespace PRIOslo.Bomiljo.Tests.Samples;

/// <summary>Reads the project's area tables without the program's own readers: UTF-8, «;», a header row, no quotes.</summary>
internal static class Table
{
    /// <returns>One array a row, with the wanted columns in the wanted order.</returns>
    public static IEnumerable<string[]> Read(string file, params string[] columns)
    {
        var lines = File.ReadAllLines(file);
        var wanted = Array.ConvertAll(columns, column => Array.IndexOf(lines[0].Split(';'), column));
        return lines.Skip(1).Select(line => line.Split(';')).Select(cells => Array.ConvertAll(wanted, at => cells[at]));
    }
}
