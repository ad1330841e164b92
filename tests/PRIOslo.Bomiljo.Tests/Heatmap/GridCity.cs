using System.Globalization;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Heatmap;
using PRIOslo.Bomiljo.Tests.Statistics;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

/// <summary>Squares of one kilometre in rows of eight, 1,000 residents each; row r column c is delbydel 0r0c. Counts are drawn from a seed.</summary>
internal sealed class GridCity
{
    private const int Columns = 8;
    private readonly List<IncidentCount> _counts = [];
    private readonly string[] _codes;

    public GridCity(int rows = 4) => _codes = [.. Enumerable.Range(0, rows * Columns).Select(at => Code(1 + (at / Columns), 1 + (at % Columns)))];

    public IReadOnlyList<string> Codes => _codes;

    public static string Code(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{row:00}{column:00}");

    /// <summary>The same count everywhere.</summary>
    public GridCity Even(int year, string theme, int incidents)
    {
        _counts.AddRange(_codes.Select(code => new IncidentCount(year, code, theme, theme + ".other", incidents)));
        return this;
    }

    /// <summary>Counts of a mean and dispersion, each area's mean times its risk.</summary>
    public GridCity Drawn(int year, string theme, double mean, double dispersion, int seed, Func<string, double>? risk = null)
    {
        var random = new SimulatedCounts(seed);
        _counts.AddRange(_codes.Select(code => new IncidentCount(year, code, theme, theme + ".other", random.Draw(mean * (risk?.Invoke(code) ?? 1), dispersion))));
        return this;
    }

    /// <summary>One area's count instead of what it had.</summary>
    public GridCity With(int year, string code, string theme, int incidents)
    {
        _counts.RemoveAll(count => count.Year == year && count.Delbydel == code && count.Theme == theme);
        _counts.Add(new(year, code, theme, theme + ".other", incidents));
        return this;
    }

    /// <param name="municipal">Municipal dwellings of each delbydel; null where none are known.</param>
    public MeasurementData Data(int year = SpecTable.Year, int? municipal = null)
    {
        var squares = new GeometryFactory(new PrecisionModel(), 25832);
        return new MeasurementData(
            year, Interpolate: false, SpecTable.Areas(_codes),
            [.. _counts.Where(count => count.Year == year).Select(count => count.Theme).Distinct().Order(StringComparer.Ordinal)], _counts,
            [.. _codes.SelectMany(code => Enumerable.Range(year - 9, 10), (code, at) => new PopulationFigure(code, at, 1_000, null, municipal))])
        {
            Shapes = _codes.ToDictionary(code => code, code => squares.ToGeometry(SquareOf(code))),
        };
    }

    public YearFigures Measure(MeasurementParameters? parameters = null, int year = SpecTable.Year) => Figures.Compute(Data(year), parameters ?? SpecTable.Parameters);

    private static Envelope SquareOf(string code)
    {
        var (east, north) = (600_000 + (1_000.0 * int.Parse(code[2..], CultureInfo.InvariantCulture)), 6_640_000 + (1_000.0 * int.Parse(code[..2], CultureInfo.InvariantCulture)));
        return new(east, east + 1_000, north, north + 1_000);
    }
}
