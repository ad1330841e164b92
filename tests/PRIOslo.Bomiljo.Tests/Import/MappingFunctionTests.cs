using System.Text.Json.Nodes;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>The closed set of functions that a mapping is made of.</summary>
public sealed class MappingFunctionTests
{
    private const string Header = "Meldingsnr;Meldt;Type;Adresse;Postnr;X;Y;Status";

    [Theory]
    [InlineData("""{"column":"a"}""", "en, to/tre", "", "en, to/tre")]
    [InlineData("""{"constant":"fast"}""", "en", "", "fast")]
    [InlineData("""{"firstNonEmpty":[{"column":"a"},{"column":"b"},{"constant":"c"}]}""", "", "to", "to")]
    [InlineData("""{"firstNonEmpty":[{"column":"a"},{"column":"b"},{"constant":"c"}]}""", "", "", "c")]
    [InlineData("""{"column":"a","split":{"separator":"/","part":2}}""", "en/ to /tre", "", "to")]
    [InlineData("""{"column":"a","split":{"separator":"/","part":-1}}""", "en/to/tre", "", "tre")]
    [InlineData("""{"column":"a","split":{"separator":"/","part":4}}""", "en/to/tre", "", "")]
    [InlineData("""{"column":"a","pattern":{"expression":"[0-9]{4}"}}""", "sone 0105 øst", "", "0105")]
    [InlineData("""{"column":"a","pattern":{"expression":"sone ([0-9]+)"}}""", "sone 0105 øst", "", "0105")]
    [InlineData("""{"column":"a","pattern":{"expression":"sone ([0-9]+)"}}""", "0105", "", "")]
    [InlineData("""{"column":"a","map":{"en":"1"}}""", "en", "", "1")]
    [InlineData("""{"column":"a","map":{"en":"1"}}""", "to", "", "to")]
    [InlineData("""{"firstNonEmpty":[{"column":"a","split":{"separator":"-","part":2}},{"column":"b"}],"pattern":{"expression":"^."},"map":{"x":"ja"}}""", "en", "xyz", "ja")]
    public void A_field_gives_the_text_that_its_functions_make(string json, string a, string b, string expected)
    {
        var field = System.Text.Json.JsonSerializer.Deserialize<FieldMapping>(json, PRIOslo.Bomiljo.Problems.StrictJson.Options)!;

        Assert.Equal(expected, field.Compile(column => column == "a" ? 0 : 1)([a, b]));
    }

    [Theory]
    [InlineData("dd.MM.yyyy HH:mm", "31.12.2023 23:30", "2023-12-31T22:30:00Z")]
    [InlineData("yyyy-MM-ddTHH:mm:ss.fffffffzzz", "2023-12-31T23:30:00.1234567+00:00", "2023-12-31T23:30:00.1234567Z")]
    [InlineData("serial", "45291,5", "2023-12-31T11:00:00Z")]
    [InlineData("serial", "45291", "2023-12-30T23:00:00Z")]
    public void A_time_is_read_in_its_format(string format, string text, string expected)
    {
        Assert.True(new TimeReader(new TimeMapping("a", [format], TimePrecision.Minute)).TryRead(text, out var instant));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), instant);
    }

    [Fact]
    public void A_clock_without_offset_is_read_in_the_zone_of_the_mapping()
    {
        Assert.True(new TimeReader(new TimeMapping("a", ["yyyy-MM-dd HH:mm"], TimePrecision.Minute, "UTC")).TryRead("2023-07-01 12:00", out var instant));
        Assert.Equal(new DateTimeOffset(2023, 7, 1, 12, 0, 0, TimeSpan.Zero), instant);
    }

    [Theory]
    [InlineData("12", null, 12)]
    [InlineData("6 647,5 km", "km", 6_647_500)]
    [InlineData("6647,5", "km", 6_647_500)]
    [InlineData("25 cm", "cm", 0.25)]
    public void A_number_is_read_with_its_unit(string text, string? unit, double expected)
    {
        Assert.True(NumberUnit.TryRead(text, unit, out var value));
        Assert.Equal(expected, value, 9);
    }

    [Theory]
    [InlineData("5 m", null)]
    [InlineData("5 m", "km")]
    [InlineData("km", "km")]
    public void Another_unit_than_the_mappings_is_no_number(string text, string? unit) => Assert.False(NumberUnit.TryRead(text, unit, out _));

    [Fact]
    public void A_row_that_a_pattern_does_not_fit_is_ignored_and_counted_under_the_reason()
    {
        using var source = TestSource.CopyOf("renovasjon").Change(json =>
            json["keep"] = JsonNode.Parse("""[{"column":"Postnr","pattern":"^0[0-9]{3}$","reason":{"nb":"en annen by","en":"another town"}}]"""));
        var rows = string.Concat(new[] { "0150", "1350", "" }.Select((code, at) => $"R-{at};04.08.2023 13:27;Søppel i park;;{code};596610,55;6647802,03;\n"));

        Assert.Equal(["Accepted", "another town", "another town"], TestSource.Outcomes(source.Load().Mapping, $"{Header}\n{rows}")
            .Select(outcome => outcome is Ignored ignored ? ignored.Reason : outcome.GetType().Name));
    }

    [Fact]
    public void An_optional_column_may_be_missing_and_a_demanded_one_may_not()
    {
        using var source = TestSource.CopyOf("renovasjon").Change(json =>
        {
            json["east"]!["optional"] = true;
            json["north"]!["optional"] = true;
        });

        Assert.Null(Assert.IsType<Accepted>(Assert.Single(TestSource.Outcomes(source.Load().Mapping,
            "Meldingsnr;Meldt;Type\nR-1;04.08.2023 13:27;Søppel i park\n"))).Incident.Point);
        Problem.Thrown("BOM-303", "«Type»", () => TestSource.Outcomes(source.Load().Mapping, "Meldingsnr;Meldt\n"));
    }

    [Fact]
    public void Rows_of_one_group_are_one_incident_at_its_earliest_time()
    {
        using var source = TestSource.CopyOf("renovasjon").Change(json =>
            json["groupBy"] = JsonNode.Parse("""{"column":"Meldingsnr","split":{"separator":"-","part":1}}"""));
        string[] rows = ["a-2;05.08.2023 10:00", "b-1;05.08.2023 09:00", "a-1;04.08.2023 10:00", "a-1;04.08.2023 10:00", "a-3;06.08.2023 10:00"];

        var outcomes = GroupStep.Apply(TestSource.Outcomes(source.Load().Mapping, $"{Header}\n{string.Concat(rows.Select(row => row + ";Søppel i park;;;;;\n"))}"))
            .OrderBy(outcome => outcome.Line).ToList();

        Assert.Equal(["Merged", "Accepted", "Accepted", "Duplicate", "Merged"], outcomes.Select(outcome => outcome.GetType().Name));
        Assert.Equal(4, Assert.IsType<Accepted>(outcomes[2]).Incident.OccurredAt.Day);
    }
}
