using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Geography.Geodata;

namespace PRIOslo.Bomiljo.Tests.Geography;

public sealed class TableReadingTests : IDisposable
{
    private const string AddressHeader = "lokalid;adressenavn;nummer;bokstav;EPSG-kode;Nord;Øst;postnummer;poststed";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bomiljo-tables-");

    [Fact]
    public void Addresses_of_kartverket_are_read_with_their_system()
    {
        var rows = AddressRegister.Read(Write("\uFEFF" + AddressHeader + "\n1;Eksempelveien;12;B;25833;6649503.5063;261827.6915;0155;OSLO\n2;;;;25833;6649503;261827;0155;OSLO\n3;Kort\n4;Feil;1;;2154;1;1;0155;OSLO\n"), "a.csv").ToList();

        var address = Assert.Single(rows.OfType<AddressRow>());
        Assert.Equal(("Eksempelveien", 12, "B", "0155", "OSLO"), (address.Street, address.Number, address.Letter, address.Postcode, address.Place));
        Assert.Equal(597245.12, address.Point.X, 0.01);
        Assert.Equal(6643112.34, address.Point.Y, 0.01);
        Assert.Equal(3, rows.Count(row => row is null));
    }

    [Fact]
    public void Of_the_nations_addresses_those_of_the_city_are_taken()
    {
        const string Row = ";25833;6649503.5063;261827.6915;0155;OSLO\n";
        var rows = AddressRegister.Read(Write("kommunenummer;" + AddressHeader + $"\n3420;1;Storgata;1;{Row}0301;2;Storgata;2;{Row}1101;3;Storgata;3;{Row}"), "a.csv").ToList();

        Assert.Equal(2, Assert.Single(rows)!.Number);
    }

    [Fact]
    public void An_address_file_without_a_column_is_told() =>
        Problem.Thrown("BOM-303", "a.csv, line 1", () => _ = AddressRegister.Read(Write("adressenavn;nummer\n"), "a.csv").Count());

    [Fact]
    public void Addresses_that_a_quotation_mark_makes_one_are_told() => Problem.Thrown("BOM-501", "a.csv, line 2",
        () => _ = AddressRegister.Read(Write(AddressHeader + "\n1;Storgata;1;;25833;6649503;261827;0155;\"OSLO\n2;Storgata;2;;25833;6649503;261827;0155;OSLO\"\n"), "a.csv").Count());

    [Theory]
    [InlineData(AddressHeader)]
    [InlineData("kommunenummer;" + AddressHeader)] // the nation's, which is searched for the city first
    public void A_quotation_mark_that_is_never_closed_is_told_before_the_file_is_read_whole(string header)
    {
        var path = Write(header + "\n1;\"Storgata;1;;25833;6649503;261827;0155;OSLO\n" + string.Concat(Enumerable.Repeat("2;Storgata;2;;25833;6649503;261827;0155;OSLO\n", 5_000)));

        var problem = Assert.Throws<PRIOslo.Bomiljo.Problems.ProblemException>(() => AddressRegister.Read(path, "a.csv").Count());

        Assert.StartsWith("BOM-501 a.csv, line 2: a field is longer than 100,000 characters", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_lines_between_addresses_are_nothing() =>
        Assert.Single(AddressRegister.Read(Write(AddressHeader + "\n\n\n1;Storgata;1;;25833;6649503;261827;0155;OSLO\n\n"), "a.csv"));

    [Fact]
    public void A_real_municipality_is_read_whole_where_the_file_is_at_hand()
    {
        if (RealFiles.Find("formats", "kartverket-adresse-elverum.csv") is not { } path)
            return;

        var rows = AddressRegister.Read(path, "elverum.csv").ToList();
        var addresses = rows.OfType<AddressRow>().ToList();

        Assert.Equal(10_871, rows.Count);
        Assert.True(rows.Count - addresses.Count < 200);
        Assert.All(addresses, address => Assert.True(address.Point.X is > 620_000 and < 700_000 && address.Point.Y is > 6_700_000 and < 6_830_000));
    }

    [Theory]
    [InlineData("111", "residential")]
    [InlineData("159", "residential")]
    [InlineData("161", "other")]
    [InlineData("181", "outbuilding")]
    [InlineData("193", "residential")]
    [InlineData("211", "business")]
    [InlineData("319", "business")]
    [InlineData("531", "business")]
    [InlineData("613", "school")]
    [InlineData("719", "other")]
    [InlineData("160", "other")]
    [InlineData("999", "other")]
    [InlineData("", "other")]
    [InlineData("hus", "other")]
    [InlineData("residential", "residential")]
    [InlineData("school", "school")]
    public void A_building_type_is_one_of_five_kinds(string type, string kind) => Assert.Equal(kind, Types.KindOf(type));

    [Fact]
    public void Exactly_the_residential_types_of_matrikkelen_are_residential_where_its_list_is_at_hand()
    {
        if (RealFiles.Find("formats", "matrikkel-bygningstyper.csv") is not { } path)
            return;
        var codes = File.ReadLines(path).Select(line => line.Split([';', ','])[0].Trim('"')).Where(code => code.Length == 3 && code.All(char.IsAsciiDigit)).ToList();

        Assert.True(codes.Count > 100);
        Assert.All(codes.Where(code => string.CompareOrdinal(code, "111") >= 0 && string.CompareOrdinal(code, "159") <= 0), code => Assert.Equal("residential", Types.KindOf(code)));
        Assert.All(codes.Where(code => code[0] is >= '2' and <= '8'), code => Assert.NotEqual("residential", Types.KindOf(code)));
    }

    [Fact]
    public void A_broken_row_of_the_building_types_is_told_with_its_line() =>
        Problem.Thrown("BOM-101", "line 3", () => BuildingTypes.Load(Write("from;to;kind;name\n111;159;residential;Bolig\n211;x;business;Kontor\n")));

    [Fact]
    public void Population_is_read_with_codes_in_every_form_and_what_is_missing_stays_unknown()
    {
        var rows = PopulationImport.Read(Write("code;year;residents;dwellings;municipal_dwellings;basis;source\n105;2023;5 000;2500;;estimate;made up\n01;2023;60000;;300;;\n030100;2023;700000;;;;\n"));

        Assert.Equal(
            [new("0105", 2023, 5000, 2500, null, "estimate", "made up"), new("01", 2023, 60000, null, 300, "", ""), new("030100", 2023, 700000, null, null, "", "")], rows);
    }

    [Fact]
    public void Population_may_have_commas_and_three_columns() =>
        Assert.Equal([new("0105", 2023, 5000, null, null, "", "")], PopulationImport.Read(Write("\uFEFFcode,year,residents\n0105,2023,5000\n")));

    [Theory]
    [InlineData("code;year;residents\n0105;2023;-1\n", "BOM-501", "line 2, column residents")]
    [InlineData("code;year;residents\n0105;2023;1,5\n", "BOM-501", "line 2, column residents")]
    [InlineData("code;year;residents\n0105;2023;\n", "BOM-501", "line 2, column residents")]
    [InlineData("code;year;residents\n0105;23;5\n", "BOM-501", "line 2, column year")]
    [InlineData("code;year;residents\nSagene;2023;5\n", "BOM-501", "line 2, column code")]
    [InlineData("code;year;residents\n0105;2023\n", "BOM-501", "line 2, column residents")]
    [InlineData("code;year;residents;dwellings\n0105;2023;5;many\n", "BOM-501", "line 2, column dwellings")]
    [InlineData("code;year;residents\n0105;2023;5\n105;2023;6\n", "BOM-501", "line 3")]
    [InlineData("code;year;residents;note\n0105;2023;5;\"a\n0106;2023;5;\"b\n", "BOM-501", "line 2")]
    [InlineData("kode;year;residents\n", "BOM-303", "line 1")]
    [InlineData("code;year;residents\n", "BOM-304", "table.csv")]
    [InlineData("", "BOM-304", "table.csv")]
    [InlineData("PK\u0003\u0004\0\0\"\0;", "BOM-303", "line 1")]
    public void A_population_file_that_cannot_be_read_is_told(string text, string code, string place) =>
        Problem.Thrown(code, place, () => PopulationImport.Read(Write(text)));

    [Fact]
    public void The_shipped_population_is_read() => Assert.NotEmpty(PopulationImport.Read(Path.Combine(ProjectFolders.Geodata, "oslo", "population.csv")));

    public void Dispose() => _folder.Delete(recursive: true);

    private static BuildingTypes Types => BuildingTypes.Load(Path.Combine(ProjectFolders.Geodata, "building_types.csv"));

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, "table.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
