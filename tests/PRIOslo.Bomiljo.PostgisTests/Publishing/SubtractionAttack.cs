namespace PRIOslo.Bomiljo.PostgisTests.Publishing;

/// <summary>A cell as the page's role reads it; null where it is hidden.</summary>
internal sealed record SeenCell(string Level, string Area, string Bydel, string Theme, int? Count)
{
    public string Key => $"{Level} {Area} {Theme}";
}

/// <summary>
/// Somebody with the published table alone, who adds and subtracts rows of it: every sum that must hold is a linear equation in
/// the hidden cells, and Gauss and Jordan tell which of them have one solution only.
/// </summary>
internal static class SubtractionAttack
{
    /// <returns>Hidden cells that the table gives back, with their counts.</returns>
    public static Dictionary<string, int> Run(IReadOnlyList<SeenCell> cells)
    {
        var unknown = cells.Where(cell => cell.Count is null).Select((cell, at) => (cell.Key, at)).ToDictionary(pair => pair.Key, pair => pair.at);
        var rows = Equations(cells, unknown).ToList();
        var pivot = 0;
        for (var column = 0; column < unknown.Count && pivot < rows.Count; column++)
        {
            var best = Enumerable.Range(pivot, rows.Count - pivot).MaxBy(row => Math.Abs(rows[row][column]));
            if (Math.Abs(rows[best][column]) < 1e-9)
                continue;
            (rows[pivot], rows[best]) = (rows[best], rows[pivot]);
            var leading = rows[pivot][column];
            rows[pivot] = [.. rows[pivot].Select(value => value / leading)];
            for (var row = 0; row < rows.Count; row++)
            {
                var factor = rows[row][column];
                if (row != pivot && Math.Abs(factor) > 1e-9)
                    rows[row] = [.. rows[row].Zip(rows[pivot], (value, other) => value - (factor * other))];
            }

            pivot++;
        }

        var names = unknown.ToDictionary(pair => pair.Value, pair => pair.Key);
        return rows.Select(row => (Row: row, Columns: Enumerable.Range(0, unknown.Count).Where(column => Math.Abs(row[column]) > 1e-9).ToArray()))
            .Where(line => line.Columns.Length == 1)
            .ToDictionary(line => names[line.Columns[0]], line => (int)Math.Round(line.Row[^1] / line.Row[line.Columns[0]]));
    }

    private static IEnumerable<double[]> Equations(IReadOnlyList<SeenCell> cells, Dictionary<string, int> unknown)
    {
        foreach (var area in cells.GroupBy(cell => (cell.Level, cell.Area)))
            yield return Equation(area.Single(cell => cell.Theme == "total"), area.Where(cell => cell.Theme != "total"), unknown);
        foreach (var bydel in cells.Where(cell => cell.Level == "bydel"))
            yield return Equation(bydel, cells.Where(cell => cell.Level == "delbydel" && cell.Bydel == bydel.Area && cell.Theme == bydel.Theme), unknown);
        foreach (var city in cells.Where(cell => cell.Level == "by"))
            yield return Equation(city, cells.Where(cell => cell.Level == "bydel" && cell.Theme == city.Theme), unknown);
    }

    /// <summary>Hidden parts − hidden sum = shown sum − shown parts.</summary>
    private static double[] Equation(SeenCell sum, IEnumerable<SeenCell> parts, Dictionary<string, int> unknown)
    {
        var row = new double[unknown.Count + 1];
        foreach (var (cell, sign) in parts.Select(part => (part, 1)).Append((sum, -1)))
        {
            if (cell.Count is { } count)
                row[^1] -= sign * count;
            else
                row[unknown[cell.Key]] += sign;
        }

        return row;
    }
}
