using System.Globalization;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class RowOutcomeTests
{
    private const string Header = "Meldingsnr;Meldt;Type;Adresse;Postnr;X;Y;Status";
    private const string CountHeader = "Måned;Delbydel;Kategori;Antall";
    private static readonly SourceMapping Waste = Load("renovasjon");
    private static readonly SourceMapping Police = Load("politi");

    [Theory]
    [InlineData("R-1;04.08.2023 13:27;Søppel i park;;;596610,55;6647802,03;", "accepted")]
    [InlineData("R-1;04.08.2023 13:27;Søppel i park;;;;;", "accepted")]
    [InlineData(";04.08.2023 13:27;Søppel i park;;;596610,55;6647802,03;", "BOM-201 Meldingsnr")]
    [InlineData("R-1;;Søppel i park;;;596610,55;6647802,03;", "BOM-202 Meldt")]
    [InlineData("R-1;30.02.2023 13:27;Søppel i park;;;596610,55;6647802,03;", "BOM-202 Meldt")]
    [InlineData("R-1;04.08.2023 24:27;Søppel i park;;;596610,55;6647802,03;", "BOM-202 Meldt")]
    [InlineData("R-1;2023-08-04 13:27;Søppel i park;;;596610,55;6647802,03;", "BOM-202 Meldt")]
    [InlineData("R-1;04.08.1023 13:27;Søppel i park;;;596610,55;6647802,03;", "BOM-202 Meldt")]
    [InlineData("R-1;02.01.2026 00:00;Søppel i park;;;596610,55;6647802,03;", "BOM-209 Meldt")]
    [InlineData("R-1;01.01.2026 23:59;Søppel i park;;;596610,55;6647802,03;", "accepted")]
    [InlineData("R-1;04.08.2023 13:27;;;;596610,55;6647802,03;", "BOM-201 Type")]
    [InlineData("R-1;04.08.2023 13:27;Ufo;;;596610,55;6647802,03;", "BOM-208 Type")]
    [InlineData("R-1;04.08.2023 13:27;Støy fra anlegg;;;596610,55;6647802,03;", "BOM-208 Type Støy fra anlegg")]
    [InlineData("R-1;26.03.2023 01:59;Søppel i park;;;596610,55;6647802,03;", "accepted")]
    [InlineData("R-1;26.03.2023 02:30;Søppel i park;;;596610,55;6647802,03;", "BOM-202 Meldt")]
    [InlineData("R-1;26.03.2023 03:00;Søppel i park;;;596610,55;6647802,03;", "accepted")]
    [InlineData("R-1;04.08.2023 13:27;Ola Nordmann 01017012345;;;596610,55;6647802,03;", "BOM-208 Type")]
    [InlineData("R-1;04.08.2023 13:27;Ola Nordmann;;;596610,55;6647802,03;", "BOM-208 Type")]
    [InlineData("R-1;04.08.2023 13:27;Nordmann, Kari B.;;;596610,55;6647802,03;", "BOM-208 Type")]
    [InlineData("R-1;04.08.2023 13:27;Brann i Ekebergåsen;;;596610,55;6647802,03;", "BOM-208 Type")]
    [InlineData("R-1;04.08.2023 13:27;ABA ukjent;;;596610,55;6647802,03;", "BOM-208 Type")]
    [InlineData("R-1;04.08.2023 13:27;91234;;;596610,55;6647802,03;", "BOM-208 Type")]
    [InlineData("R-1;04.08.2023 13:27;ola@example.no;;;596610,55;6647802,03;", "BOM-208 Type")]
    [InlineData("R-1;04.08.2023 13:27;Spørsmål;;;øst;nord;", "ignored: a question, not an incident")]
    [InlineData("R-1;04.08.2023 13:27;Søppel i park;;;øst;6647802,03;", "BOM-204 X")]
    [InlineData("R-1;04.08.2023 13:27;Søppel i park;;;596610,55;;", "BOM-204 Y")]
    [InlineData("R-1;04.08.2023 13:27;Søppel i park;;;596.610,55;6647802,03;", "BOM-204 X")]
    [InlineData("R-1;04.08.2023 13:27;Søppel i park;;;1e300;6647802,03;", "BOM-204 X")]
    [InlineData("R-1;04.08.2023 13:27;Søppel i park;;;NaN;6647802,03;", "BOM-204 X")]
    [InlineData("R-1;04.08.2023 13:27;Søppel; i park;;;596610,55;6647802,03;", "BOM-207 ")]
    [InlineData("R-1;04.08.2023 13:27;Søppel i park", "BOM-207 ")]
    public void A_waste_row_has_the_outcome_that_its_cells_give(string row, string expected) =>
        Assert.Equal([expected], TestSource.Outcomes(Waste, $"{Header}\n{row}\n").Select(Show));

    [Theory]
    [InlineData("29.10.2023 01:59", "2023-10-28T23:59:00Z")]
    [InlineData("29.10.2023 02:30", "2023-10-29T00:30:00Z")] // twice on the clock: the first, in summer time
    [InlineData("29.10.2023 03:00", "2023-10-29T02:00:00Z")]
    public void In_the_hour_that_autumn_repeats_the_first_is_taken(string meldt, string instant) => Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture),
        Assert.IsType<Accepted>(Assert.Single(TestSource.Outcomes(Waste, $"{Header}\nR-1;{meldt};Søppel i park;;;;;\n"))).Incident.OccurredAt);

    [Fact]
    public void The_hour_that_spring_skips_matters_only_where_times_are_told_to_the_minute() => Assert.IsType<Accepted>(Assert.Single(
        TestSource.Outcomes(Waste with { OccurredAt = Waste.OccurredAt with { Precision = TimePrecision.Day } }, $"{Header}\nR-1;26.03.2023 02:30;Søppel i park;;;;;\n")));

    [Theory]
    [InlineData("2023-01;0102;Tyveri;7", "accepted")]
    [InlineData("2023-01;102;Tyveri;7", "accepted")]
    [InlineData("2023-01;;Tyveri;7", "accepted")]
    [InlineData("2023-01;0102;Tyveri;:", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;<5", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;< 5", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;*", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;-", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;–", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;..", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;0-4", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;x", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;<100", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;n<5", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;n < 5", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;under 5", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;Under 5", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;1 til 4", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;…", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;k.a.", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;(:)", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;NA", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;n/a", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;#", "BOM-318 Antall")]
    [InlineData("2023-01;0102;Tyveri;-3", "BOM-206 Antall")]
    [InlineData("2023-01;0102;Tyveri;<", "BOM-206 Antall")]
    [InlineData("2023-01;0102;Tyveri;<5000", "BOM-206 Antall")]
    [InlineData("2023-01;0102;Tyveri;få", "BOM-206 Antall")]
    [InlineData("2023-01;0102;Tyveri;0", "ignored: a count of zero")]
    [InlineData("2023-01;0102;Tyveri;-1", "BOM-206 Antall")]
    [InlineData("2023-01;0102;Tyveri;1,5", "BOM-206 Antall")]
    [InlineData("2023-01;0102;Tyveri;", "BOM-201 Antall")]
    [InlineData("2023-01;0102;Tyveri;99999999999", "BOM-206 Antall")]
    [InlineData("2023-01;0100;Tyveri;7", "BOM-205 Delbydel")]
    [InlineData("2023-01;4601010105;Tyveri;7", "BOM-205 Delbydel")]
    [InlineData("2023-13;0102;Tyveri;7", "BOM-202 Måned")]
    public void A_count_row_has_the_outcome_that_its_cells_give(string row, string expected) =>
        Assert.Equal([expected], TestSource.Outcomes(Police, $"{CountHeader}\n{row}\n").Select(Show));

    [Fact]
    public void A_point_is_stored_in_the_storage_system_and_the_time_in_oslo()
    {
        var accepted = Assert.IsType<Accepted>(Assert.Single(TestSource.Outcomes(Waste, $"{Header}\nR-1;31.12.2023 23:30;Søppel i park;;;596 610,55;6647802.03;\n")));

        Assert.Equal((596610.55, 6647802.03), accepted.Incident.Point);
        Assert.Equal(2023, accepted.Incident.Year);
        Assert.Equal(new DateTimeOffset(2023, 12, 31, 22, 30, 0, TimeSpan.Zero), accepted.Incident.OccurredAt);
        Assert.Equal("forsopling.litter", accepted.Incident.Category);
    }

    [Fact]
    public void Equal_events_without_a_number_are_told_apart_and_the_same_file_gives_the_same_keys()
    {
        var mapping = Waste with { Id = null };
        var file = $"{Header}\n{string.Concat(Enumerable.Repeat("R-1;04.08.2023 13:27;Søppel i park;;;596610,55;6647802,03;\n", 3))}";

        var first = Keys(mapping, file);

        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first, Keys(mapping, file));
    }

    [Fact]
    public void A_count_told_twice_is_one_count() => Assert.Equal(["accepted", "duplicate", "accepted"],
        TestSource.Outcomes(Police, $"{CountHeader}\n2023-01;0102;Tyveri;7\n2023-01;0102;Tyveri;7\n2023-02;0102;Tyveri;7\n").Select(Show));

    [Fact]
    public void A_count_whose_area_lost_its_zero_or_whose_date_is_spelled_otherwise_keeps_its_key()
    {
        var mapping = Police with { OccurredAt = Police.OccurredAt with { Formats = ["yyyy-MM", "MM.yyyy"] } };
        var first = Assert.Single(Keys(Police, $"{CountHeader}\n2023-01;0102;Tyveri;7\n"));

        foreach (var row in new[] { "2023-01;102;Tyveri;7", "01.2023;0102;Tyveri;8", "01.2023;0301010102;Tyveri;7" })
            Assert.Equal(first, Assert.Single(Keys(mapping, $"{CountHeader}\n{row}\n")));
        Assert.NotEqual(first, Assert.Single(Keys(mapping, $"{CountHeader}\n2023-01;0103;Tyveri;7\n")));
        Assert.Equal(["accepted", "duplicate"], TestSource.Outcomes(mapping, $"{CountHeader}\n2023-01;0102;Tyveri;7\n01.2023;102;Tyveri;7\n").Select(Show));
    }

    /// <summary>The key by which such rows are stored: SHA-256 of the columns but the count.</summary>
    [Fact]
    public void A_well_formed_count_has_the_key_of_its_text() => Assert.Equal(
        new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\u001F',
            new MappedColumns(Police).Names.Where(name => name != "Antall").Select(name => name switch { "Måned" => "2023-01", "Delbydel" => "0102", _ => "Tyveri" })))).AsSpan(0, 16)),
        Assert.Single(Keys(Police, $"{CountHeader}\n2023-01;0102;Tyveri;7\n")));

    [Fact]
    public void Two_different_counts_of_the_same_thing_in_one_file_are_marked() => Assert.Equal([false, true, false],
        TestSource.Outcomes(Police, $"{CountHeader}\n2023-01;0102;Tyveri;7\n2023-01;102;Tyveri;9\n2023-02;0102;Tyveri;9\n")
            .Select(outcome => Assert.IsType<Accepted>(outcome).IsFurtherCount));

    [Fact]
    public void Rows_are_known_by_the_line_on_which_they_begin()
    {
        const string row = ";04.08.2023 13:27;Søppel i park;\"en\nto\";;596610,55;6647802,03;";

        Assert.Equal([2, 5, 7], TestSource.Outcomes(Waste, $"{Header}\n{row}\n\n{row}\n{row}\n").Select(outcome => outcome.Line));
    }

    [Fact]
    public void Title_lines_count_as_lines_of_the_file()
    {
        var brann = Load("brann");
        var sample = File.ReadAllText(Path.Combine(ProjectFolders.Importers, "brann", "sample.csv"));

        Assert.Equal(4, TestSource.Outcomes(brann, sample)[0].Line);
    }

    private static List<Guid> Keys(SourceMapping mapping, string file) =>
        TestSource.Outcomes(mapping, file).ConvertAll(outcome => Assert.IsType<Accepted>(outcome).Incident.Key);

    private static SourceMapping Load(string source) => SourceFolder.Load(source, TestSource.Taxonomy).Mapping;

    private static string Show(RowOutcome outcome) => outcome switch
    {
        Rejected rejected => string.Create(CultureInfo.InvariantCulture, $"{rejected.Code} {rejected.Column}{(rejected.Category is null ? "" : " ")}{rejected.Category}"),
        Ignored ignored => "ignored: " + ignored.Reason,
        Duplicate => "duplicate",
        _ => "accepted",
    };
}
