using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>What of an unmapped category may be told: nothing that can be about a person.</summary>
public sealed class ShownCategoryTests
{
    private static readonly SourceFolder[] Sources = [.. SourceFolder.LoadAll(TestSource.Taxonomy)];

    private static readonly string[] Given =
        ["Ola", "Kari", "Anne-Marie", "Bo", "Ida", "Åse", "Mohammed", "Mai", "Storm", "Liv", "Dag", "Brannan", "Li", "Bjørn", "Sol", "Jan", "Tor", "Ada", "Zoë", "Nguyen"];

    private static readonly string[] Family =
        ["Nordmann", "Hansen", "Vold", "Fall", "Skog", "Berg", "Bakke", "Solheim", "Nordvold", "Strøm", "Lund", "Park", "Ali", "Brandt", "Husby", "Strand", "O'Brien", "Sæther", "Ås", "Le"];

    [Fact]
    public void A_name_in_any_form_is_withheld_for_every_source()
    {
        foreach (var shown in Sources.Select(source => new ShownCategory(source.Mapping)))
        {
            foreach (var given in Given)
            {
                foreach (var family in Family)
                {
                    var forms = new[]
                    {
                        $"{given} {family}", $"{family}, {given}", $"{given} B. {family}", $"klage fra {given} {family}", $"Brann hos {given}", $"{given}/{family}", $"Brann ({given})", $"{given}70", $"{given} 70",
                    };
                    foreach (var form in forms.SelectMany(form => new[] { form, form.ToLowerInvariant(), form.ToUpperInvariant() }))
                        Assert.True(shown.Of(form) is null, form);
                }

                Assert.All(new[] { given, given.ToLowerInvariant(), given.ToUpperInvariant() }, name => Assert.True(shown.Of(name) is null, name));
            }
        }
    }

    [Theory]
    [InlineData("Ola Nordmann")]
    [InlineData("nordmann")]
    [InlineData("OLA NORDMANN")]
    [InlineData("Storgata 5")]
    [InlineData("Strandveien 12")]
    [InlineData("Brann i Ekebergåsen")]
    [InlineData("Storvold")]
    [InlineData("Husvold")]
    [InlineData("Nyhus")]
    [InlineData("nyvoll")]
    [InlineData("Vannfall")]
    [InlineData("Brann hos Husvold")]
    [InlineData("010170")]
    [InlineData("91234")]
    [InlineData("ola@example.no")]
    [InlineData("Naboklage på Kari")]
    [InlineData("Støy\u2028alarm")]
    [InlineData("?")]
    public void What_is_no_word_of_an_incident_is_withheld(string text) => Assert.All(Sources, source => Assert.Null(new ShownCategory(source.Mapping).Of(text)));

    [Theory]
    [InlineData("Bilbrann")]
    [InlineData("Brann i campingvogn")]
    [InlineData("brann i søppelkasse")]
    [InlineData("Støy fra anlegg")]
    [InlineData("Ukjent type")]
    [InlineData("Vannskade, bolig")]
    [InlineData("Parkering")]
    [InlineData("Trafikkulykke")]
    [InlineData("7.1")]
    [InlineData("F-103")]
    [InlineData("A12")]
    [InlineData("Type 3")]
    public void What_every_word_of_which_is_one_of_incidents_is_shown(string text) => Assert.All(Sources, source => Assert.Equal(text, new ShownCategory(source.Mapping).Of(text)));

    [Fact]
    public void The_words_that_a_source_maps_are_known_to_it_alone()
    {
        var (fire, waste) = (Of("brann"), Of("renovasjon"));

        Assert.Equal("ABA ukjent, dyr", fire.Of("ABA ukjent, dyr"));
        Assert.Null(waste.Of("ABA ukjent, dyr"));
    }

    private static ShownCategory Of(string source) => new(Sources.Single(folder => folder.Mapping.Source == source).Mapping);
}
