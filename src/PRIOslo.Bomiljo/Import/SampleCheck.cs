using System.Globalization;
using System.Text.Json;
using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import;

/// <summary>Runs a source folder's sample through reading and normalising and compares with its <c>expected.json</c>.</summary>
public static class SampleCheck
{
    /// <summary>Samples are checked as if on this day, so that the result does not depend on the clock.</summary>
    private static readonly DateOnly Today = new(2026, 1, 1);

    /// <remarks>Where the result differs, or nothing is expected yet, <c>expected.received.json</c> is written beside it.</remarks>
    /// <exception cref="ProblemException">BOM-002: there is no sample; BOM-301 to BOM-305: it does not fit the mapping.</exception>
    public static SampleResult Run(SourceFolder folder)
    {
        if (folder.Samples() is not { Count: > 0 } samples)
        {
            throw new ProblemException(ProblemCode.FileNotFound, folder.SamplePath, "the file is not there.",
                "Put 20 to 40 invented rows there, under the source's own header.");
        }

        var differences = samples.SelectMany(pair => Compare(folder, pair.Sample, pair.Expected)).ToList();
        return new(folder.Mapping.Source, Same: differences.Count == 0, differences);
    }

    private static List<string> Compare(SourceFolder folder, string sample, string expectedPath)
    {
        var received = JsonSerializer.Serialize(Normalise(folder, sample), StrictJson.Options) + "\n";
        var expected = File.Exists(expectedPath) ? File.ReadAllText(expectedPath) : "";
        var receivedPath = Path.ChangeExtension(expectedPath, ".received.json");
        if (received == expected)
        {
            File.Delete(receivedPath);
            return [];
        }

        File.WriteAllText(receivedPath, received);
        return [Path.GetFileName(sample), .. Differences(expected, received)];
    }

    private static SampleRows Normalise(SourceFolder folder, string sample)
    {
        var columns = new MappedColumns(folder.Mapping);
        var normalise = new NormaliseStep(folder.Mapping, columns, Today);
        var known = new HashSet<Guid>();
        using var stream = File.OpenRead(sample);
        var outcomes = new ReadStep(folder.Mapping, columns, Path.GetFileName(sample)).Read(stream)
            .Select(new PrivacyCheck(folder.Mapping, columns, Path.GetFileName(sample)).Demand)
            .Select(normalise.Apply);
        var rows = (folder.Mapping.GroupBy is null ? outcomes : GroupStep.Apply(outcomes).OrderBy(outcome => outcome.Line))
            .Select(outcome => outcome is Accepted accepted && !known.Add(accepted.Incident.Key) ? new Duplicate(outcome.Line) : outcome)
            .Select(Show)
            .ToList();
        return new(rows.Count, rows);
    }

    private static SampleRow Show(RowOutcome outcome) => outcome switch
    {
        Accepted { Incident: var incident } => new(incident.Line, "accepted")
        {
            Category = incident.Category,
            OccurredAt = incident.OccurredAt.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
            Precision = incident.Precision,
            Count = incident.Count,
            East = incident.Point is { } at ? Math.Round(at.East, 2) : null,
            North = incident.Point is { } point ? Math.Round(point.North, 2) : null,
            Area = incident.Area.Code,
            Address = ((Accepted)outcome).Address is { IsEmpty: false } address ? Show(address) : null,
        },
        Rejected rejected => new(rejected.Line, "rejected") { Column = rejected.Column, Code = rejected.Code.ToString(), Category = rejected.Category },
        Ignored ignored => new(ignored.Line, "ignored") { Reason = ignored.Reason },
        Merged => new(outcome.Line, "merged"),
        _ => new(outcome.Line, "duplicate"),
    };

    private static string Show(AddressText address) =>
        $"{address.Street} {address.Number}{address.Letter}{(address.LastNumber is { } last ? $"-{last}" : "")}".Trim()
        + (address.Postcode.Length + address.Place.Length == 0 ? "" : $", {$"{address.Postcode} {address.Place}".Trim()}");

    private static List<string> Differences(string expected, string received)
    {
        if (expected.Length == 0)
            return ["Nothing is expected yet: look through the .received.json file and rename it to end in .json."];
        var (before, after) = (expected.Split('\n'), received.Split('\n'));
        return [.. Enumerable.Range(0, Math.Max(before.Length, after.Length))
            .Where(at => before.ElementAtOrDefault(at) != after.ElementAtOrDefault(at))
            .SelectMany(at => new[] { $"- {before.ElementAtOrDefault(at)?.Trim()}", $"+ {after.ElementAtOrDefault(at)?.Trim()}" })
            .Take(20)];
    }

    private sealed record SampleRows(int Read, IReadOnlyList<SampleRow> Rows);

    private sealed record SampleRow(int Line, string Outcome)
    {
        public string? Category { get; init; }

        public string? OccurredAt { get; init; }

        public string? Precision { get; init; }

        public int? Count { get; init; }

        public double? East { get; init; }

        public double? North { get; init; }

        public string? Area { get; init; }

        public string? Address { get; init; }

        public string? Column { get; init; }

        public string? Code { get; init; }

        public string? Reason { get; init; }
    }
}

/// <param name="Source">The source's code.</param>
/// <param name="Same">True if the sample gives what is expected.</param>
/// <param name="Differences">Lines of the expected (-) and the received (+) result that differ.</param>
public sealed record SampleResult(string Source, bool Same, IReadOnlyList<string> Differences)
{
    public override string ToString() => Same
        ? $"{Source}: the mapping is sound and the sample gives what is expected."
        : $"{ProblemCode.SampleDiffers} {Source}: the result of a sample is not what is expected.\n{string.Join('\n', Differences)}\n"
        + "Compare with the .received.json file beside it; rename it to end in .json if it is right.";
}
