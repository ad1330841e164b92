using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public class WholeAreaTests
{
    private static readonly string[] Elsewhere = ["0201", "0202"];

    [Theory]
    [InlineData("0101 0102", "0101 0102", "", true)]
    [InlineData("0101 0103 0104", "0101 0102", "0102>0103 0.5, 0102>0104 0.5", true)] // split
    [InlineData("0101 0103", "0101 0102", "0102>0103 1", true)] // new number
    [InlineData("0101", "0101 0102", "0102>0101 1", true)] // merged
    [InlineData("0101 0105 0106 0104", "0101 0102", "0102>0103 0.5, 0102>0104 0.5, 0103>0105 0.5@2022, 0103>0106 0.5@2022", true)] // split twice
    [InlineData("0101 0103 0104", "0101 0102", "", false)] // not told of
    [InlineData("0101 0103 0104", "0101 0102", "0102>0103 1", false)] // told of in part
    [InlineData("0101 0103 0104", "0101 0102", "0102>0103 , 0102>0104 ", false)] // shares not known
    [InlineData("0101 0103 0104", "0101 0102", "0102>0103 0.5@2019, 0102>0104 0.5@2019", false)] // of another time
    [InlineData("0101 0102", "0101 0102", "0102>0102 0.9, 0102>0201 0.1", false)] // a part goes out
    [InlineData("0101 0102", "0101 0102", "0201>0201 0.9, 0201>0102 0.1", false)] // a part comes in
    [InlineData("0101 0102", "0101 0102", "0201>0202 1", true)] // something else elsewhere
    [InlineData("0101 0102", "0101 0102", "0101>0102 1, 0102>0101 1", true)] // numbers exchanged
    public void A_whole_is_carried_over_where_all_its_counts_stay_in_it_and_nothing_is_new_without_a_word(string now, string old, string changes, bool expected)
    {
        var whole = new WholeArea(now.Split(' '), old.Split(' '), Elsewhere);

        Assert.Equal(expected, whole.IsCarried(Read(changes), 2020, 2023));
    }

    /// <summary><c>from>to share@year</c>; 2021 where no year is written, and no share where it is not known.</summary>
    private static CodeChanges Read(string changes) => new(
        [.. changes.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('>', ' ', '@')).Select(one => new CodeChange(
            one[0], one[1], one.Length > 3 ? int.Parse(one[3], System.Globalization.CultureInfo.InvariantCulture) : 2021,
            one[2].Length == 0 ? null : double.Parse(one[2], System.Globalization.CultureInfo.InvariantCulture))).OrderBy(change => change.FromYear)], "");
}
