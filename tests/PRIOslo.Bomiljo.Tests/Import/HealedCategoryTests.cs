using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>Categories whose letters beyond ASCII a wrong encoding has turned into question marks.</summary>
public sealed class HealedCategoryTests
{
    private const string Header = "Meldingsnr;Meldt;Type;X;Y";
    private static readonly SourceMapping Waste = SourceFolder.Load("renovasjon", TestSource.Taxonomy).Mapping;

    [Theory]
    [InlineData("S?ppel i park", "Søppel i park")]
    [InlineData("S??ppel p?? gate", "Søppel på gate")]
    [InlineData("S\uFFFDppel p\uFFFD gate", "Søppel på gate")]
    [InlineData("Ikke t?mt", "Ikke tømt")]
    [InlineData("Sp?rsm?l", "Spørsmål")]
    [InlineData("S?ppel", null)]
    [InlineData("S?ppel i p?rk", null)] // no letter beyond ASCII stands there
    [InlineData("S???ppel i park", null)]
    [InlineData("?", null)]
    [InlineData("Søppel i park", null)]
    public void Where_one_category_alone_can_be_meant_it_is_taken(string text, string? meant) => Assert.Equal(meant, new HealedCategory(Waste).Of(text));

    [Fact]
    public void Where_two_can_be_meant_none_is_taken()
    {
        var mapping = Waste with { Categories = new Dictionary<string, string>(StringComparer.Ordinal) { ["Bål"] = "forsopling.litter", ["Bøl"] = "forsopling.dumping" } };

        Assert.Null(new HealedCategory(mapping).Of("B?l"));
        Assert.Equal("BOM-208", Assert.IsType<Rejected>(Assert.Single(TestSource.Outcomes(mapping, $"{Header}\nR-1;04.08.2023 13:27;B?l;;\n"))).Code.ToString());
    }

    [Fact]
    public void Such_rows_are_counted_and_are_the_same_rows_when_the_file_comes_mended()
    {
        var mapping = Waste with { Id = null };
        const string rows = $"{Header}\nR-1;04.08.2023 13:27;Søppel i park;;\nR-2;04.08.2023 13:27;Full container;;\nR-3;04.08.2023 13:27;Spørsmål;;\n";
        var columns = new MappedColumns(mapping);
        var normalise = new NormaliseStep(mapping, columns, new DateOnly(2026, 1, 1));

        var damaged = new ReadStep(mapping, columns, "a.csv").Read(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(rows))).Select(normalise.Apply).ToList();

        Assert.Equal(2, normalise.HealedRows);
        Assert.Equal(Keys(TestSource.Outcomes(mapping, rows)), Keys(damaged));
    }

    private static List<string> Keys(List<RowOutcome> outcomes) =>
        outcomes.ConvertAll(outcome => outcome is Accepted { Incident: var incident } ? $"{incident.Category} {incident.Key}" : outcome.ToString());
}
