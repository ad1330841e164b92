using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Geography.Addresses;

namespace PRIOslo.Bomiljo.Tests.Geography.Addresses;

public sealed class StreetNameTests
{
    [Theory]
    [InlineData("Storgata", "Storgt.", "storgaten", "STOR GATE", "Storgt")]
    [InlineData("Kirkeveien", "Kirkevn.", "Kirkevegen", "Kirkev.", "Kirke v.", "kirke-veien")]
    [InlineData("St. Olavs gate", "Sankt Olavs gt.", "St.Olavs gate", "Sankte Olavs g.", "St Olavs gt")]
    [InlineData("Chr. Michelsens veg", "Christian Michelsens vei", "chr.michelsens v.")]
    [InlineData("Aasengata", "Åsengata", "A\u030Asengata")]
    [InlineData("Søndre gate", "Söndre gate")]
    [InlineData("Bærumsveien", "Bärumsveien")]
    [InlineData("Idéveien", "Ideveien")]
    [InlineData("Ole Paus' gate", "Ole Paus gate")]
    [InlineData("Universitetsplassen", "Universitetspl.")]
    public void Spellings_of_one_street_have_one_key(string first, params string[] others) =>
        Assert.All(others, other => Assert.Equal(StreetName.Key(first), StreetName.Key(other)));

    [Theory]
    [InlineData("Storgata", "Storveien")]
    [InlineData("Liavegen", "Livegen")]
    [InlineData("Nordre gate", "Søndre gate")]
    [InlineData("Veien", "Gata")]
    public void Different_streets_have_different_keys(string left, string right) => Assert.NotEqual(StreetName.Key(left), StreetName.Key(right));

    [Fact]
    public void No_text_is_an_error() => Prop.ForAll<string>(ArbMap.Default.ArbFor<string>(), text =>
    {
        var name = text ?? "";
        _ = (StreetName.Folded(name), StreetName.Key(name), AddressText.Parse(name));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("storgata", "strogata", 1)]
    [InlineData("storgata", "storgata", 0)]
    [InlineData("", "vei", 3)]
    [InlineData("ca", "abc", 3)] // 2 without the restriction
    public void Distances_are_those_of_the_books(string left, string right, int distance) => Assert.Equal(distance, LetterDistance.Between(left, right, 5));

    [Fact]
    public void One_change_is_a_distance_of_one_both_ways() => Prop.ForAll(
        (from letters in Gen.Elements("abcdeæøå".ToCharArray()).ArrayOf()
         from at in Gen.Choose(0, 1_000)
         from letter in Gen.Elements('x', 'y')
         select (Name: "st" + new string(letters), at, letter)).ToArbitrary(),
        change =>
        {
            var at = change.at % change.Name.Length;
            var changed = change.Name.Remove(at, 1).Insert(at, change.letter.ToString());
            return change.Name.Length > 80
                || (LetterDistance.Between(change.Name, changed, 3) == 1 && LetterDistance.Between(changed, change.Name, 3) == 1
                    && LetterDistance.Between(change.Name, change.Name.Remove(at, 1), 3) == 1);
        }).QuickCheckThrowOnFailure();
}
