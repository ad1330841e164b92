using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Tests.Publishing;

/// <summary>A small invented city: counts per delbydel and theme, summed to every level and to <c>total</c>, which leaves out
/// what is told twice.</summary>
internal sealed class City
{
    private readonly Dictionary<CellKey, Cell> _byKey;

    private City(IReadOnlyList<Cell> cells, IReadOnlyList<string> themes)
    {
        Cells = cells;
        _byKey = cells.ToDictionary(cell => cell.Key);
        ProtectedThemes = themes.Where(theme => theme != OpenTheme && !theme.StartsWith(Cell.ToldTwice, StringComparison.Ordinal)).ToHashSet();
    }

    public const string OpenTheme = "forsopling";

    public IReadOnlyList<Cell> Cells { get; }

    public HashSet<string> ProtectedThemes { get; }

    /// <summary>The open theme's part of a cell, which everybody sees: all of it in a total, else 0.</summary>
    public int OpenPart(CellKey key) => key.Theme == Cell.Total && _byKey.TryGetValue(key with { Theme = OpenTheme }, out var open)
        ? open.Count
        : 0;

    /// <summary>Cells that are published, shown or hidden.</summary>
    public IEnumerable<Cell> Published => Cells.Where(cell => !cell.Key.IsToldTwice);

    public int ProtectedCount(Cell cell) => cell.Count - OpenPart(cell.Key);

    /// <summary>The chosen cells among those of protected themes and totals.</summary>
    public HashSet<CellKey> Hide(Func<Cell, bool> chosen) => Cells
        .Where(cell => cell.Key.Theme == Cell.Total || ProtectedThemes.Contains(cell.Key.Theme))
        .Where(chosen).Select(cell => cell.Key).ToHashSet();

    public Cell this[CellKey key] => _byKey[key];

    /// <summary>Reads a table such as <c>"     brann trygghet"</c>, <c>"0101 3 10"</c>; the bydel is the code's first half.</summary>
    public static City Read(params string[] lines)
    {
        var rows = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        return Sum(rows[0], rows.Skip(1).ToDictionary(row => row[0], row => row.Skip(1).Select(int.Parse).ToArray()));
    }

    /// <param name="seed">Same seed, same city.</param>
    /// <param name="delbydelerPerBydel">One entry per bydel.</param>
    /// <param name="themes">How many, the open one included.</param>
    /// <param name="scale">How much larger than a city with mostly small counts.</param>
    /// <param name="toldTwice">How many of the protected themes are told twice in part.</param>
    public static City Random(int seed, int[] delbydelerPerBydel, int themes, int scale = 1, int toldTwice = 0)
    {
        var random = new Random(seed);
        string[] names = [OpenTheme, "brann", "ro-og-orden", "trygghet", "bostabilitet"];
        int[] largest = [40, 7, 12, 25, 5];
        var codes = delbydelerPerBydel.SelectMany(
            (n, bydel) => Enumerable.Range(1, n).Select(delbydel => $"{bydel + 1:00}{delbydel:00}"));
        var counts = codes.ToDictionary(code => code, _ => largest[..themes].Select(high => random.Next(high * scale)).ToArray());
        var twice = Enumerable.Range(1, themes - 1).Take(toldTwice).ToArray();
        return Sum(
            [.. names[..themes], .. twice.Select(theme => Cell.ToldTwice + names[theme])],
            counts.ToDictionary(row => row.Key, row => row.Value.Concat(twice.Select(theme => Part(row.Value[theme]))).ToArray()));

        // Often none, often all, else some.
        int Part(int count) => random.Next(3) switch { 0 => 0, 1 => count, _ => random.Next(Math.Min(count, 6) + 1) };
    }

    /// <summary>The same city with a share of its counts corrected, most of them by little.</summary>
    public City Corrected(Random random, double share)
    {
        var smallest = Cells.Where(cell => cell.Key.Level == "delbydel" && cell.Key.Theme != Cell.Total).ToList();
        string[] themes = [.. smallest.Select(cell => cell.Key.Theme).Distinct()];
        return Sum(themes, smallest.GroupBy(cell => cell.Key.Area).ToDictionary(
            area => area.Key,
            area => Fitting([.. area.Select(cell => random.NextDouble() < share ? Math.Max(0, cell.Count + random.Next(-3, 10)) : cell.Count)])));

        int[] Fitting(int[] counts) =>
            [.. counts.Select((count, at) => themes[at].StartsWith(Cell.ToldTwice, StringComparison.Ordinal) ? Math.Min(count, counts[Array.IndexOf(themes, themes[at][Cell.ToldTwice.Length..])]) : count)];
    }

    private static City Sum(string[] themes, Dictionary<string, int[]> counts)
    {
        var cells = new List<Cell>();
        foreach (var level in Cell.Levels)
        {
            foreach (var area in counts.GroupBy(row => level switch { "by" => "0301", "bydel" => row.Key[..2], _ => row.Key }))
            {
                var parent = level switch { "by" => "", "bydel" => "0301", _ => area.Key[..2] };
                var sums = themes.Select((_, theme) => area.Sum(row => row.Value[theme])).ToArray();
                cells.AddRange(themes.Select((theme, i) => new Cell(new(level, area.Key, theme), parent, sums[i])));
                cells.Add(new Cell(new(level, area.Key, Cell.Total), parent, sums.Select((sum, theme) => themes[theme].StartsWith(Cell.ToldTwice, StringComparison.Ordinal) ? -sum : sum).Sum()));
            }
        }

        return new City(cells, themes);
    }
}
