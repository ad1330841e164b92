using System.Text.Json;

namespace PRIOslo.Bomiljo.Heatmap.Freezing;

/// <summary>Compares two versions of a table of a measurement. Pure.</summary>
internal static class RowDifference
{
    /// <summary>How far two computed figures may lie apart, relative to the larger of them and 1.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>What a version does not share with another: its number, the time, the program, and the gate's sentences, which are the program's
    /// wording of what outcome, reason and coverage tell.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "version", "measured_at", "program_version", "inputs", "findings" };

    /// <param name="table">What it is.</param>
    /// <param name="columns">The columns that both are looked at in.</param>
    /// <param name="kept">Rows by their key.</param>
    /// <param name="again">Rows by their key.</param>
    /// <param name="sameBits">Set to false where a figure differs in any bit.</param>
    /// <returns>One text per row that differs: table, key and columns, never a value.</returns>
    public static IEnumerable<string> Of(
        MeasuredTable table, IReadOnlyList<string> columns, IReadOnlyDictionary<string, JsonElement> kept, IReadOnlyDictionary<string, JsonElement> again, ref bool sameBits)
    {
        var found = new List<string>();
        foreach (var key in kept.Keys.Union(again.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!kept.TryGetValue(key, out var one) || !again.TryGetValue(key, out var other))
            {
                found.Add($"{table.Name} {key}: {(kept.ContainsKey(key) ? "is kept, and not computed" : "is computed, and not kept")}".Replace(" :", ":", StringComparison.Ordinal));
                sameBits = false;
                continue;
            }

            var wrong = new List<string>();
            foreach (var column in columns.Where(column => !Own.Contains(column)))
            {
                var (a, b) = (Value(one, column), Value(other, column));
                if (a == b)
                    continue;
                sameBits = false;
                if (!table.Doubles.Contains(column) || !IsNear(a, b))
                    wrong.Add(column);
            }

            if (wrong.Count > 0)
                found.Add($"{table.Name} {key}: {string.Join(", ", wrong)}".Replace(" :", ":", StringComparison.Ordinal));
        }

        return found;
    }

    /// <returns>The value as JSON; null where it has none, or lacks the column.</returns>
    private static string? Value(JsonElement row, string column) =>
        row.TryGetProperty(column, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetRawText() : null;

    private static bool IsNear(string? one, string? other) =>
        one is not null && other is not null
        && double.TryParse(one, System.Globalization.CultureInfo.InvariantCulture, out var a) && double.TryParse(other, System.Globalization.CultureInfo.InvariantCulture, out var b)
        && Math.Abs(a - b) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
}
