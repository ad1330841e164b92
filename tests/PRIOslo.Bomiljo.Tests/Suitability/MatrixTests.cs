using System.Globalization;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class MatrixTests
{
    private static readonly string Folder = Path.Combine(ProjectFolders.Geodata, "matrise");

    [Fact]
    public void The_nine_groups_have_the_location_classes_of_the_matrix()
    {
        var groups = MatrixGroup.Load(Path.Combine(Folder, "groups.json"));

        Assert.Equal(["1", "2", "4", "som-1-5"], Codes(LocationClass.Ordinary));
        Assert.Equal(["3", "5", "6", "som-5-7"], Codes(LocationClass.Shielded));
        Assert.Equal(["7"], Codes(LocationClass.Fringe));
        Assert.Equal("ekstra forsterket", groups[5].Standard.Nb);
        Assert.Equal(["1", "2"], groups.Where(group => group.Placement == Placement.Dwelling).Select(group => group.Code.ToString()));

        Assert.Equal(["1", "2", "3"], groups.Where(group => !group.HasBase).Select(group => group.Code.ToString()));

        IEnumerable<string> Codes(LocationClass wanted) =>
            groups.Where(group => group.LocationClass == wanted).Select(group => group.Code.ToString());
    }

    [Fact]
    public void Need_by_housing_type_adds_up_to_the_882_people_mapped() =>
        Assert.Equal([155, 93, 184, 12, 182, 126, 130], ColumnSums("need.csv"));

    [Fact]
    public void Supply_adds_up_to_the_reported_totals() =>
        Assert.Equal([66, 73, 84, 83, 113], ColumnSums("supply.csv"));

    [Theory]
    [InlineData("som-1-5", true)]
    [InlineData(" SOM-5-7 ", true)]
    [InlineData("7", true)]
    [InlineData("0", false)]
    [InlineData("8", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_the_codes_of_the_matrix_are_groups(string? text, bool expected) =>
        Assert.Equal(expected, GroupCode.TryParse(text, out _));

    [Fact]
    public void A_list_of_groups_comes_in_the_order_of_the_matrix_each_once()
    {
        Assert.Equal(["3", "7", "som-1-5"], GroupCode.ParseList("som-1-5, 7,3,7", "--groups").Select(group => group.ToString()));
        Assert.Equal(1, Assert.Throws<ProblemException>(() => GroupCode.ParseList("3,x", "--groups")).Code.Number);
        Assert.Equal(1, Assert.Throws<ProblemException>(() => GroupCode.ParseList(",", "--groups")).Code.Number);
    }

    private static int[] ColumnSums(string file)
    {
        var rows = File.ReadLines(Path.Combine(Folder, file)).Skip(1).Select(line => line.Split(';')).ToArray();
        Assert.Equal(Enumerable.Range(1, 15).Select(code => code.ToString("00", CultureInfo.InvariantCulture)), rows.Select(row => row[0]));
        return [.. Enumerable.Range(2, rows[0].Length - 2).Select(column =>
            rows.Sum(row => int.Parse(row[column], CultureInfo.InvariantCulture)))];
    }
}
