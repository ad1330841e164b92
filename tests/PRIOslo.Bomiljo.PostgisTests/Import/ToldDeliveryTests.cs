using System.Text;
using Npgsql;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Looks;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

/// <summary>What the ledger keeps of what an import said.</summary>
[Collection("postgis")]
public sealed class ToldDeliveryTests(PostgisCluster cluster)
{
    [PostgisFact]
    public async Task The_ledger_keeps_warnings_ignored_rows_by_reason_size_and_mapping_version_and_the_sources_name()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var path = Cp865(folder, "R-1;01.02.2023 12:00;S\u203Appel p\u2020 gate;;;;;Lukket", "R-2;01.02.2023 12:00;Bestilling av henting;;;;;Lukket");

        var report = await database.ImportAsync(path);

        Assert.Equal(["encoding-doubtful", "nothing-accepted"], report.Warnings.Select(warning => warning.Kind).Where(kind => kind != "no-boundaries"));
        Assert.Equal(1L, report.Warnings[0].Observed);
        var listed = Assert.Single(await Deliveries.ListAsync(database.Owner, default));
        Assert.Equal((new FileInfo(path).Length, 1), (listed.SizeBytes, Math.Min(listed.MappingVersion, 1)));
        Assert.Equal(report.Warnings, listed.Warnings);
        Assert.Equal(report.IgnoredByReason, listed.IgnoredByReason);
        await using NpgsqlConnection connection = await database.Owner.OpenConnectionAsync();
        var shown = Assert.Single(await new DeliveryReader(connection).DeliveriesAsync(default));
        Assert.Equal(("Renovasjonsetaten", listed.Sha256, "test", listed.SizeBytes), (shown.NameNb, shown.Sha256, shown.ImportedBy, shown.SizeBytes));
        Assert.Equal(report.Warnings, shown.Warnings);
        Assert.Equal(report.IgnoredByReason, shown.IgnoredByReason);
        Assert.Equal("en bestilling, ikke en hendelse", shown.ReasonsNb[Assert.Single(shown.IgnoredByReason.Keys)]);
    }

    /// <summary>The letters that ø and å of code page 865 are in Windows-1252.</summary>
    private static string Cp865(TempFolder folder, params string[] rows)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var path = Path.Combine(folder.Path, "cp865.csv");
        File.WriteAllLines(path, rows.Prepend(WasteFile.Header), Encoding.GetEncoding(1252));
        return path;
    }
}
