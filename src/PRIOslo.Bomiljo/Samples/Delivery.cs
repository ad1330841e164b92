using System.Globalization;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Samples;

/// <summary>What an import of a delivery should find.</summary>
/// <param name="File">Its name.</param>
/// <param name="Source">The source's code.</param>
/// <param name="Year">Of the incidents.</param>
/// <param name="Rows">Rows below the header: accepted, rejected, duplicate and ignored ones.</param>
/// <param name="Accepted">Rows that can be read and count.</param>
/// <param name="Rejected">Rows with an impossible date, an unmapped category or an unreadable number.</param>
/// <param name="Duplicate">Rows that repeat the accepted row above, byte for byte; none where rows have no id to know them by.</param>
/// <param name="Ignored">Rows of ignored categories and of another municipality.</param>
/// <param name="Incidents">Sum of counts over accepted rows, those outside included.</param>
/// <param name="Outside">Accepted rows whose point lies outside the municipality.</param>
/// <param name="Sentrum">Accepted rows in Sentrum, which boundary files may lack.</param>
internal sealed record DeliveryTotals(string File, string Source, int Year, long Rows, long Accepted, long Rejected, long Duplicate,
    long Ignored, long Incidents, long Outside, long Sentrum);

/// <summary>Writes the delivery of one source and year: true incidents, and faulty, ignored, repeated and outside rows
/// between them.</summary>
internal sealed class Delivery(SourceMapping mapping, DeliveryTemplate template, IReadOnlyList<BuiltArea> areas, IncidentPlan plan,
    int source, int year, Pcg32 random)
{
    private const double RejectedShare = 0.01;
    private const double OutsideShare = 0.01;
    private const double DuplicateShare = 0.005;
    private const double IgnoredShare = 0.04;
    private const double OtherMunicipalityShare = 0.01;
    private const string OtherMunicipality = "3201";
    private const string UnmappedCode = "Ukjent type";

    private readonly int _idColumn = template.ColumnOf(mapping.Id);
    private readonly int _timeColumn = template.ColumnOf(mapping.OccurredAt.Column);
    private readonly int _categoryColumn = template.ColumnOf(mapping.Category);
    private readonly int _eastColumn = template.ColumnOf(mapping.East);
    private readonly int _northColumn = template.ColumnOf(mapping.North);
    private readonly int _areaColumn = template.ColumnOf(mapping.Area);
    private readonly int _countColumn = template.ColumnOf(mapping.Count);
    private readonly string[] _ignored = [.. mapping.Ignore?.Keys ?? []];
    private readonly string _format = mapping.OccurredAt.Formats[0];
    private readonly CoordinateTransform _fromStorage = CoordinateTransform.Create(CoordinateTransform.StorageEpsg, mapping.Epsg);
    private readonly int[] _streams = [.. Enumerable.Range(0, plan.Streams.Count).Where(stream => plan.Streams[stream].Source == source)];
    private long _ids;
    private long _accepted, _rejected, _duplicate, _ignoredRows, _incidents, _outside, _sentrum;

    /// <summary>A row holds a count for a month or a year, not one incident.</summary>
    private bool IsAggregate => _countColumn >= 0 && mapping.OccurredAt.Precision is TimePrecision.Month or TimePrecision.Year;

    public DeliveryTotals Write(string folder, string fileName)
    {
        using var writer = new DeliveryWriter(template, mapping, Path.Combine(folder, fileName));
        if (IsAggregate)
            WriteAggregates(writer);
        else
            WriteEvents(writer);
        return new DeliveryTotals(fileName, mapping.Source, year, writer.Rows, _accepted, _rejected, _duplicate, _ignoredRows,
            _incidents, _outside, _sentrum);
    }

    private void WriteEvents(DeliveryWriter writer)
    {
        var counts = new int[_streams.Length * areas.Count];
        for (var i = 0; i < _streams.Length; i++)
            plan.PerArea(year, _streams[i]).CopyTo(counts.AsSpan(i * areas.Count));
        var urn = new Urn(counts);
        var total = urn.Left;
        var days = DateTime.IsLeapYear(year) ? 366 : 365;
        for (var row = 0; row < total; row++)
        {
            var kind = urn.Draw(random);
            var day = (int)((row + random.NextDouble()) / total * days);
            var time = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(Math.Min(day, days - 1)).AddMinutes(MinuteOfDay());
            WriteGood(writer, time, plan.Streams[_streams[kind / areas.Count]].Code, areas[kind % areas.Count], 1);
            WriteExtras(writer, time);
        }
    }

    private void WriteAggregates(DeliveryWriter writer)
    {
        var periods = mapping.OccurredAt.Precision == TimePrecision.Month ? 12 : 1;
        var counts = new int[periods, _streams.Length, areas.Count];
        for (var i = 0; i < _streams.Length; i++)
        {
            for (var area = 0; area < areas.Count; area++)
            {
                for (var left = plan.PerArea(year, _streams[i])[area]; left > 0; left--)
                    counts[random.Next(periods), i, area]++;
            }
        }

        for (var period = 0; period < periods; period++)
        {
            var time = new DateTime(year, period + 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
            for (var area = 0; area < areas.Count; area++)
            {
                for (var i = 0; i < _streams.Length; i++)
                {
                    if (counts[period, i, area] == 0)
                        continue;
                    WriteGood(writer, time, plan.Streams[_streams[i]].Code, areas[area], counts[period, i, area]);
                    WriteExtras(writer, time);
                }
            }
        }
    }

    private void WriteGood(DeliveryWriter writer, DateTime time, string code, BuiltArea area, int count)
    {
        Fill(writer, time, code, area, count);
        writer.WriteRow();
        _accepted++;
        _incidents += count;
        if (area.Code == DelbydelCode.Sentrum)
            _sentrum++;
    }

    // Follows a good row, which the duplicate repeats; so at most one of them a time.
    private void WriteExtras(DeliveryWriter writer, DateTime time)
    {
        var chance = random.NextDouble();
        if (Falls(DuplicateShare) && _idColumn >= 0)
        {
            writer.RepeatRow();
            _duplicate++;
        }
        else if (Falls(RejectedShare))
        {
            Fill(writer, time, AnyCode(), random.Pick(areas), 1);
            Damage(writer, time);
            writer.WriteRow();
            _rejected++;
        }
        else if (Falls(OutsideShare) && _eastColumn >= 0)
        {
            Fill(writer, time, AnyCode(), random.Pick(areas), 1);
            // Some 20 km south-west of the city, in Asker.
            SetPoint(writer, 578_000 + (4_000 * random.NextDouble()), 6_632_000 + (4_000 * random.NextDouble()));
            writer.WriteRow();
            _accepted++;
            _incidents++;
            _outside++;
        }
        else if (Falls(IgnoredShare) && _ignored.Length > 0)
        {
            Fill(writer, time, random.Pick(_ignored), random.Pick(areas), 1);
            writer.WriteRow();
            _ignoredRows++;
        }
        else if (Falls(OtherMunicipalityShare) && mapping.Keep is { Count: > 0 } keep)
        {
            Fill(writer, time, AnyCode(), random.Pick(areas), 1);
            writer.Set(template.ColumnOf(keep[0].Column), OtherMunicipality);
            writer.WriteRow();
            _ignoredRows++;
        }

        bool Falls(double share)
        {
            chance -= share;
            return chance < 0 && chance >= -share;
        }
    }

    private void Fill(DeliveryWriter writer, DateTime time, string code, BuiltArea area, int count)
    {
        writer.Set(_idColumn, string.Create(CultureInfo.InvariantCulture, $"{year}{++_ids:00000000}"));
        writer.Set(_timeColumn, time.ToString(_format, CultureInfo.InvariantCulture));
        writer.Set(_categoryColumn, code);
        writer.Set(_areaColumn, area.Code.ToString());
        writer.Set(_countColumn, count.ToString(CultureInfo.InvariantCulture));
        if (_eastColumn < 0)
            return;
        var (east, north) = area.PointNearBuilding(random);
        SetPoint(writer, east, north);
    }

    private void SetPoint(DeliveryWriter writer, double east, double north)
    {
        var (x, y) = _fromStorage.Apply(east, north);
        writer.Set(_eastColumn, Coordinate(x));
        writer.Set(_northColumn, Coordinate(y));
    }

    private void Damage(DeliveryWriter writer, DateTime time)
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

    // Four in five between six in the morning and midnight, evenly.
    private int MinuteOfDay() => random.Next(5) < 4 ? 360 + random.Next(1080) : random.Next(1440);

    private string AnyCode() => plan.Streams[random.Pick(_streams)].Code;

    // Metres to the centimetre, degrees to the seventh decimal.
    private static string Coordinate(double value) =>
        value.ToString(Math.Abs(value) < 360 ? "0.0000000" : "0.00", CultureInfo.InvariantCulture).Replace('.', ',');
}
