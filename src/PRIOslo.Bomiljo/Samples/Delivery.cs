using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Samples;

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

    private readonly string[] _ignored = [.. mapping.Ignore?.Keys ?? []];
    private readonly int[] _streams = [.. Enumerable.Range(0, plan.Streams.Count).Where(stream => plan.Streams[stream].Source == source)];
    private long _accepted, _rejected, _duplicate, _ignoredRows, _incidents, _outside, _sentrum;

    /// <summary>A row holds a count for a month or a year, not one incident.</summary>
    private bool IsAggregate => mapping.Count?.ShownColumn() is { Length: > 0 } && mapping.OccurredAt.Precision is TimePrecision.Month or TimePrecision.Year;

    public DeliveryTotals Write(string folder, string fileName)
    {
        using var writer = new DeliveryWriter(template, mapping, Path.Combine(folder, fileName));
        var row = new DeliveryRow(mapping, template, writer, random);
        if (IsAggregate)
            WriteAggregates(row);
        else
            WriteEvents(row);
        return new DeliveryTotals(fileName, mapping.Source, year, writer.Rows, _accepted, _rejected, _duplicate, _ignoredRows,
            _incidents, _outside, _sentrum);
    }

    private void WriteEvents(DeliveryRow row)
    {
        var counts = new int[_streams.Length * areas.Count];
        for (var i = 0; i < _streams.Length; i++)
            plan.PerArea(year, _streams[i]).CopyTo(counts.AsSpan(i * areas.Count));
        var urn = new Urn(counts);
        var total = urn.Left;
        var days = DateTime.IsLeapYear(year) ? 366 : 365;
        for (var number = 0; number < total; number++)
        {
            var kind = urn.Draw(random);
            var day = (int)((number + random.NextDouble()) / total * days);
            var time = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(Math.Min(day, days - 1)).AddMinutes(MinuteOfDay());
            time = OsloTime.Zone.IsInvalidTime(time) ? time.AddHours(1) : time; // the hour that spring skips
            WriteGood(row, time, plan.Streams[_streams[kind / areas.Count]].Code, areas[kind % areas.Count], 1);
            WriteExtras(row, time);
        }
    }

    private void WriteAggregates(DeliveryRow row)
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
                    WriteGood(row, time, plan.Streams[_streams[i]].Code, areas[area], counts[period, i, area]);
                    WriteExtras(row, time);
                }
            }
        }
    }

    private void WriteGood(DeliveryRow row, DateTime time, string code, BuiltArea area, int count)
    {
        row.Fill(year, time, code, area, count);
        row.Write();
        _accepted++;
        _incidents += count;
        if (area.Code == DelbydelCode.Sentrum)
            _sentrum++;
    }

    // Follows a good row, which the duplicate repeats; so at most one of them a time.
    private void WriteExtras(DeliveryRow row, DateTime time)
    {
        var chance = random.NextDouble();
        if (Falls(DuplicateShare) && mapping.Id is not null)
        {
            row.Repeat();
            _duplicate++;
        }
        else if (Falls(RejectedShare))
        {
            row.Fill(year, time, AnyCode(), random.Pick(areas), 1);
            row.Damage(time);
            row.Write();
            _rejected++;
        }
        else if (Falls(OutsideShare) && mapping.East is not null)
        {
            row.Fill(year, time, AnyCode(), random.Pick(areas), 1);
            row.MoveOutside();
            row.Write();
            _accepted++;
            _incidents++;
            _outside++;
        }
        else if (Falls(IgnoredShare) && _ignored.Length > 0)
        {
            row.Fill(year, time, random.Pick(_ignored), random.Pick(areas), 1);
            row.Write();
            _ignoredRows++;
        }
        else if (Falls(OtherMunicipalityShare) && mapping.Keep is [{ Values: not null } rule, ..])
        {
            row.Fill(year, time, AnyCode(), random.Pick(areas), 1);
            row.MoveToOtherMunicipality(rule);
            row.Write();
            _ignoredRows++;
        }

        bool Falls(double share)
        {
            chance -= share;
            return chance < 0 && chance >= -share;
        }
    }

    // Four in five between six in the morning and midnight, evenly.
    private int MinuteOfDay() => random.Next(5) < 4 ? 360 + random.Next(1080) : random.Next(1440);

    private string AnyCode() => plan.Streams[random.Pick(_streams)].Code;
}
