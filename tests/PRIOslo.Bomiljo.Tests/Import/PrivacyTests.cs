using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Import;
using PRIOslo.Bomiljo.Import.Mapping;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Import;

/// <summary>All numbers here are made up; identity numbers are built from their rule.</summary>
public sealed class PrivacyTests
{
    private static readonly SourceMapping Waste = SourceFolder.Load("renovasjon", TestSource.Taxonomy).Mapping;

    [Theory]
    [InlineData("ola@example.no", true, PersonalDataKind.Email)]
    [InlineData("skriv til kari.nordmann@post.example.no i dag", false, PersonalDataKind.Email)]
    [InlineData("@oslo", false, PersonalDataKind.None)]
    [InlineData("a @ b.no", false, PersonalDataKind.None)]
    [InlineData("+4722334455", true, PersonalDataKind.Telephone)]
    [InlineData("+47 223 34 455", true, PersonalDataKind.Telephone)]
    [InlineData("004722334455", true, PersonalDataKind.Telephone)]
    [InlineData("ring 412 34 567", true, PersonalDataKind.Telephone)]
    [InlineData("22 33 44 55", true, PersonalDataKind.Telephone)]
    [InlineData("Tyveri 91234567", false, PersonalDataKind.Telephone)]
    [InlineData("91234567", true, PersonalDataKind.None)]
    [InlineData("20230001", false, PersonalDataKind.None)]
    [InlineData("596610,55", true, PersonalDataKind.None)]
    [InlineData("6 647 802,03", true, PersonalDataKind.None)]
    [InlineData("22637506643000", true, PersonalDataKind.None)]
    [InlineData("2023-08-04T12:00:00.1234567+02:00", false, PersonalDataKind.None)]
    [InlineData("04.08.2023 13:27", false, PersonalDataKind.None)]
    [InlineData("0301010105", true, PersonalDataKind.None)]
    [InlineData("912\u00A034\u00A0567", true, PersonalDataKind.Telephone)]
    [InlineData("22\u202F33\u202F44\u202F55", true, PersonalDataKind.Telephone)]
    [InlineData("Tlf:91234567", false, PersonalDataKind.Telephone)]
    [InlineData("tlf. 91234567.", false, PersonalDataKind.Telephone)]
    [InlineData("Tyveri/91234567, to ganger", false, PersonalDataKind.Telephone)]
    [InlineData("ring 91234567 2 ganger", false, PersonalDataKind.Telephone)]
    [InlineData("912-34-567", false, PersonalDataKind.Telephone)]
    [InlineData("22-33-44-55", false, PersonalDataKind.Telephone)]
    [InlineData("9 1 2 3 4 5 6 7", false, PersonalDataKind.Telephone)]
    [InlineData("Ring 22.33.44.55", false, PersonalDataKind.Telephone)]
    [InlineData("912.34.567", false, PersonalDataKind.Telephone)]
    [InlineData("2233 4455", false, PersonalDataKind.Telephone)]
    [InlineData("+47.22.33.44.55", false, PersonalDataKind.Telephone)]
    [InlineData("Tlf 0047.22.33.44.55", false, PersonalDataKind.Telephone)]
    [InlineData("+4722.33.44.55", false, PersonalDataKind.Telephone)]
    [InlineData("mellom 2100 2200", false, PersonalDataKind.None)]
    [InlineData("Storgata 22.24.26.28", false, PersonalDataKind.None)]
    [InlineData("2022 2023", false, PersonalDataKind.None)]
    [InlineData("22.33.44.55.66", false, PersonalDataKind.None)]
    [InlineData("Storgata 22-24-26-28", false, PersonalDataKind.None)]
    [InlineData("Naboklage 22345678", false, PersonalDataKind.Telephone)]
    [InlineData("22345678", true, PersonalDataKind.None)]
    [InlineData("24-08-12-34", true, PersonalDataKind.None)]
    [InlineData("24122023", false, PersonalDataKind.None)]
    [InlineData("24-12-2023", false, PersonalDataKind.None)]
    [InlineData("24-12-23 14:30", false, PersonalDataKind.None)]
    [InlineData("24.12.23 14.30.05", false, PersonalDataKind.None)]
    [InlineData("20231224", false, PersonalDataKind.None)]
    [InlineData("sak 2023/91234567", false, PersonalDataKind.None)]
    [InlineData("2023-91234567", false, PersonalDataKind.None)]
    [InlineData("59.91234567", false, PersonalDataKind.None)]
    [InlineData("44927.54166667", false, PersonalDataKind.None)]
    [InlineData("91234567,50", false, PersonalDataKind.None)]
    [InlineData("2\u00A0345\u00A0678,00", false, PersonalDataKind.None)]
    [InlineData("6643750", false, PersonalDataKind.None)]
    [InlineData("Storgata 45, 0155 Oslo, 3. etasje 2", false, PersonalDataKind.None)]
    public void Personal_data_is_told_from_codes_and_coordinates(string text, bool isNumber, PersonalDataKind expected) =>
        Assert.Equal(expected, PersonalData.Find(text, isNumber));

    [Fact]
    public void Every_identity_number_and_D_number_is_found_wherever_it_stands_and_one_wrong_digit_is_none() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Numbers, number =>
            PersonalData.Find(number, isNumber: true) == PersonalDataKind.IdentityNumber
            && PersonalData.Find($"sak {number[..6]} {number[6..]}, Oslo", isNumber: false) == PersonalDataKind.IdentityNumber
            && Spellings(number).All(spelled => PersonalData.Find(spelled, isNumber: false) == PersonalDataKind.IdentityNumber)
            && PersonalData.Find(number + "0", isNumber: true) == PersonalDataKind.None
            && PersonalData.Find($"{number[..10]}{(char)('0' + ((number[10] - '0' + 1) % 10))}", isNumber: true) == PersonalDataKind.None));

    [Fact]
    public void A_delivery_with_an_identity_number_is_stopped_with_line_and_column_and_without_the_value()
    {
        var number = WithChecks("010170", "123") ?? WithChecks("010170", "124")!;
        var columns = new MappedColumns(Waste);
        var values = columns.Names.Select(name => name == "Type" ? $"Søppel {number}" : "").ToArray();

        var problem = Assert.Throws<ProblemException>(() => new PrivacyCheck(Waste, columns, "a.csv").Demand(new RawRow(7, values)));

        Assert.StartsWith("BOM-312 a.csv, line 7, column Type:", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(number, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_mapped_is_not_looked_at_and_not_kept() =>
        Assert.DoesNotContain("Adresse", new MappedColumns(Waste).Names);

    [Fact]
    public void Time_and_point_are_kept_as_coarsely_as_the_source_asks()
    {
        using var source = TestSource.CopyOf("renovasjon").Change(json => json["coarsen"] = JsonNode.Parse("""{"time":"day","gridMetres":250}"""));
        const string file = "Meldingsnr;Meldt;Type;X;Y\nR-1;01.01.2023 00:27;Søppel i park;596610,55;6647802,03\n";

        var incident = Assert.IsType<Accepted>(Assert.Single(TestSource.Outcomes(source.Load().Mapping, file))).Incident;

        Assert.Equal((596_625d, 6_647_875d), incident.Point);
        Assert.Equal(("day", 2023, new DateTimeOffset(2022, 12, 31, 23, 0, 0, TimeSpan.Zero)), (incident.Precision, incident.Year, incident.OccurredAt.ToUniversalTime()));
    }

    [Fact]
    public void A_time_that_is_coarse_already_stays() =>
        Assert.Equal(TimePrecision.Month, new Coarsening(TimePrecision.Day).Apply(default(DateTimeOffset), TimePrecision.Month).Precision);

    private static IEnumerable<string> Spellings(string number)
    {
        var (date, rest) = ($"{number[..2]}.{number[2..4]}.{number[4..6]}", number[6..]);
        return [$"f.{date} {rest}", $"{date}-{rest}", $"{number[..6]}\u00A0{rest}", $"{number[..6]}\u202F{rest[..3]} {rest[3..]}", $"{date} {rest[..3]} {rest[3..]}.", string.Join(' ', number.AsEnumerable()), $"fnr:{number}/2"];
    }

    private static readonly Arbitrary<string> Numbers =
        (from day in Gen.Choose(1, 28)
         from month in Gen.Choose(1, 12)
         from year in Gen.Choose(0, 99)
         from dNumber in Gen.Elements(0, 40)
         from synthetic in Gen.Elements(0, 40, 80)
         from individual in Gen.Choose(0, 999)
         select WithChecks($"{day + dNumber:00}{month + synthetic:00}{year:00}", $"{individual:000}"))
        .Where(number => number is not null).Select(number => number!).ToArbitrary();

    /// <summary>The check digits by their rule; null where there are none (a remainder of one).</summary>
    private static string? WithChecks(string date, string individual)
    {
        var first = Check11(date + individual, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
        var second = Check11(date + individual + first, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
        return first < 10 && second < 10 ? $"{date}{individual}{first}{second}" : null;
    }

    private static int Check11(string digits, int[] weights)
    {
        var rest = digits.Zip(weights, (digit, weight) => (digit - '0') * weight).Sum() % 11;
        return rest == 0 ? 0 : 11 - rest;
    }
}
