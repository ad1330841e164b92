using PRIOslo.Bomiljo.Geography.Addresses;

namespace PRIOslo.Bomiljo.Tests.Geography.Addresses;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("Storgata 12", "Storgata|12|||")]
    [InlineData("Storgata 12B, 0184 Oslo", "Storgata|12|B|0184|Oslo")]
    [InlineData("storgata  12 b", "storgata|12|B||")]
    [InlineData("Storgata12b", "Storgata|12|B||")]
    [InlineData("Storgata nr. 12", "Storgata|12|||")]
    [InlineData("Storgata 12-14, 0184 Oslo", "Storgata|12||-14|0184|Oslo")]
    [InlineData("Storgata 12/14", "Storgata|12||-14||")]
    [InlineData("Storgata 12A-C", "Storgata|12|A||")]
    [InlineData("Storgata 12B H0201 0184 OSLO", "Storgata|12|B|0184|OSLO")]
    [InlineData("Åsen, Nøtåsvegen 117, 2410 HERNES", "Nøtåsvegen|117||2410|HERNES")]
    [InlineData("Haakon VIIs gate 5 0161", "Haakon VIIs gate|5||0161|")]
    [InlineData("Plass 17. mai 3, Oslo", "Plass 17. mai|3|||Oslo")]
    [InlineData("17. mai-gata 3", "17. mai-gata|3|||")]
    [InlineData("7. juni-plassen 1", "7. juni-plassen|1|||")]
    [InlineData("Østre  Aker vei 203 , 0975 Oslo", "Østre Aker vei|203||0975|Oslo")]
    [InlineData("Kj?lberggata 3", "Kj?lberggata|3|||")]
    [InlineData("Storgata", "Storgata||||")]
    [InlineData("Storgata, 0184 Oslo", "Storgata|||0184|Oslo")]
    [InlineData("Storgata 12BC", "Storgata 12BC||||")]
    [InlineData("12", "||||")]
    [InlineData("", "||||")]
    public void An_address_is_taken_apart_as_people_write_it(string text, string expected) => Assert.Equal(expected, Show(AddressText.Parse(text)));

    [Theory]
    [InlineData("Storgata 12B", "", "", "0184", "OSLO", "Storgata|12|B|0184|OSLO")]
    [InlineData("Storgata", "12", "b", "184", "", "Storgata|12|B|0184|")]
    [InlineData("Storgata", "12B", "", "", "", "Storgata|12|B||")]
    [InlineData("Storgata 12, 0184 Oslo", "", "", "", "", "Storgata|12||0184|Oslo")]
    [InlineData("", "", "", "0184", "OSLO", "|||0184|OSLO")]
    public void Columns_decide_before_the_text(string text, string number, string letter, string postcode, string place, string expected) =>
        Assert.Equal(expected, Show(AddressText.Parse(text, number, letter, postcode, place)));

    [Fact]
    public void A_very_long_text_is_no_address() => Assert.True(AddressText.Parse(new string('a', 100_000) + " 12").IsEmpty);

    private static string Show(AddressText address) => string.Join('|',
        new[] { address.Street, $"{address.Number}", address.Letter, address.LastNumber is { } last ? $"-{last}" : null, address.Postcode, address.Place }
            .Where(part => part is not null));
}
