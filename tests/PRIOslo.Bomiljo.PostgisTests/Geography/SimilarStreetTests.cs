using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.PostgisTests.Import;
using PRIOslo.Bomiljo.Tests.Geography.Addresses;
using Xunit.Abstractions;

namespace PRIOslo.Bomiljo.PostgisTests.Geography;

[Collection("postgis")]
public sealed class SimilarStreetTests(PostgisCluster cluster, ITestOutputHelper output)
{
    private const string Register =
        "lokalid;kommunenummer;adressenavn;nummer;bokstav;EPSG-kode;Nord;Øst;postnummer;poststed\n"
        + "1;0301;Storgata;1;;25832;6642000;597000;0184;OSLO\n2;0301;Tors vei;1;;25832;6642000;597001;0184;OSLO\n3;0301;Ring;1;;25832;6642000;597002;0184;OSLO\n";

    [PostgisFact]
    public async Task All_names_are_asked_together_and_each_gets_the_streets_that_look_like_it()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("a.csv", Register), "address");
        await using var connection = await database.Owner.OpenConnectionAsync();
        var book = (await AddressBookQuery.RunAsync(connection, default))!;

        var similar = await SimilarStreetQuery.RunAsync(connection, book, ["Storgsta", "STORGSTA", "Xors vei", "Rixg", "Fjellgrenda", "a\0b", ""], default);

        Assert.Equal(["Storgata"], Named("Storgsta"));
        Assert.Equal(["Tors vei"], Named("Xors vei"));
        Assert.Equal(["Ring"], Named("Rixg"));
        Assert.Equal(3, similar.Count);

        string[] Named(string name) => [.. similar[StreetName.Folded(name)].Select(street => book.Streets[street])];
    }

    [PostgisFact]
    public async Task A_newer_register_takes_the_place_of_the_older_with_its_streets()
    {
        using var folder = new TempFolder();
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(folder.File("a.csv", Register), "address");
        await database.ImportLayerAsync(folder.File("b.csv", Register.Replace("Ring", "Ringen", StringComparison.Ordinal)), "address");

        Assert.Equal("Ringen, Storgata, Tors vei", await database.ScalarAsync<string>("SELECT string_agg(street, ', ' ORDER BY street) FROM geo.street"));
    }

    /// <summary>As an import does it, on a whole real municipality: a sixth undamaged, and a sixth each of five kinds of damage.</summary>
    [PostgisFact]
    public async Task Mixed_damaged_addresses_of_a_real_municipality_land_on_the_right_point()
    {
        if (RealBoundaries.Path is not { } near || Path.Combine(Path.GetDirectoryName(near)!, "..", "formats", "kartverket-adresse-elverum.csv") is not { } path || !File.Exists(path))
            return;
        await using var database = await cluster.NewDatabaseAsync();
        await database.ImportLayerAsync(path, "address");
        await using var connection = await database.Owner.OpenConnectionAsync();
        var book = (await AddressBookQuery.RunAsync(connection, default))!;
        var random = new Random(6);
        var damages = Enum.GetValues<Damage>();
        var asked = Enumerable.Range(0, book.Count).Select(at => AddressText.Parse(DamagedAddress.Write(book[at], damages[at % damages.Length], random))).ToList();
        var unknown = asked.Select(address => address.Street).Where(street => !book.Streets.Knows(street)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();

        var geocoder = new Geocoder(book, await SimilarStreetQuery.RunAsync(connection, book, unknown, default));

        var found = asked.ConvertAll(geocoder.Find);
        foreach (var damage in damages)
        {
            var rows = Enumerable.Range(0, book.Count).Where(at => damages[at % damages.Length] == damage).ToList();
            var placed = rows.Where(at => found[at].Method is not (GeocodeMethod.Failed or GeocodeMethod.Street)).ToList();
            var right = placed.Count(at => book[found[at].Address] == book[at]);
            output.WriteLine($"{damage}: {100.0 * right / rows.Count:0.00} % right, {100.0 * (placed.Count - right) / rows.Count:0.00} % wrong of {rows.Count}");
            Assert.True(right >= (damage == Damage.None ? 0.99 : 0.95) * rows.Count, $"{damage}: {right} of {rows.Count} on the right point");
            Assert.True(placed.Count - right < 0.005 * rows.Count, $"{damage}: {placed.Count - right} of {rows.Count} on a wrong point");
        }
    }
}
