using PRIOslo.Bomiljo.Geography.Addresses;

namespace PRIOslo.Bomiljo.Tests.Geography.Addresses;

public sealed class GeocoderTests
{
    private static readonly AddressBook Book = Town.Book(
        "Storgata 1, 0184 Oslo", "Storgata 2, 0184 Oslo", "Storgata 3A, 0184 Oslo", "Storgata 3B, 0184 Oslo", "Storgata 14, 0184 Oslo",
        "Kirkeveien 5, 0368 Oslo", "Kirkeveien 7, 0364 Oslo",
        "St. Olavs gate 10, 0165 Oslo", "Sørligata 8, 0577 Oslo",
        "Skolegata 4, 0184 Oslo", "Skolegata 4, 1410 Kolbotn",
        "Liavegen 3, 0184 Oslo", "Livegen 3, 0184 Oslo", "Livegen 9, 0184 Oslo", "Livegen 11, 0184 Oslo");

    [Theory]
    [InlineData("Storgata 1, 0184 Oslo", "exact Storgata 1, 0184 Oslo")]
    [InlineData("STORGATA 1", "exact Storgata 1, 0184 Oslo")]
    [InlineData("Storgt. 1", "normalised Storgata 1, 0184 Oslo")]
    [InlineData("Kirkevegen 5, 0368 Oslo", "normalised Kirkeveien 5, 0368 Oslo")]
    [InlineData("Sankt Olavs gt. 10", "normalised St. Olavs gate 10, 0165 Oslo")]
    [InlineData("Sörligata 8", "normalised Sørligata 8, 0577 Oslo")]
    [InlineData("S?rligata 8", "normalised Sørligata 8, 0577 Oslo")]
    [InlineData("S\uFFFDrligt. 8", "normalised Sørligata 8, 0577 Oslo")]
    [InlineData("Storgsta 1", "fuzzy Storgata 1, 0184 Oslo")]
    [InlineData("Storgata 3 b", "exact Storgata 3B, 0184 Oslo")]
    [InlineData("Storgata 3", "normalised Storgata 3A, 0184 Oslo")]
    [InlineData("Storgata 2C", "normalised Storgata 2, 0184 Oslo")]
    [InlineData("Storgata 12-14", "normalised Storgata 14, 0184 Oslo")]
    [InlineData("Storgata 1-3", "exact Storgata 1, 0184 Oslo")]
    public void An_address_is_found_as_people_write_it(string asked, string expected) => Assert.Equal(expected, Book.Find(asked));

    [Theory]
    [InlineData("Storgata 4, 0184 Oslo")] // 2 and 14 are near and are not meant
    [InlineData("Storgata 3C")]
    [InlineData("Storgata")]
    public void A_house_that_the_street_does_not_have_goes_to_the_streets_middle_with_low_confidence(string asked)
    {
        Assert.StartsWith("street Storgata ", Book.Find(asked), StringComparison.Ordinal);
        Assert.True(Book.Confidence(asked) <= 0.4);
    }

    [Fact]
    public void The_streets_middle_is_a_point_of_the_street() => Assert.Equal("street Livegen 9, 0184 Oslo", Book.Find("Livegen 100"));

    [Theory]
    [InlineData("Skolegata 4")]
    [InlineData("Skolegata 4, 0999")]
    public void One_of_several_places_with_the_same_street_is_not_guessed(string asked) => Assert.Equal("failed", Book.Find(asked));

    [Theory]
    [InlineData("Skolegata 4, 1410", "exact Skolegata 4, 1410 Kolbotn")]
    [InlineData("Skolegata 4, 0184", "exact Skolegata 4, 0184 Oslo")]
    [InlineData("Skolegata 4, KOLBOTN", "exact Skolegata 4, 1410 Kolbotn")]
    [InlineData("Skolegata 4, 0999 Kolbotn", "exact Skolegata 4, 1410 Kolbotn")]
    public void Postcode_and_place_tell_which_one(string asked, string expected) => Assert.Equal(expected, Book.Find(asked));

    [Theory]
    [InlineData("Storgata 1, 2000 Lillestrøm")]
    [InlineData("Parkveien 1, 2000 Lillestrøm")]
    [InlineData("Fjellgrenda 12")]
    [InlineData("Oslo")]
    [InlineData("Grønland")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("?????")]
    public void What_is_not_in_the_register_is_not_placed(string asked) => Assert.Equal("failed", Book.Find(asked));

    [Fact]
    public void Of_two_streets_as_near_the_one_that_has_the_house_is_meant_and_else_none()
    {
        Assert.Equal("fuzzy Livegen 9, 0184 Oslo", Book.Find("Lixvegen 9")); // one letter from Livegen and from Liavegen
        Assert.Equal("failed", Book.Find("Lixvegen 3"));
    }

    [Fact]
    public void A_misspelled_street_in_another_known_postcode_is_another_street() => Assert.Equal("failed", Book.Find("Storgsta 1, 0577 Oslo"));

    [Fact]
    public void Confidence_falls_with_every_liberty_that_is_taken()
    {
        string[] fromBest =
        [
            "Storgata 1, 0184 Oslo", "Storgt. 1, 0184 Oslo", "S?orgata 1, 0184", "Storgata 2C, 0184 Oslo", "Storgata 1, 2000", "Storgata 99, 0184",
        ];
        var confidences = fromBest.Select(asked => Book.Confidence(asked)).ToList();

        Assert.Equal(1, confidences[0]);
        Assert.Equal(confidences.OrderDescending(), confidences);
        Assert.Equal(confidences.Count, confidences.Distinct().Count());
        Assert.True(Book.Confidence("Storgata 1") < 1);
        Assert.True(Book.Confidence("Storgsta 1, 0184") < Book.Confidence("Storgt. 1, 0184"));
    }
}
