using System.Globalization;
using PRIOslo.Bomiljo.PostgisTests.Geography;

namespace PRIOslo.Bomiljo.PostgisTests.Import;

/// <summary>The fire service's report as it comes: 36 columns, no coordinates.</summary>
[Collection("postgis")]
public sealed class AddressImportTests(PostgisCluster cluster)
{
    private static readonly string Report = Path.Combine(ProjectFolders.Importers, "brann", "sample.xlsx");
    private static readonly string Areas = RealBoundaries.Rectangles(("0101", 590_000, 6_630_000, 597_005, 6_660_000), ("0102", 597_005, 6_630_000, 620_000, 6_660_000));

    [PostgisFact]
    public async Task Rows_without_coordinates_are_placed_by_their_address()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", Areas));
        var layer = await database.ImportLayerAsync(Register(folder, Enumerable.Range(1, 8)), "address");
        Assert.Equal((8, 1), (layer.Features, layer.Dropped));

        var report = await database.ImportAsync(Report, "brann");

        Assert.DoesNotContain(report.Warnings, warning => warning.Kind == "no-address-register");
        Assert.Equal((8, 0, 0), (report.Geocoded.Exact, report.Geocoded.Fuzzy, report.Geocoded.Failed));
        Assert.Equal((8, report.Accepted - 8), (report.Placed, report.Geocoded.Street));
        Assert.Equal(report.Accepted, report.Placed + report.Unplaced);
        Assert.Equal(8, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE position = 'address' AND geocode_method = 'exact' AND point IS NOT NULL AND geocode_confidence > 0.9"));
        Assert.Equal(report.Unplaced, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE position = 'none' AND geocode_method = 'street' AND point IS NULL AND geocode_confidence < 0.41"));
        Assert.Equal(4, await database.ScalarAsync<long>("SELECT count(*) FROM incident.placed WHERE delbydel = '0101'")); // of the numbers 1 to 8 the first four
    }

    [PostgisFact]
    public async Task A_misspelled_street_is_found_by_its_trigrams_and_no_address_is_kept()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", Areas));
        await database.ImportLayerAsync(Register(folder, Enumerable.Range(1, 40), street: "Eksempelgeta"), "address");

        var report = await database.ImportAsync(Report, "brann");

        Assert.Equal((0, report.Accepted, 0, 0), (report.Geocoded.Exact, report.Geocoded.Fuzzy, report.Geocoded.Street, report.Geocoded.Failed));
        Assert.Equal(report.Accepted, report.Placed);
        Assert.Equal(0, await database.ScalarAsync<long>(
            """
            SELECT count(*) FROM (SELECT i::text AS row FROM incident.incident i UNION ALL SELECT d::text FROM ledger.delivery d UNION ALL SELECT r::text FROM ledger.rejection r
                                  UNION ALL SELECT e.detail::text FROM audit.entry e) everything WHERE row ILIKE '%Eksempelg%'
            """));
    }

    [PostgisFact]
    public async Task Without_an_address_register_rows_are_unplaced_with_a_warning_that_tells_what_to_import()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", Areas));

        var report = await database.ImportAsync(Report, "brann");

        Assert.Contains("--layer address", Assert.Single(report.Warnings, warning => warning.Kind == "no-address-register").Message, StringComparison.Ordinal);
        Assert.Equal((report.Accepted, 0), (report.Unplaced, report.Placed));
        Assert.Equal(new(0, 0, 0, 0), report.Geocoded);
        Assert.Equal(report.Accepted, await database.ScalarAsync<long>("SELECT count(*) FROM incident.incident WHERE position = 'none' AND geocode_method IS NULL"));
    }

    [PostgisFact]
    public async Task Every_kind_of_position_is_stored_as_what_it_is()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("areas.geojson", Areas));
        await database.ImportAsync(folder.Write("a.csv", [WasteFile.Row(1, 2023, 596_000, 6_642_000)]));
        await database.ImportAsync(Path.Combine(ProjectFolders.Importers, "politi", "sample.csv"), "politi");
        await database.ImportAsync(Path.Combine(ProjectFolders.Importers, "ambulanse", "sample.csv"), "ambulanse");

        Assert.Equal("ambulanse grid-cell, ambulanse none, politi area, renovasjon point", await database.ScalarAsync<string>(
            "SELECT string_agg(known, ', ' ORDER BY known) FROM (SELECT DISTINCT source || ' ' || position AS known FROM incident.incident) k"));
    }

    /// <summary>Kartverket's form; a metre further east each, and one row that is no street address.</summary>
    private static string Register(TempFolder folder, IEnumerable<int> numbers, string street = "Eksempelgata") => folder.File("addresses.csv",
        "lokalid;kommunenummer;adressenavn;nummer;bokstav;EPSG-kode;Nord;Øst;postnummer;poststed\n0;0301;;;;25832;6642000;597000;0184;OSLO\n"
        + string.Concat(numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number};0301;{street};{number};;25832;6642000;{597_000 + number + 0.5};0184;OSLO\n"))));
}
