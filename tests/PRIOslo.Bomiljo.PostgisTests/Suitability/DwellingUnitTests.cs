using PRIOslo.Bomiljo.Geography.Geodata;
using PRIOslo.Bomiljo.PostgisTests.Import;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;

namespace PRIOslo.Bomiljo.PostgisTests.Suitability;

[Collection("postgis")]
public sealed class DwellingUnitTests(PostgisCluster cluster)
{
    private const string Header = "kommunenummer;kommunenavn;adressetype;adressenavn;adresseId;bruksenhetId;bruksenhetsnummerTekst;adresseTekst;EPSG-kode;Nord;Øst;postnummer;poststed";
    private static readonly SitePoint Site = new("", 598_600, 6_643_500);

    [PostgisFact]
    public async Task The_units_of_the_address_register_tell_how_many_dwellings_a_block_holds()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.AddDelbydelAsync();
        var buildings = await database.AddVintageAsync("building", 2024);
        await database.ExecuteAsync(
            $"""
            INSERT INTO geo.building VALUES
                ({buildings}, 1, 'residential', '', 4, ST_MakeEnvelope(598500, 6643500, 598520, 6643510, 25832)),
                ({buildings}, 2, 'residential', '', 3, ST_MakeEnvelope(598560, 6643500, 598570, 6643510, 25832))
            """);
        using var service = new SiteCheckService(SiteCheckServiceTests.Rules);
        Assert.Equal(7, (await CheckAsync()).Metrics["dwellings_200m"]);

        var report = await ImportAsync(folder.File("leiligheter.csv", string.Join('\n',
        [
            Header,
            Row("1", "H0101", 598_505), Row("1", "H0102", 598_505), Row("1", "H0201", 598_505), Row("1", "H0201", 598_505),
            Row("2", "H0101", 598_505), Row("3", "", 598_515), Row("4", "H0101", 598_515).Replace("6643505", "", StringComparison.Ordinal),
            Row("5", "H0101", 598_650), Row("5", "H0102", 598_650), Row("2", "h0101", 598_505),
            Row("9", "H0101", 297_000).Replace("0301", "4601", StringComparison.Ordinal),
        ])), new("Kartverket", new(2024, 12, 10), null));

        // Three flats of one address and one of another at the same entrance, and one dwelling without a number: 5 instead of 4.
        // The two at an entrance 80 m from the next home count nowhere, and are told.
        Assert.Equal((3, 1), (report.Features, report.Dropped));
        var answer = await CheckAsync();
        Assert.Equal(8, answer.Metrics["dwellings_200m"]);
        Assert.Contains(answer.Layers, layer => layer is { Layer: "dwelling-unit", Source: "Kartverket", Features: 3, UnitsWithoutHome: 2 } && layer.Date == new DateOnly(2024, 12, 10));
        Assert.All(answer.Layers, layer => Assert.Equal(layer.Layer == "dwelling-unit", layer.UnitsWithoutHome is not null));
        Assert.Equal("4 numbered 1  2 numbered", await database.ScalarAsync<string>("SELECT string_agg(concat_ws(' ', homes, code || name || kind), ' ' ORDER BY feature_no) FROM geo.feature"));

        async Task<SiteReport> CheckAsync()
        {
            await using var connection = await database.Web.OpenConnectionAsync();
            return await service.CheckAsync(connection, Site, null, default);
        }

        Task<GeodataReport> ImportAsync(string path, LayerOrigin origin) => Importer(database).RunAsync(path, "dwelling-unit", null, 2024, null, null, default, origin);

        static string Row(string address, string number, int east) => $"0301;OSLO;vegadresse;Askveien;{address};1{address};{number};Askveien {address};25832;6643505;{east};0155;OSLO";
    }

    [PostgisFact]
    public async Task Points_with_unit_numbers_are_counted_as_well_and_a_file_that_tells_none_is_refused()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        var numbered = Collection(("H0101", 10.75), ("H0102", 10.75), ("H0101", 10.76));

        var report = await Importer(database).RunAsync(folder.File("enheter.geojson", numbered), "dwelling-unit", null, 2024, null, null, default);

        Assert.Equal((2, 0), (report.Features, report.Dropped));
        Assert.Equal(3, await database.ScalarAsync<long>("SELECT sum(homes) FROM geo.feature"));
        var path = folder.File("uten.geojson", numbered.Replace("bruksenhetsnummer", "eier", StringComparison.Ordinal));
        var problem = await Assert.ThrowsAsync<ProblemException>(() => Importer(database).RunAsync(path, "dwelling-unit", null, 2025, null, null, default));
        Assert.Equal("BOM-501 uten.geojson: no unit in it has a number.", problem.Message.Split(" Give")[0]);
        var other = folder.File("annet.csv", "a;b\n1;2\n");
        Assert.Equal(ProblemCode.MissingColumn,
            (await Assert.ThrowsAsync<ProblemException>(() => Importer(database).RunAsync(other, "dwelling-unit", null, 2025, null, null, default))).Code);

        static string Collection(params (string Number, double Longitude)[] units) =>
            $$"""{"type": "FeatureCollection", "features": [{{string.Join(',', units.Select(unit => string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $$$"""{"type": "Feature", "properties": {"bruksenhetsnummer": "{{{unit.Number}}}"}, "geometry": {"type": "Point", "coordinates": [{{{unit.Longitude}}}, 59.91]}}""")))}}]}""";
    }

    [PostgisTheory]
    [InlineData("adresseId;bruksenhetsnummerTekst;wkt", "1;H0101;POINT (598505 6643505)", "1;h0102;POINT (598505 6643505)")]
    [InlineData("wkt,address_id,unit_number", "POINT (598505 6643505),1,H0101", "POINT (598505 6643505),1,H0102")]
    [InlineData("øst;nord;adresseId;bruksenhetsnummer", "598505;6643505;1;H0101", "598505;6643505;1;H0102")]
    public async Task A_table_of_units_with_shapes_or_places_of_its_own_is_read_in_the_system_that_is_given(params string[] lines)
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();

        var report = await Importer(database).RunAsync(folder.File("enheter.csv", string.Join('\n', lines) + "\n"), "dwelling-unit", 25832, 2024, null, null, default);

        Assert.Equal((1, 0), (report.Features, report.Dropped));
        Assert.Equal("2 598505 6643505", await database.ScalarAsync<string>("SELECT homes || ' ' || round(ST_X(geom)) || ' ' || round(ST_Y(geom)) FROM geo.feature"));
    }

    private static GeodataImport Importer(TestDatabase database) => new(database.Owner, TimeProvider.System, (_, _, _) => Task.CompletedTask);
}
