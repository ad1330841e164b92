using System.CommandLine;
using System.Security.Cryptography;
using PRIOslo.Bomiljo.Database;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.Import;

namespace PRIOslo.Bomiljo.Cli.Commands;

/// <summary><c>bomiljo geodata import | approximate</c>.</summary>
internal static class GeodataCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "GeoJSON, Kartverket's CSV of addresses or dwelling units, or any format that GDAL reads." };
        var layer = new Option<string>("--layer") { Description = $"One of {string.Join(", ", Layers.All)}.", Required = true };
        var epsg = new Option<int?>("--epsg") { Description = "The file's coordinate system, where it does not say itself." };
        var vintage = new Option<int?>("--vintage") { Description = "The year from which the layer applies; this year where not given." };
        var code = new Option<string?>("--code") { Description = "The property that holds the code." };
        var name = new Option<string?>("--name") { Description = "The property that holds the name." };
        var source = new Option<string?>("--source") { Description = "Who made the layer." };
        var date = new Option<string?>("--date") { Description = "The day that the layer describes, such as 2024-12-10; that of the import where not given." };
        var coverage = new Option<string?>("--coverage") { Description = "A file of polygons outside which the layer says nothing." };
        var coverageEpsg = new Option<int?>("--coverage-epsg") { Description = "The coverage's coordinate system, where its file does not say itself; that of --epsg where not given." };
        var import = new Command("import", "Take a layer in as a new vintage.") { file, layer, epsg, vintage, code, name, source, date, coverage, coverageEpsg, Output.JsonOption };
        import.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            var origin = await LayerOrigin.ReadAsync(parsed.GetValue(source), parsed.GetValue(date), parsed.GetValue(coverage), parsed.GetValue(coverageEpsg), parsed.GetValue(epsg),
                OsloTime.DayOf(TimeProvider.System.GetUtcNow()), cancel);
            var report = await ImporterOf(database).RunAsync(parsed.GetValue(file)!, parsed.GetValue(layer)!, parsed.GetValue(epsg),
                parsed.GetValue(vintage), parsed.GetValue(code), parsed.GetValue(name), cancel, origin);
            Print(report, parsed.GetValue(Output.JsonOption));
            return 0;
        });

        var year = new Option<int>("--vintage") { Description = "The year from which the areas apply.", DefaultValueFactory = _ => 2018 };
        var approximate = new Command("approximate", "Build areas from the register's centre points, for demonstration.") { year, Output.JsonOption };
        approximate.SetAction(async (parsed, cancel) =>
        {
            await using var database = await DatabaseAccess.OpenOwnerAsync(cancel);
            Print(await StoreApproximateAsync(database, parsed.GetValue(year), cancel), parsed.GetValue(Output.JsonOption));
            return 0;
        });
        return new Command("geodata", "Areas, buildings, addresses and other layers.") { import, approximate };
    }

    public static async Task<GeodataReport> StoreApproximateAsync(Npgsql.NpgsqlDataSource database, int year, CancellationToken cancel)
    {
        var (areas, outline) = ApproximateMap.Build(AreaRegister.Load(AreaRegister.DefaultPath));
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(AreaRegister.DefaultPath, cancel)));
        return await ImporterOf(database).StoreApproximateAsync(Path.GetFileName(AreaRegister.DefaultPath), hash, year, areas, outline, cancel);
    }

    public static GeodataImport ImporterOf(Npgsql.NpgsqlDataSource database) => new(database, TimeProvider.System,
        (connection, layer, cancel) => Replacement.RunAsync(connection, all: layer != "delbydel", cancel));

    private static void Print(GeodataReport report, bool json)
    {
        if (json)
        {
            Output.Json(report);
            return;
        }

        Output.Line($"{report.Layer}, vintage {report.Vintage}: {report.Features} features, {report.Repaired} repaired, {report.Dropped} dropped.");
        foreach (var notice in report.Notices)
            Output.Line(notice);
        if (Layers.Areas.Contains(report.Layer))
        {
            Output.Line($"Overlaps: {report.Overlaps.Pairs} pairs, {report.Overlaps.AreaM2:0} m². Gaps: {report.Gaps.Count}, {report.Gaps.AreaM2:0} m². "
                + "In an overlap the lowest code wins; a point in a gap goes to the nearest area within 10 m.");
        }
    }
}
