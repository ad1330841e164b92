using System.Globalization;
using PRIOslo.Bomiljo.Heatmap;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

/// <summary>Small text tables as input and expected result: columns apart by spaces, the first line a header, <c>-</c> for no value.</summary>
internal static class SpecTable
{
    /// <summary>Areas of every level from delbydel codes; the bydel is a code's first half.</summary>
    public static IReadOnlyList<MeasuredArea> Areas(params string[] delbydeler) =>
    [
        .. delbydeler.Select(code => new MeasuredArea(Level.Delbydel, code, $"Area {code}", code[..2])),
        .. delbydeler.Select(code => code[..2]).Distinct().Select(code => new MeasuredArea(Level.Bydel, code, $"Bydel {code}", Level.CityCode)),
        new MeasuredArea(Level.City, Level.CityCode, "Oslo", ""),
    ];

    /// <summary>Columns <c>delbydel theme incidents</c>.</summary>
    public static IReadOnlyList<IncidentCount> Counts(string table) =>
        [.. Rows(table).Select(row => new IncidentCount(row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture)))];

    /// <summary>Columns <c>code residents</c>.</summary>
    public static IReadOnlyDictionary<string, int> Residents(string table) =>
        Rows(table).ToDictionary(row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture));

    /// <summary>Columns <c>level area theme incidents residents rate</c>, rate with one decimal.</summary>
    public static string Of(IEnumerable<Figure> figures) => string.Join('\n', figures.Select(figure => string.Join(' ',
        figure.Area.Level, figure.Area.Code, figure.Theme, figure.Incidents.ToString(CultureInfo.InvariantCulture),
        figure.Denominator?.ToString(CultureInfo.InvariantCulture) ?? "-", figure.Rate?.Value.ToString("0.0", CultureInfo.InvariantCulture) ?? "-")));

    /// <summary>The rows with one space between columns, so that two tables can be compared as texts.</summary>
    public static string Tidy(string table) => string.Join('\n', Rows(table).Select(row => string.Join(' ', row)));

    private static IEnumerable<string[]> Rows(string table) => table.Split('\n').Skip(1).Where(line => line.Length > 0)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
