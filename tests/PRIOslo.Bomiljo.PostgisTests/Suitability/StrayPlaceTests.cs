using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.PostgisTests.Geography;
using PRIOslo.Bomiljo.PostgisTests.Import;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability;

/// <summary>A feature that is no place in EPSG:25832 is dropped on import and told, so that it stops no site check.</summary>
[Collection("postgis")]
public sealed class StrayPlaceTests(PostgisCluster cluster)
{
    private const string UnitHeader = "kommunenummer;adressenavn;adresseId;bruksenhetsnummerTekst;EPSG-kode;Nord;Øst";
    private const string AddressHeader = "adressenavn;nummer;bokstav;postnummer;poststed;EPSG-kode;Nord;Øst";

    [PostgisTheory]
    [InlineData("transit")]
    [InlineData("building")]
    [InlineData("delbydel")]
    public async Task A_feature_far_from_everywhere_is_dropped_and_the_others_are_measured(string layer)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddDelbydelAsync();
        var file = folder.File("lag.geojson", RealBoundaries.Rectangles(
            ("0101", 598_600, 6_643_490, 598_620, 6_643_510), ("0102", 598_700, 6_643_490, 598_720, 6_643_510), ("0103", 66_000_000, 6_643_490, 66_000_020, 6_643_510)));

        var report = await ImportAsync(database, file, layer);

        Assert.Equal((2, 1), (report.Features, report.Dropped));
        Assert.Equal("0101", (await CheckAsync(database)).Delbydel?.Code);
    }

    [PostgisTheory]
    [InlineData("NaN", 1)]
    [InlineData("Infinity", 1)]
    [InlineData("6643500,5", 0)] // a decimal comma, not 66 million
    [InlineData("6,643,500.5", 1)]
    [InlineData("66435005", 1)]
    public async Task Rows_of_Kartverkets_files_keep_a_decimal_comma_and_lose_what_is_no_place(string north, int dropped)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddDelbydelAsync();
        var buildings = await database.AddVintageAsync("building", 2024);
        await database.ExecuteAsync($"INSERT INTO geo.building VALUES ({buildings}, 1, 'residential', '', 4, ST_MakeEnvelope(598590, 6643490, 598620, 6643510, 25832))");
        var units = folder.File("enheter.csv", string.Join('\n', UnitHeader, Unit(1, "6643500.5"), Unit(2, "6643500.5"), Unit(3, north)));
        var addresses = folder.File("adresser.csv", string.Join('\n', AddressHeader, Address(1, "6643500.5"), Address(3, north)));

        var (unit, address) = (await ImportAsync(database, units, "dwelling-unit"), await ImportAsync(database, addresses, "address"));

        Assert.Equal((1, dropped), (unit.Features, unit.Dropped));
        Assert.Equal((2 - dropped, dropped), (address.Features, address.Dropped));
        Assert.Equal(3 - dropped, (await CheckAsync(database)).Metrics["dwellings_200m"]);

        static string Unit(int address, string north) => $"0301;Askveien;{address};H0101;25832;{north};598600.5";
        static string Address(int number, string north) => $"Askveien;{number};;0155;OSLO;25832;{north};598600,5";
    }

    [PostgisFact]
    public async Task A_register_most_of_whose_rows_are_no_place_is_refused()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddDelbydelAsync();
        var file = folder.File("enheter.csv", $"{UnitHeader}\n0301;Askveien;1;H0101;25832;6643500.5;598600.5\n0301;Askveien;2;H0101;25832;NaN;598600.5\n");

        var problem = await Assert.ThrowsAsync<ProblemException>(() => ImportAsync(database, file, "dwelling-unit"));

        Assert.Equal((ProblemCode.BadGeodata, "enheter.csv"), (problem.Code, problem.Place));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM geo.vintage WHERE layer = 'dwelling-unit'"));
    }

    private static Task<GeodataReport> ImportAsync(TestDatabase database, string path, string layer) =>
        new GeodataImport(database.Owner, TimeProvider.System, (_, _, _) => Task.CompletedTask).RunAsync(path, layer, null, 2024, null, null, default);

    private static async Task<SiteReport> CheckAsync(TestDatabase database)
    {
        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);
        await using var connection = await database.Web.OpenConnectionAsync();
        return await service.CheckAsync(connection, new SitePoint("", 598_610, 6_643_500), null, default);
    }
}
