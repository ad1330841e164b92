using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Geography.Addresses;

namespace PRIOslo.Bomiljo.Tests.Geography.Addresses;

public sealed class StreetIndexTests
{
    private static readonly StreetIndex Streets = new(["Storgata", "Storgaten nord", "Kirkeveien", "Kirkebakken", "Ås", "Åsen", "Livegen", "Liavegen", "Skippergata"]);

    [Theory]
    [InlineData("Storgsta", "Storgata")] // a wrong letter
    [InlineData("Sorgata", "Storgata")] // one missing
    [InlineData("Storrgata", "Storgata")] // one too many
    [InlineData("Stroagta", "")] // two neighbours changed twice
    [InlineData("Sotrgata", "Storgata")] // two neighbours changed
    [InlineData("Storgxt.", "")] // the abbreviation is not known
    [InlineData("Sxorgt.", "Storgata")] // a wrong letter and an abbreviation
    [InlineData("Kirkevein", "Kirkeveien")]
    [InlineData("Lixvegen", "Livegen, Liavegen")]
    [InlineData("Øs", "")] // too short to tell
    [InlineData("Fjellgrenda", "")]
    [InlineData("", "")]
    public void Names_one_letter_off_are_found(string asked, string expected) =>
        Assert.Equal(expected, string.Join(", ", Streets.OneOff(asked).Order().Select(street => Streets[street])));

    [Fact]
    public void They_are_those_that_holding_every_street_against_the_name_gives() => Prop.ForAll(
        (from names in Gen.ArrayOf(Name(3, 7), 12) from asked in Name(3, 8) select (names, asked)).ToArbitrary(),
        drawn =>
        {
            var streets = new StreetIndex([.. drawn.names.Distinct(StringComparer.Ordinal)]);
            var (nearest, distance) = streets.Nearest(drawn.asked, Enumerable.Range(0, streets.Count));
            var expected = distance == 1 ? nearest : [];
            return streets.OneOff(drawn.asked).Order().SequenceEqual(expected.Order());
        }).QuickCheckThrowOnFailure();

    private static Gen<string> Name(int shortest, int longest) =>
        from length in Gen.Choose(shortest, longest)
        from letters in Gen.ArrayOf(Gen.Elements('a', 'b', 's', 't'), length)
        select new string(letters);
}
