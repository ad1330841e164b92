using System.Diagnostics;
using System.Globalization;
using System.Text;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.PostgisTests.Import;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability;

/// <summary>Height models: taken in through GDAL, and held against GDAL's own viewshed.</summary>
[Collection("postgis")]
public sealed class TerrainTests(PostgisCluster cluster, Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Side = 121;
    private const double Cell = 10, West = 598_000, North = 6_644_000;

    [PostgisFact]
    public async Task A_height_model_hides_a_dwelling_in_the_check_and_names_its_layer()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddDelbydelAsync();
        var (east, north) = (West + 605, North - 605);
        var vintage = await database.AddVintageAsync("building", 2024);
        await database.ExecuteAsync($"INSERT INTO geo.building VALUES ({vintage}, 1, 'residential', '', 4, ST_MakeEnvelope({F(east + 70)}, {F(north - 5)}, {F(east + 80)}, {F(north + 5)}, 25832))");
        var file = await WriteAsync(folder.Path, (x, _) => Math.Abs(x - east - 40) < 6 ? 25 : 10);
        var report = await Importer(database).RunAsync(file, "terrain", 25832, 2024, null, null, default);
        Assert.Equal(Side * Side, report.Features);

        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);
        await using var connection = await database.Web.OpenConnectionAsync();
        var site = await service.CheckAsync(connection, new SitePoint("Bak åsen", east, north), null, default);

        Assert.Equal((0, 0), (site.Metrics["visible_dwellings_100m"], site.Metrics["visible_dwelling_share_100m"]));
        var group = site.Groups[4];
        var sight = group.Rules.Single(rule => rule.Id == "shielded-line-of-sight");
        Assert.Equal((RuleOutcome.Met, RuleRole.Bonus, "terrain"), (sight.Outcome, sight.Role, sight.Layer));
        Assert.Equal(RuleOutcome.Partly, group.Rules.Single(rule => rule.Id == "shielded-nearest-dwelling").Outcome); // the distance stands as it is
        Assert.Equal(Verdict.Inspect, group.Verdict);
        Assert.Contains(site.Layers, layer => layer is { Layer: "terrain", Year: 2024 });

        // At the edge of the model the sight is unknown, and a newer model takes the old one's place.
        Assert.Equal(UnknownReason.OutsideCoverage, await WhyAsync(new SitePoint("Kanten", West + 30, north)));
        await Importer(database).RunAsync(await WriteAsync(folder.Path, (_, _) => 10), "terrain", 25832, 2024, null, null, default);
        Assert.Equal(1, (await service.CheckAsync(connection, new SitePoint("Bak åsen", east, north), null, default)).Metrics["visible_dwelling_share_100m"]);
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM geo.terrain"));

        async Task<UnknownReason?> WhyAsync(SitePoint point) =>
            (await service.CheckAsync(connection, point, null, default)).Groups[4].Rules.Single(rule => rule.Id == "shielded-line-of-sight").Unknown;
    }

    [PostgisFact]
    public async Task A_model_in_another_system_lands_where_it_belongs_and_a_fine_one_is_averaged_to_5_m()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = Path.Combine(folder.Path, "fin.asc");
        var (west, north) = CoordinateTransform.Create(25832, 25833).Apply(West, North);
        await File.WriteAllTextAsync(file, $"ncols 400\nnrows 400\nxllcorner {F(west)}\nyllcorner {F(north - 400)}\ncellsize 1\nNODATA_value -9999\n"
            + string.Join('\n', Enumerable.Range(0, 400).Select(row => string.Join(' ', Enumerable.Range(0, 400).Select(column => row < 200 ? "20" : column == 7 ? "-9999" : "40")))));

        await Importer(database).RunAsync(file, "terrain", 25833, 2024, null, null, default);
        await using var connection = await database.Owner.OpenConnectionAsync();
        var grid = await TerrainStore.ReadAsync(connection, await database.ScalarAsync<int>("SELECT vintage_id FROM geo.terrain"), default);
        var terrain = new Terrain(grid);

        Assert.Equal(5, grid.CellMetres);
        Assert.Equal((20.0, 40.0), (Math.Round(At(200, 100), 1), Math.Round(At(200, 300), 1)));

        double At(double right, double down)
        {
            var (x, y) = CoordinateTransform.Create(25833, 25832).Apply(west + right, north - down);
            return terrain.HeightAt(x, y);
        }
    }

    [PostgisTheory]
    [InlineData(32633, 10, "lie far outside Norway")] // degrees taken for metres
    [InlineData(25832, 60, "cells are 60 m wide")]
    public async Task A_model_that_is_too_coarse_or_elsewhere_is_refused_and_nothing_is_stored(int epsg, double cell, string what)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = Path.Combine(folder.Path, "feil.asc");
        var east = epsg == 25832 ? West : 10;
        await File.WriteAllTextAsync(file, $"ncols 4\nnrows 4\nxllcorner {F(east)}\nyllcorner {F(epsg == 25832 ? North : 59)}\ncellsize {F(cell)}\n" + string.Concat(Enumerable.Repeat("1 2 3 4\n", 4)));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => Importer(database).RunAsync(file, "terrain", epsg, null, null, null, default));

        Assert.Equal(ProblemCode.BadGeodata, problem.Code);
        Assert.Contains(what, problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage"));
    }

    [PostgisFact]
    public async Task An_epsg_that_contradicts_the_height_model_is_refused_and_the_models_own_is_taken()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var file = Path.Combine(folder.Path, "dtm10.tif");
        using (var process = Process.Start("gdal_translate", ["-q", "-a_srs", "EPSG:25832", await WriteAsync(folder.Path, (_, _) => 10), file]))
            await process.WaitForExitAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => Importer(database).RunAsync(file, "terrain", 25833, null, null, null, default));

        Assert.StartsWith("BOM-501 dtm10.tif: it declares EPSG:25832", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage"));
        Assert.Equal(Side * Side, (await Importer(database).RunAsync(file, "terrain", 25832, null, null, null, default)).Features);
    }

    /// <remarks>GDAL's viewshed interpolates between posts too, but from ring to ring of cells; along the edges of what is hidden the two may differ.</remarks>
    [PostgisTheory]
    [InlineData(1, 2.0)]
    [InlineData(2, 6.0)]
    [InlineData(3, 0.0)]
    public async Task Lines_of_sight_agree_with_the_viewshed_of_gdal(int seed, double targetMetres)
    {
        using var folder = new TempFolder();
        var random = new Random(seed);
        (double X, double Y, double Phase, double Metres)[] waves = [.. Enumerable.Range(0, 12).Select(n =>
            ((random.NextDouble() - 0.5) / 30, (random.NextDouble() - 0.5) / 30, random.NextDouble() * 7, 8.0 / (n + 1)))];
        var file = await WriteAsync(folder.Path, (x, y) => 60 + waves.Sum(wave => wave.Metres * Math.Sin((wave.X * (x - West)) + (wave.Y * (y - North)) + wave.Phase)));
        var grid = new HeightGrid(West, North, Cell, Side, Side, [.. ReadHeights(file)]);
        var terrain = new Terrain(grid);
        var (agreed, compared, seen) = (0, 0, 0);
        foreach (var (column, row) in new[] { (60, 60), (45, 70), (75, 50) })
        {
            var (east, north) = (West + ((column + 0.5) * Cell), North - ((row + 0.5) * Cell));
            var sight = await ViewshedAsync(folder.Path, file, east, north, targetMetres);
            for (var at = 0; at < Side * Side; at++)
            {
                var (toEast, toNorth) = (West + (((at % Side) + 0.5) * Cell), North - (((at / Side) + 0.5) * Cell));
                if (at == (row * Side) + column || Math.Max(Math.Abs(toEast - east), Math.Abs(toNorth - north)) > 300)
                    continue;
                var isClear = terrain.IsClear((east, north, terrain.HeightAt(east, north) + 1.6), (toEast, toNorth, terrain.HeightAt(toEast, toNorth) + targetMetres));
                agreed += isClear == (sight[at] > 0) ? 1 : 0;
                seen += isClear == true ? 1 : 0;
                compared++;
            }
        }

        output.WriteLine($"{agreed} of {compared} agree, {seen} seen");
        Assert.InRange(seen, compared / 10, compared * 9 / 10);
        Assert.InRange(agreed / (double)compared, 0.99, 1); // 99.4 to 99.8 %
    }

    private static async Task<byte[]> ViewshedAsync(string folder, string file, double east, double north, double targetMetres)
    {
        var target = Path.Combine(folder, "sett.img");
        using var process = Process.Start(new ProcessStartInfo("gdal_viewshed",
            ["-q", "-of", "ENVI", "-ox", F(east), "-oy", F(north), "-oz", "1.6", "-tz", F(targetMetres), "-md", "2000", "-cc", "0", "-vv", "255", "-iv", "0", file, target]))!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return await File.ReadAllBytesAsync(target);
    }

    private static IEnumerable<short> ReadHeights(string file) => File.ReadLines(file).Skip(5)
        .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(text => (short)Math.Round(double.Parse(text, CultureInfo.InvariantCulture) * 10));

    /// <summary>Heights in whole decimetres, as they are stored.</summary>
    private static async Task<string> WriteAsync(string folder, Func<double, double, double> metres)
    {
        var text = new StringBuilder($"ncols {Side}\nnrows {Side}\nxllcorner {F(West)}\nyllcorner {F(North - (Side * Cell))}\ncellsize {F(Cell)}\n");
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
                text.Append(F(Math.Round(metres(West + ((column + 0.5) * Cell), North - ((row + 0.5) * Cell)), 1))).Append(' ');
            text.Append('\n');
        }

        var file = Path.Combine(folder, "dtm10.asc");
        await File.WriteAllTextAsync(file, text.ToString());
        return file;
    }

    private static string F(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static GeodataImport Importer(TestDatabase database) => new(database.Owner, TimeProvider.System, (_, _, _) => Task.CompletedTask);
}
