using System.Diagnostics;
using System.Globalization;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Import.Fuzz;

/// <summary>Seeded mutations of every sample of <c>importers/</c>. <c>BOMILJO_FUZZ</c> says how many; <c>BOMILJO_FUZZ_FROM</c> the first
/// seed, so that a run can be repeated or gone on with.</summary>
public sealed class FuzzTests
{
    private const int UsualCount = 1_500;
    private const int MostBugsTold = 20;
    private const long MostBytesAtOnce = 256L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly DateOnly Today = new(2026, 1, 1);

    private static readonly (SourceMapping Mapping, byte[] File)[] Samples =
        [.. SourceFolder.LoadAll(TestSource.Taxonomy).SelectMany(source => source.Samples().Select(pair => (source.Mapping, File.ReadAllBytes(pair.Sample))))];

    [Fact]
    public void Every_damaged_delivery_ends_in_outcomes_whose_sums_hold_or_in_a_refusal_with_a_code()
    {
        var (from, count) = (Setting("BOMILJO_FUZZ_FROM", 0), Setting("BOMILJO_FUZZ", UsualCount));
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        var slowest = TimeSpan.Zero;
        for (var seed = from; seed < from + count; seed++)
        {
            var (mapping, sample) = Samples[seed % Samples.Length];
            var file = new Mutations(seed).Apply(sample);
            var clock = Stopwatch.StartNew();
            var end = EndOf(mapping, file, seed);
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            Assert.True(clock.Elapsed < Longest, $"seed {seed}: {mapping.Source} took {clock.Elapsed}.");
            Assert.True(GC.GetTotalMemory(forceFullCollection: false) < MostBytesAtOnce || GC.GetTotalMemory(forceFullCollection: true) < MostBytesAtOnce, $"seed {seed}: too much memory.");
            ends[end] = ends.GetValueOrDefault(end) + 1;
            if (ends.Keys.Count(IsBug) > MostBugsTold)
                break;
        }

        Assert.DoesNotContain(ends.Keys, IsBug);
        if (count >= UsualCount) // else the mutations would not reach what they are for
            Assert.Superset(new HashSet<string>(["outcomes", "BOM-301", "BOM-305", "BOM-311"], StringComparer.Ordinal), ends.Keys.ToHashSet(StringComparer.Ordinal));
        if (Environment.GetEnvironmentVariable("BOMILJO_FUZZ") is not null)
            Console.WriteLine($"{count} mutations: {string.Join(", ", ends.OrderBy(end => end.Key, StringComparer.Ordinal).Select(end => $"{end.Key} {end.Value}"))}; slowest {slowest.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s");
    }

    /// <returns>«outcomes», the code of the refusal, or what should not have happened.</returns>
    private static string EndOf(SourceMapping mapping, byte[] file, int seed)
    {
        var tally = new Tally();
        var rows = 0;
        try
        {
            var columns = new MappedColumns(mapping);
            var outcomes = new ReadStep(mapping, columns, "delivery").Read(new MemoryStream(file))
                .Select(new PrivacyCheck(mapping, columns, "delivery").Demand).Select(new NormaliseStep(mapping, columns, Today).Apply);
            foreach (var outcome in mapping.GroupBy is null ? outcomes : GroupStep.Apply(outcomes))
            {
                rows++;
                tally.Add(outcome, Placement.Unplaced);
            }
        }
        catch (ProblemException refused) when (refused.Code.Number is (>= 301 and <= 306) or 311 or 312 or 315 or 316)
        {
            return refused.Code.ToString();
        }
        catch (Exception bug)
        {
            return $"a bug, as with seed {seed}, {mapping.Source}: {bug.GetType().Name} {string.Join(" < ", (bug.StackTrace ?? "").Split('\n').Take(4).Select(line => line.Trim()))}";
        }

        Assert.True(rows == tally.Read && tally.Read == tally.Accepted + tally.Rejections.Count + tally.Duplicate + tally.Ignored + tally.Merged, $"seed {seed}: the sums do not hold.");
        return "outcomes";
    }

    private static bool IsBug(string end) => end.StartsWith("a bug", StringComparison.Ordinal);

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : usual;
}
