using System.Globalization;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Tests.Import.Fuzz;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

/// <summary>Seeded mutations of every sample, all the way into the database: whatever the file, what is stored is what was told.</summary>
/// <remarks><c>BOMILJO_FUZZ</c> and <c>BOMILJO_FUZZ_FROM</c> as for the fuzz test without a database; a fifth as many.</remarks>
[Collection("postgis")]
public sealed class StoredFuzzTests(PostgisCluster cluster)
{
    private const int UsualCount = 1_500;
    private const int SlowerTimes = 5;
    private const int BetweenFullChecks = 50;

    [PostgisFact]
    public async Task Every_damaged_delivery_is_stored_as_it_is_told_or_refused_with_a_code_and_not_stored_at_all()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", RealBoundaries.Rectangles(("0101", 590_000, 6_636_000, 604_000, 6_650_000))));
        var taxonomy = Taxonomy.Load(Path.Combine(ProjectFolders.Importers, "taxonomy.json"));
        var samples = SourceFolder.LoadAll(taxonomy).SelectMany(source => source.Samples().Select(pair => (source, pair.Sample, Bytes: File.ReadAllBytes(pair.Sample)))).ToList();
        var import = new DeliveryImport(database.Owner, TimeProvider.System, "test");
        var (from, count) = (Setting("BOMILJO_FUZZ_FROM", 0), Setting("BOMILJO_FUZZ", UsualCount) / SlowerTimes);
        var (stored, refused) = (0, 0);
        for (var seed = from; seed < from + count; seed++)
        {
            var (source, sample, bytes) = samples[seed % samples.Count];
            var path = Path.Combine(folder.Path, $"{seed}{Path.GetExtension(sample)}");
            await File.WriteAllBytesAsync(path, new Mutations(seed).Apply(bytes));
            var before = await database.RowsAsync();
            try
            {
                var report = await import.RunAsync(source, taxonomy, path, new ImportOptions(DryRun: seed % 7 == 0, Beside: seed % 2 == 0), default);
                Assert.True(report.Read == report.Accepted + report.Rejected + report.Duplicate + report.Ignored + report.Merged
                    && report.Accepted == report.Placed + report.Unplaced + report.Outside, $"seed {seed}: the sums do not hold.");
                if (report.DeliveryId is null || report.AlreadyIn)
                    Assert.True(before == await database.RowsAsync(), $"seed {seed}: something was stored.");
                stored += report.DeliveryId is null ? 0 : 1;
            }
            catch (ProblemException problem) when (problem.Code.Number is (>= 301 and <= 306) or (>= 311 and <= 313) or 315 or 316)
            {
                refused++;
                Assert.True(before == await database.RowsAsync(), $"seed {seed}: {problem.Code} and yet something was stored.");
            }
            catch (Exception bug) when (bug is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, {source.Mapping.Source}: {bug}");
            }

            if (seed % BetweenFullChecks == 0)
                await database.DemandSumsAsync();
            File.Delete(path);
        }

        await database.DemandSumsAsync();
        Assert.True(stored > count / 5 && refused > count / 20, $"{stored} stored and {refused} refused of {count}: the mutations do not reach what they are for.");
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : usual;
}
