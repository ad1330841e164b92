using System.Globalization;
using PRIOslo.Bomiljo.Statistics;

namespace PRIOslo.Bomiljo.Tests.Statistics;

/// <summary>The stored areas and reference figures; how each file was made is in the R script that lies beside it.</summary>
internal static class ReferenceData
{
    public static string Folder { get; } = Path.Combine(ProjectFolders.Root, "tests", "PRIOslo.Bomiljo.Tests", "Statistics", "Reference");

    public static ReferenceTable Areas { get; } = ReferenceTable.Read(Path.Combine(Folder, "areas.csv"));

    public static Neighbours AreaNeighbours { get; } = Areas.Neighbours("neighbours");

    /// <summary>Events per 1,000 residents of the 96 areas.</summary>
    public static double[] Rates { get; } =
        [.. Areas.Numbers("events").Zip(Areas.Numbers("residents"), (events, residents) => 1000 * events / residents)];

    /// <summary>The first area of the 96 cut off from the others.</summary>
    public static Neighbours WithIsland { get; } = new([.. Enumerable.Range(0, AreaNeighbours.Count)
        .Select(i => AreaNeighbours.Of(i).ToArray().Where(j => i != 0 && j != 0).ToArray())]);
}

/// <summary>A small semicolon table with a header row.</summary>
internal sealed class ReferenceTable
{
    private readonly Dictionary<string, string[]> _columns;

    private ReferenceTable(Dictionary<string, string[]> columns) => _columns = columns;

    public static ReferenceTable Read(string path)
    {
        var rows = File.ReadAllLines(path).Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(';')).ToArray();
        return new(Enumerable.Range(0, rows[0].Length)
            .ToDictionary(column => rows[0][column], column => rows.Skip(1).Select(row => row[column]).ToArray(), StringComparer.Ordinal));
    }

    public string[] Texts(string column) => _columns[column];

    public double[] Numbers(string column) => [.. Texts(column).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    public int[] Counts(string column) => [.. Texts(column).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    public Neighbours Neighbours(string column) => new([.. Texts(column).Select(text =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())]);

    /// <summary>The value in the row of a name, from the columns «name» and «value».</summary>
    public double Named(string name) => Numbers("value")[Array.IndexOf(Texts("name"), name)];
}
