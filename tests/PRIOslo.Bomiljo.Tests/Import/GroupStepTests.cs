using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Incidents;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class GroupStepTests
{
    [Fact]
    public void Each_incident_keeps_its_earliest_row_as_it_was_and_the_others_are_merged() => Prop.ForAll<int>(seed =>
    {
        var rows = Rows(new Random(seed)).ToList();

        var outcomes = GroupStep.Apply(rows).ToList();

        var earliest = rows.OfType<Accepted>().GroupBy(row => row.Incident.Key)
            .Select(group => group.OrderBy(row => row.Incident.OccurredAt.UtcTicks).ThenBy(row => row.Line).First()).OrderBy(row => row.Line).ToList();
        Assert.Equal(rows.OfType<Rejected>(), outcomes.OfType<Rejected>());
        Assert.Equal(earliest, outcomes.OfType<Accepted>());
        Assert.Equal(earliest.Select(row => row.Incident.OccurredAt.Offset), outcomes.OfType<Accepted>().Select(row => row.Incident.OccurredAt.Offset));
        Assert.Equal(rows.OfType<Accepted>().Except(earliest).Select(row => row.Line).Order(), outcomes.OfType<Merged>().Select(row => row.Line).Order());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Four_hundred_thousand_incidents_are_held_in_less_than_eighty_megabytes()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var held = new HeldRows();
        for (var line = 1; line <= 400_000; line++)
            held.Hold(new(Incident(line, line, 0)));

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 80_000_000);
        Assert.Equal(400_000, held.InOrder().Count());
    }

    private static IEnumerable<RowOutcome> Rows(Random random)
    {
        for (var line = 1; line <= 5_000; line++)
        {
            if (random.Next(10) == 0)
            {
                yield return new Rejected(line, "", default);
                continue;
            }

            var incident = Incident(line, random.Next(2_500), random.Next(20));
            yield return random.Next(2) == 0
                ? new Accepted(incident with { Point = (line, -line), Area = default }) { Written = (-line, line) }
                : new Accepted(incident with { Area = new(AreaKind.Delbydel, "0101") }) { Address = AddressText.Parse($"Storgata {line % 90 + 1}") };
        }
    }

    private static Incident Incident(int line, int incident, int hours) => new(
        line, new Guid(incident, 1, 2, new byte[8]), "trygghet.theft", new DateTimeOffset(2023, 6, 1, hours, 0, 0, TimeSpan.FromHours(line % 3)), "minute", 2023, 1 + (line % 4), null, default);
}
