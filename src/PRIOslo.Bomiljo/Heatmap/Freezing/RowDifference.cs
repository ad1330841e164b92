using System.Globalization;
using System.Text.Json;

namespace PRIOslo.Bomiljo.Heatmap.Freezing;

/// <summary>A row in which two versions of a table of a measurement differ.</summary>
/// <param name="Row">The table and the row's key; the table alone where a version has one row of it.</param>
/// <param name="Columns">Those that differ; empty where one version lacks the row.</param>
/// <param name="Lacking">Which version lacks the row, in words; null where both have it.</param>
/// <param name="Counts">Those of the columns that count; of a row that one version lacks, those that are not zero.</param>
internal sealed record RowDifference(string Table, string Row, IReadOnlyList<string> Columns, string? Lacking, IReadOnlyList<string> Counts)
{
    /// <summary>How far two computed figures may lie apart, relative to the larger of them and 1.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>What a version does not share with another: its number, the time, the program, and the gate's sentences, which are the program's
    /// wording of what outcome, reason and coverage tell.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "version", "measured_at", "program_version", "inputs", "findings" };

    /// <summary>Columns that count rows and incidents, so that the same deliveries give the same whatever program counts.</summary>
    private static readonly HashSet<string> Counting = new(StringComparer.Ordinal) { "incidents", "placed", "unplaced", "outside", "first", "second", "pairs" };

    /// <returns>Table, key and columns, never a value.</returns>
    public override string ToString() => $"{Row}: {Lacking ?? string.Join(", ", Columns)}";

    /// <summary>Compares two versions of a table. Pure.</summary>
    /// <param name="table">What it is.</param>
    /// <param name="columns">The columns that both are looked at in.</param>
    /// <param name="kept">Rows by their key.</param>
    /// <param name="again">Rows by their key.</param>
    /// <param name="sameBits">Set to false where a figure differs in any bit.</param>
    public static IEnumerable<RowDifference> Of(
        MeasuredTable table, IReadOnlyList<string> columns, IReadOnlyDictionary<string, JsonElement> kept, IReadOnlyDictionary<string, JsonElement> again, ref bool sameBits)
    {
        var found = new List<RowDifference>();
        foreach (var key in kept.Keys.Union(again.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var name = $"{table.Name} {key}".TrimEnd();
            if (!kept.TryGetValue(key, out var one) || !again.TryGetValue(key, out var other))
            {
                var (there, lacking) = kept.TryGetValue(key, out var row) ? (row, "is kept, and not computed") : (again[key], "is computed, and not kept");
                found.Add(new(table.Name, name, [], lacking, [.. columns.Where(column => Counting.Contains(column) && Value(there, column) is not (null or "0"))]));
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
                found.Add(new(table.Name, name, wrong, null, wrong.FindAll(Counting.Contains)));
        }

        return found;
    }

    /// <returns>The value as JSON; null where it has none, or lacks the column.</returns>
    private static string? Value(JsonElement row, string column) =>
        row.TryGetProperty(column, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetRawText() : null;

    private static bool IsNear(string? one, string? other) =>
        one is not null && other is not null
        && double.TryParse(one, CultureInfo.InvariantCulture, out var a) && double.TryParse(other, CultureInfo.InvariantCulture, out var b)
        && Math.Abs(a - b) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
}
