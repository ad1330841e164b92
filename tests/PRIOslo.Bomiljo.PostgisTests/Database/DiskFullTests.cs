using System.Globalization;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.PostgisTests.Cli;
using PRIOslo.Bomiljo.PostgisTests.Import;

namespace PRIOslo.Bomiljo.PostgisTests.Database;

/// <summary>A home on a disk of its own, small enough to be filled: only root can mount one.</summary>
[Collection("postgis")]
public sealed class DiskFullTests
{
    [SmallDiskTheory]
    [InlineData(12)] // no room for the cluster
    [InlineData(190)] // none for the import
    public async Task A_full_disk_is_told_and_nothing_is_half_stored(int megabytes)
    {
        using var files = new TempFolder();
        var disk = Directory.CreateTempSubdirectory("bomiljo-disk-").FullName;
        var home = Path.Combine(disk, "home");
        var environment = CliProcess.Home(home);
        var delivery = files.WriteRandom("waste.csv", 20_000, seed: 1);
        var (mounted, said) = await Shell.RunAsync("mount", ["-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=0755"), "tmpfs", disk], default);
        Assert.True(mounted == 0, said);
        try
        {
            var undisturbed = "";
            if (megabytes > 100)
            {
                undisturbed = Sums(await CliProcess.RunAsync(environment, "import", "renovasjon", delivery, "--dry-run", "--json"));
                await FillAsync(disk, leaveMegabytes: 1);
            }

            var failed = await CliProcess.RunAsync(environment, "import", "renovasjon", delivery);

            failed.DemandProblem(12, "BOM-405", "");
            if (megabytes > 100)
            {
                File.Delete(Path.Combine(disk, "filler"));
                Assert.Empty((await CliProcess.RunAsync(environment, "delivery", "list", "--json")).Demand(0).Json.GetProperty("deliveries").EnumerateArray());
                Assert.Equal(undisturbed, Sums(await CliProcess.RunAsync(environment, "import", "renovasjon", delivery, "--json")));
                Assert.Equal("20000 19800", Stored(await CliProcess.RunAsync(environment, "delivery", "list", "--json")));
            }
        }
        finally
        {
            await TestHome.RemoveAsync(home);
            await Shell.RunAsync("umount", [disk], default);
            Directory.Delete(disk);
        }
    }

    private static string Sums(CliResult import)
    {
        var file = import.Demand(11).Json.GetProperty("files")[0];
        return string.Join(' ', new[] { "read", "accepted", "rejected", "duplicate", "ignored", "placed", "unplaced", "outside", "incidents" }.Select(key => file.GetProperty(key).GetInt64()));
    }

    private static string Stored(CliResult list)
    {
        var delivery = Assert.Single(list.Demand(0).Json.GetProperty("deliveries").EnumerateArray());
        return $"{delivery.GetProperty("read")} {delivery.GetProperty("incidents")}";
    }

    private static async Task FillAsync(string disk, int leaveMegabytes)
    {
        var room = new DriveInfo(disk).AvailableFreeSpace - (leaveMegabytes * 1024L * 1024L);
        var (code, said) = await Shell.RunAsync("fallocate", ["-l", room.ToString(CultureInfo.InvariantCulture), Path.Combine(disk, "filler")], default);
        Assert.True(code == 0, said);
    }
}

/// <summary>Skipped where no disk can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<bool> CanMount = new(TryMount);

    public SmallDiskTheoryAttribute() => Skip = new PostgisFactAttribute().Skip ?? (CanMount.Value ? null : "Only root, with the right to mount, can make a small disk.");

    private static bool TryMount()
    {
        if (!BomiljoHome.IsRoot)
            return false;
        var folder = Directory.CreateTempSubdirectory("bomiljo-disk-");
        try
        {
            var (code, _) = Shell.RunAsync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.FullName], default).GetAwaiter().GetResult();
            return code == 0 && Shell.RunAsync("umount", [folder.FullName], default).GetAwaiter().GetResult().ExitCode == 0;
        }
        finally
        {
            folder.Delete();
        }
    }
}
