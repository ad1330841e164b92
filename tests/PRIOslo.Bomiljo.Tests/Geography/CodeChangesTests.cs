using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Tests.Geography;

public class CodeChangesTests
{
    private static readonly CodeChanges Changes = new(
    [
        new("0101", "0101", 2020, 0.6), new("0101", "0109", 2020, 0.4), // a part goes out
        new("0201", "0203", 2021, 1), new("0202", "0203", 2021, 1),     // two become one
        new("0301", "0302", 2022, null),                                // nobody knows how much
    ], "");

    [Fact]
    public void The_shipped_table_can_be_read() => Assert.Empty(CodeChanges.Load(CodeChanges.DefaultPath).Changes);

    [Fact]
    public void A_split_shares_whole_numbers_and_loses_none()
    {
        var restated = Changes.Restate(new Dictionary<string, int>(StringComparer.Ordinal) { ["0101"] = 11, ["0105"] = 3 }, 2019, 2020);

        Assert.Equal(["0101 7", "0105 3", "0109 4"], Lines(restated));
    }

    [Fact]
    public void A_merger_adds_and_years_are_chained() =>
        Assert.Equal(["0101 6", "0109 4", "0203 12"], Lines(Changes.Restate(
            new Dictionary<string, int>(StringComparer.Ordinal) { ["0101"] = 10, ["0201"] = 5, ["0202"] = 7 }, 2019, 2024)));

    [Fact]
    public void A_change_counts_only_between_the_years()
    {
        var values = new Dictionary<string, int>(StringComparer.Ordinal) { ["0101"] = 10, ["0201"] = 5 };

        Assert.Equal(["0101 10", "0201 5"], Lines(Changes.Restate(values, 2020, 2020)));
        Assert.Equal(["0101 10", "0203 5"], Lines(Changes.Restate(values, 2020, 2021)));
    }

    [Fact]
    public void Without_a_known_share_there_is_no_earlier_series()
    {
        Assert.Equal(["0301 9"], Lines(Changes.Restate(new Dictionary<string, int>(StringComparer.Ordinal) { ["0301"] = 9 }, 2021, 2022)));
        Assert.Equal([("0302", false)], Changes.Targets(2021, 2022).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([("0101", true), ("0109", true), ("0203", true), ("0302", false)], Changes.Targets(2019, 2022).Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Theory]
    [InlineData("0201", "0203")]
    [InlineData("0202", "0203")]
    [InlineData("0101", null)] // split
    [InlineData("0301", null)] // share not known
    [InlineData("0401", "0404")] // twice carried over
    [InlineData("0501", null)] // back and forth, never to what is known
    [InlineData("0999", null)] // not told of
    public void An_area_that_went_wholly_to_another_has_a_successor(string code, string? expected)
    {
        var changes = new CodeChanges([.. Changes.Changes, new("0401", "0402", 2020, 1), new("0402", "0404", 2023, 1), new("0501", "0502", 2020, 1), new("0502", "0501", 2021, 1)], "");

        Assert.Equal(expected, changes.SuccessorOf(code, known => known is "0203" or "0404"));
        Assert.Equal(["0109"], changes.HeirsOf("0101"));
        Assert.Equal(["0402", "0404"], changes.HeirsOf("0401").Order());
    }

    [Theory]
    [InlineData("0299", 2023, "0201 0202 0299")] // of later boundaries: what it came of
    [InlineData("0201", 2024, "0299")] // of earlier ones: what came of it
    [InlineData("0301", 2022, "0300 0301 0302 0303 0304")] // over two changes, with what both went to
    [InlineData("0303", 2023, "0301 0303 0304")] // a part of 0301, which still was
    [InlineData("0301", 2024, "0303 0304")] // not 0302, which came of 0300 with it, and has all of its own
    [InlineData("0402", 2023, "0401 0402")] // a part of an area that keeps its code
    [InlineData("0999", 2023, "")]
    public void Rows_of_a_code_that_their_year_does_not_have_are_missing_where_it_went_or_came_of(string code, int year, string lacking)
    {
        var changes = new CodeChanges(
        [
            new("0300", "0301", 2023, 0.5), new("0300", "0302", 2023, 0.5), new("0201", "0299", 2024, 1), new("0202", "0299", 2024, 1),
            new("0301", "0303", 2024, 0.5), new("0301", "0304", 2024, 0.5), new("0401", "0401", 2024, 0.5), new("0401", "0402", 2024, 0.5),
        ], "");

        Assert.Equal(lacking, string.Join(' ', changes.LackingWithout(code, year).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_sum_over_all_areas_is_kept() => Prop.ForAll<PositiveInt, NonNegativeInt, NonNegativeInt>((a, b, c) =>
    {
        var values = new Dictionary<string, int>(StringComparer.Ordinal) { ["0101"] = a.Get, ["0201"] = b.Get, ["0301"] = c.Get };
        return Changes.Restate(values, 2019, 2024).Values.Sum() == values.Values.Sum();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Terms_sum_to_what_they_were_in_parts_that_are_rounded_as_one() => Prop.ForAll<NonNegativeInt[]>(sizes =>
    {
        int[] terms = [.. sizes.Select(size => size.Get)];
        var changes = new CodeChanges([new("0101", "0102", 2020, 0.15), new("0101", "0103", 2020, 0.25), new("0101", "0104", 2020, 0.6)], "");
        var parts = changes.Restate(new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal) { ["0101"] = terms }, 2019, 2020);
        var sums = changes.Restate(new Dictionary<string, int>(StringComparer.Ordinal) { ["0101"] = terms.Sum() }, 2019, 2020);
        return parts.All(part => part.Value.Sum() == sums[part.Key] && part.Value.All(term => term >= 0))
            && terms.Select((term, at) => parts.Values.Sum(part => part[at]) == term).All(kept => kept);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("01x;0102;2020;1;r", "line 2, column from_code")]
    [InlineData("0101;0102;;1;r", "line 2")]
    [InlineData("0101;0102;2020;1.5;r", "line 2, column share")]
    [InlineData("0101;0102;2020;0,5;r", "line 2, column share")]
    [InlineData("0101;0102;2020;0.5;r", "from_code 0101")]
    public void A_wrong_row_is_named(string row, string place)
    {
        var path = Path.Combine(Path.GetTempPath(), $"code-changes-{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, $"from_code;to_code;from_year;share;reason\n{row}\n");
        try
        {
            var problem = Assert.Throws<ProblemException>(() => CodeChanges.Load(path));
            Assert.Equal(ProblemCode.BadCodeChanges, problem.Code);
            Assert.Contains($", {place}: ", problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, int> values) => values.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal);
}
