using System.IO.Compression;
using System.Runtime.Versioning;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Import;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.PostgisTests.Operations;

[Collection("postgis")]
[UnsupportedOSPlatform("windows")]
public sealed class DamagedBackupTests(PostgisCluster cluster) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PostgisFact]
    public async Task A_byte_that_was_changed_or_an_end_that_is_missing_is_found_or_makes_no_difference()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var file = Path.Combine(_folder.Path, "whole.backup");
        (await database.RunAsync("db", "backup", file)).Demand(0);
        var whole = await BackupFile.VerifyAsync(file, default);
        var bytes = await File.ReadAllBytesAsync(file);
        var damaged = Path.Combine(_folder.Path, "damaged.backup");
        var random = new Random(5);
        var found = 0;
        const int attempts = 400;

        for (var attempt = 0; attempt < attempts; attempt++)
        {
            // Half of them near the end, where the manifest and the archive's own tables lie.
            var at = attempt % 2 == 0 ? random.Next(bytes.Length) : bytes.Length - 1 - random.Next(1500);
            var copy = attempt % 5 == 4 ? bytes[..at] : [.. bytes];
            if (copy.Length == bytes.Length)
                copy[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(damaged, copy);
            try
            {
                var read = await BackupFile.VerifyAsync(damaged, default);
                Assert.Equal(whole.ToBytes(), read.ToBytes());
            }
            catch (ProblemException problem)
            {
                Assert.True(problem.Code == ProblemCode.BackupDamaged || problem.Code == ProblemCode.NotABackup, problem.Message);
                found++;
            }
        }

        Assert.True(found > attempts * 3 / 4, $"Only {found} of {attempts} were found.");
    }

    [PostgisFact]
    public async Task Files_that_are_no_backup_get_one_clear_message_and_change_nothing()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var before = await DatabaseContents.TablesAsync(database.Owner);
        var text = _folder.File("text.backup", "Not a backup at all.");
        var empty = _folder.File("empty.backup", "");
        var archive = Path.Combine(_folder.Path, "other.zip");
        await using (var zip = await ZipFile.OpenAsync(archive, ZipArchiveMode.Create))
            zip.CreateEntry("something.txt");

        (await database.RunAsync("db", "restore", text)).DemandProblem(10, "BOM-412", text);
        (await database.RunAsync("db", "restore", empty)).DemandProblem(10, "BOM-412", empty);
        (await database.RunAsync("db", "restore", archive)).DemandProblem(10, "BOM-412", archive);
        (await database.RunAsync("db", "restore", _folder.Path)).DemandProblem(2, "BOM-003", _folder.Path);
        (await database.RunAsync("db", "restore", text + ".none")).DemandProblem(2, "BOM-002", text + ".none");
        Assert.Equal(before, await DatabaseContents.TablesAsync(database.Owner));
    }

    [PostgisFact]
    public async Task A_backup_that_cannot_be_written_leaves_no_file_and_the_old_one_as_it_was()
    {
        await using var database = await cluster.NewDatabaseAsync();
        var missing = Path.Combine(_folder.Path, "no-such-folder", "x.backup");
        var old = _folder.File("old.backup", "old");

        (await database.RunAsync("db", "backup", missing)).DemandProblem(2, "BOM-004", missing);
        (await database.RunAsync("db", "backup", _folder.Path)).DemandProblem(2, "BOM-003", _folder.Path);
        var without = new Dictionary<string, string?>(CliProcess.EnvironmentOf(database), StringComparer.Ordinal) { ["BOMILJO_PG_BIN"] = FailingPrograms() };
        (await CliProcess.RunAsync(without, "db", "backup", old)).DemandProblem(12, "BOM-411", "pg_dump");

        Assert.Equal("old", await File.ReadAllTextAsync(old));
        Assert.Equal([old], Directory.GetFiles(_folder.Path));
    }

    /// <summary>Programs that write a little and then fail, as a dump does whose server goes away.</summary>
    private string FailingPrograms()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "bin")).FullName;
        foreach (var name in new[] { "pg_dump", "pg_restore", "psql" })
        {
            var program = Path.Combine(folder, name);
            File.WriteAllText(program, "#!/bin/sh\necho half a dump\necho 'the server went away' >&2\nexit 1\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return folder;
    }
}
