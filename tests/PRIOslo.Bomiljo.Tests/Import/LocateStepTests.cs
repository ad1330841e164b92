using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Geography.Addresses;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Incidents;
using PRIOslo.Bomiljo.Tests.Geography.Addresses;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class LocateStepTests
{
    private const string Header = "Meldingsnr;Meldt;Type;Adresse;Postnr;X;Y;Status";
    private static readonly AddressBook Book = Town.Book("Storgata 1, 0184 Oslo", "Storgata 2, 0184 Oslo", "Kirkeveien 5, 0368 Oslo"); // east 597000, 597001, 597002

    [Theory]
    [InlineData("Storgata 2;0184;;", PositionKind.Address, GeocodeMethod.Exact, 597_001.0)]
    [InlineData("STORGT. 2;0184;;", PositionKind.Address, GeocodeMethod.Normalised, 597_001.0)]
    [InlineData("Storgata 2;;;", PositionKind.Address, GeocodeMethod.Exact, 597_001.0)]
    [InlineData("Kirkeveien 99;0368;;", PositionKind.None, GeocodeMethod.Street, null)]
    [InlineData("Fjellgrenda 12;0184;;", PositionKind.None, GeocodeMethod.Failed, null)]
    [InlineData(";0184;;", PositionKind.None, GeocodeMethod.Failed, null)]
    [InlineData("Storgata 2;0184;597500;6642000", PositionKind.Point, null, 597_500.0)]
    public void A_row_without_a_point_gets_that_of_its_address(string cells, PositionKind kind, GeocodeMethod? method, double? east)
    {
        var incident = Locate(cells);

        Assert.Equal((kind, method, east), (incident.Position.Kind, incident.Position.Method, incident.Point?.East));
    }

    [Fact]
    public void The_mappings_least_confidence_decides_whether_a_streets_middle_is_a_place()
    {
        var incident = Locate("Kirkeveien 99;0368;;", address => address["leastConfidence"] = 0.3);

        Assert.Equal((PositionKind.Street, GeocodeMethod.Street, 597_002.0), (incident.Position.Kind, incident.Position.Method, incident.Point?.East));
        Assert.Equal(0.4, incident.Position.Confidence);
    }

    [Fact]
    public void Without_a_register_nothing_is_looked_up()
    {
        var incident = Locate("Storgata 2;0184;;", geocoder: false);

        Assert.Equal((PositionKind.None, null, null), (incident.Position.Kind, incident.Position.Method, incident.Point));
    }

    [Theory]
    [InlineData("Storgata 2;0184;;", """{"gridMetres":100}""", PositionKind.GridCell, 597_050.0)]
    [InlineData(";;597090;6642000", """{"gridMetres":100}""", PositionKind.GridCell, 597_050.0)]
    [InlineData(";;597090;6642000", """{"toAddress":true}""", PositionKind.Address, 597_002.0)]
    [InlineData("Storgata 2;0184;;", """{"toAddress":true}""", PositionKind.Address, 597_001.0)]
    [InlineData(";;597090;6642000", """{"toAddress":true,"gridMetres":100}""", PositionKind.Address, 597_002.0)]
    [InlineData(";;597490;6642000", """{"toAddress":true,"gridMetres":100}""", PositionKind.GridCell, 597_450.0)]
    [InlineData(";;597490;6642000", """{"toAddress":true}""", PositionKind.None, null)]
    public void Positions_are_coarsened_as_the_mapping_says(string cells, string coarsen, PositionKind kind, double? east)
    {
        var incident = Locate(cells, coarsen: coarsen);

        Assert.Equal((kind, east), (incident.Position.Kind, incident.Point?.East));
    }

    [Fact]
    public void A_point_is_never_kept_finer_than_the_mapping_says_where_there_is_no_register()
    {
        Assert.Null(Locate(";;597090;6642000", coarsen: """{"toAddress":true}""", geocoder: false).Point);
        Assert.Equal(597_050, Locate(";;597090;6642000", coarsen: """{"toAddress":true,"gridMetres":100}""", geocoder: false).Point?.East);
    }

    [Fact]
    public void The_nearest_address_within_a_hundred_metres_is_taken_end_included()
    {
        var nearest = new NearestAddress(Book);

        Assert.Equal(1, nearest.Find(597_000.5, 6_642_000) is { } at && Book[at].Street == "Storgata" ? Book[at].Number : 0); // 2 is as near
        Assert.NotNull(nearest.Find(597_001, 6_642_100));
        Assert.Null(nearest.Find(597_001, 6_642_100.01));
        Assert.Equal("Kirkeveien", Book[nearest.Find(597_050, 6_642_001)!.Value].Street);
    }

    private static Incident Locate(string cells, Action<JsonObject>? changeAddress = null, string? coarsen = null, bool geocoder = true)
    {
        var address = JsonNode.Parse("""{"text":{"column":"Adresse"},"postcode":{"column":"Postnr"}}""")!.AsObject();
        changeAddress?.Invoke(address);
        using var source = TestSource.CopyOf("renovasjon").Change(json =>
        {
            json["address"] = address;
            if (coarsen is not null)
                json["coarsen"] = JsonNode.Parse(coarsen);
        });
        var mapping = source.Load().Mapping;
        var accepted = Assert.IsType<Accepted>(Assert.Single(TestSource.Outcomes(mapping, $"{Header}\nR-1;04.08.2023 13:27;Søppel i park;{cells};Lukket\n")));
        var located = new LocateStep(mapping, geocoder ? Book.Geocoder() : null).Apply(accepted);
        Assert.Null(located.Address);
        return located.Incident;
    }
}
