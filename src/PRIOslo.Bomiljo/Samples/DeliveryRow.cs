using System.Globalization;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>The row of a delivery that is being made: values go to the columns that the mapping names.</summary>
internal sealed class DeliveryRow(SourceMapping mapping, DeliveryTemplate template, DeliveryWriter writer, Pcg32 random)
{
    private const string OtherMunicipality = "3201";
    private const string UnmappedCode = "Ukjent type";

    private readonly int _idColumn = template.ColumnOf(mapping.Id);
    private readonly int _timeColumn = template.ColumnOf(mapping.OccurredAt.Column);
    private readonly int _categoryColumn = template.ColumnOf(mapping.Category);
    private readonly int _eastColumn = template.ColumnOf(mapping.East);
    private readonly int _northColumn = template.ColumnOf(mapping.North);
    private readonly int _areaColumn = template.ColumnOf(mapping.Area);
    private readonly int _countColumn = template.ColumnOf(mapping.Count);
    private readonly string _format = mapping.OccurredAt.Formats[0];
    private readonly CoordinateTransform _fromStorage = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, mapping.Epsg);
    private long _ids;

    /// <summary>Sets every mapped column of a row that can be read.</summary>
    public void Fill(int year, DateTime time, string code, BuiltArea area, int count)
    {
        writer.Set(_idColumn, string.Create(CultureInfo.InvariantCulture, $"{year}{++_ids:00000000}"));
        writer.Set(_timeColumn, time.ToString(_format, CultureInfo.InvariantCulture));
        writer.Set(_categoryColumn, code);
        writer.Set(_areaColumn, area.Code.ToString());
        writer.Set(_countColumn, count.ToString(CultureInfo.InvariantCulture));
        if (_eastColumn < 0)
            return;
        var (east, north) = area.PointNearBuilding(random);
        SetPoint(east, north);
    }

    private void SetPoint(double east, double north)
    {
        var (x, y) = _fromStorage.Apply(east, north);
        writer.Set(_eastColumn, Coordinate(x));
        writer.Set(_northColumn, Coordinate(y));
    }

    /// <summary>Makes the row one that must be rejected: an impossible date, an unmapped category or an unreadable number.</summary>
    public void Damage(DateTime time)
    {
        switch (random.Next(3))
        {
            case 0:
                writer.Set(_timeColumn, ImpossibleDate(time));
                break;
            case 1:
                writer.Set(_categoryColumn, UnmappedCode);
                break;
            default:
                writer.Set(_eastColumn >= 0 ? _eastColumn : _countColumn >= 0 ? _countColumn : _areaColumn, "ukjent");
                break;
        }
    }

    // Day 31 of February where the format has a day, month 13 where it has none, year 0 where it has neither.
    private string ImpossibleDate(DateTime time) => _format.Contains("dd", StringComparison.Ordinal)
        ? new DateTime(time.Year, 1, 31, time.Hour, time.Minute, 0, DateTimeKind.Unspecified)
            .ToString(_format.Replace("MM", "'02'", StringComparison.Ordinal), CultureInfo.InvariantCulture)
        : time.ToString(_format.Contains("MM", StringComparison.Ordinal)
            ? _format.Replace("MM", "'13'", StringComparison.Ordinal)
            : "'0000'", CultureInfo.InvariantCulture);

    /// <summary>Moves the point some 20 km south-west of the city, to Asker.</summary>
    public void MoveOutside() => SetPoint(578_000 + (4_000 * random.NextDouble()), 6_632_000 + (4_000 * random.NextDouble()));

    /// <summary>Makes the row one that the rule leaves out.</summary>
    public void MoveToOtherMunicipality(KeepRule rule) => writer.Set(template.ColumnOf(rule.Column), OtherMunicipality);

    public void Write() => writer.WriteRow();

    /// <summary>The last row once more.</summary>
    public void Repeat() => writer.RepeatRow();

    // Metres to the centimetre, degrees to the seventh decimal.
    private static string Coordinate(double value) =>
        value.ToString(Math.Abs(value) < 360 ? "0.0000000" : "0.00", CultureInfo.InvariantCulture).Replace('.', ',');
}
