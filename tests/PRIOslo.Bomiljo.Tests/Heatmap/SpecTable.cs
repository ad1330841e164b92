using System.Globalization;
using PRIOslo.Bomiljo.Heatmap;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

/// <summary>Small text tables as input and expected result: columns apart by spaces, the first line a header, <c>-</c> for no value.</summary>
internal static class SpecTable
{
    public const int Year = 2023;

    /// <summary>The project's own, with few draws and a dispersion of 1 where there is no second year.</summary>
    public static MeasurementParameters Parameters { get; } =
        MeasurementParameters.Load(MeasurementParameters.DefaultPath) with { Draws = 999, IndexDraws = 500, AssumedDispersion = 1 };

    /// <summary>Areas of every level from delbydel codes; the bydel is a code's first half.</summary>
    public static IReadOnlyList<MeasuredArea> Areas(params string[] delbydeler) =>
    [
        .. delbydeler.Select(code => new MeasuredArea(Level.Delbydel, code, $"Area {code}", code[..2])),
        .. delbydeler.Select(code => code[..2]).Distinct().Select(code => new MeasuredArea(Level.Bydel, code, $"Bydel {code}", Level.CityCode)),
        new MeasuredArea(Level.City, Level.CityCode, "Oslo", ""),
    ];

    /// <summary>Columns <c>delbydel theme incidents [year]</c>; the year is the measured one where it is not given.</summary>
    public static IReadOnlyList<IncidentCount> Counts(string table) =>
        [.. Rows(table).Select(row => new IncidentCount(row.Length > 3 ? Number(row[3]) : Year, row[0], row[1], $"{row[1]}.other", Number(row[2])))];

    /// <summary>Columns <c>code residents [year] [municipal dwellings]</c>.</summary>
    public static IReadOnlyList<PopulationFigure> Residents(string table) =>
        [.. Rows(table).Select(row => new PopulationFigure(row[0], row.Length > 2 ? Number(row[2]) : Year, Number(row[1]), null, row.Length > 3 ? Number(row[3]) : null))];

    /// <summary>A measured year from such tables; the themes are those that it has counts of.</summary>
    public static MeasurementData Data(IReadOnlyList<MeasuredArea> areas, string counts, string residents, bool interpolate = false)
    {
        var all = Counts(counts);
        return new(Year, interpolate, areas, [.. all.Where(count => count.Year == Year).Select(count => count.Theme).Distinct().Order(StringComparer.Ordinal)], all, Residents(residents));
    }

    /// <summary>Columns <c>level area theme incidents residents rate</c>, rate with one decimal.</summary>
    public static string Of(IEnumerable<Figure> figures) => string.Join('\n', figures.Select(figure => string.Join(' ',
        figure.Area.Level, figure.Area.Code, figure.Theme, figure.Incidents.ToString(CultureInfo.InvariantCulture),
        figure.Denominator?.ToString(CultureInfo.InvariantCulture) ?? "-", figure.Rate?.Value.ToString("0.0", CultureInfo.InvariantCulture) ?? "-")));

    /// <summary>The rows with one space between columns, so that two tables can be compared as texts.</summary>
    public static string Tidy(string table) => string.Join('\n', Rows(table).Select(row => string.Join(' ', row)));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string table) => table.Split('\n').Skip(1).Where(line => line.Length > 0)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
