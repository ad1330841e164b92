using PRIOslo.Bomiljo.Geography;
using PRIOslo.Bomiljo.Heatmap;

namespace PRIOslo.Bomiljo.Tests.Heatmap;

public class RestatementTests
{
    private static readonly CodeChanges Split = new([new("0101", "0102", 2023, 0.5), new("0101", "0103", 2023, 0.5), new("0104", "0105", 2023, null)], "");

    private static readonly MeasurementData Data = new(
        2023, false, [], ["brann"],
        [new(2022, "0101", "brann", "brann.building", 9), new(2022, "0106", "brann", "brann.building", 2), new(2023, "0102", "brann", "brann.building", 4)],
        [new("0101", 2022, 1_001, null, null), new("0106", 2022, 50, null, null), new("01", 2022, 1_051, null, null), new("0102", 2023, 500, null, null)])
    {
        Comparable = new Dictionary<int, IReadOnlySet<string>> { [2022] = new HashSet<string>(StringComparer.Ordinal) { "0105", "0106" } },
    };

    [Fact]
    public void Earlier_counts_and_residents_stand_on_the_newer_areas_and_can_be_compared()
    {
        var restated = Restatement.Apply(Data, Split);

        Assert.Equal(["2022 0102 5", "2022 0103 4", "2022 0106 2", "2023 0102 4"], restated.Counts.Select(count => $"{count.Year} {count.Delbydel} {count.Incidents}").Order(StringComparer.Ordinal));
        Assert.Equal(["01 2022 1051", "0102 2022 501", "0102 2023 500", "0103 2022 500", "0106 2022 50"],
            restated.Population.Select(figure => $"{figure.Code} {figure.Year} {figure.Residents}").Order(StringComparer.Ordinal));
        Assert.Equal(["0102", "0103", "0106"], restated.Comparable[2022].Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Many_small_categories_are_shared_as_their_theme_is()
    {
        // 34 incidents in categories of one and two: each category for itself would give the smaller part a half at most of two, and none of one.
        int[] sizes = [1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2, 2, 2, 1, 2, 1, 2];
        var data = Data with { Counts = [.. sizes.Select((size, at) => new IncidentCount(2022, "0101", "brann", $"brann.{at:00}", size)), new(2022, "0101", "forsopling", "forsopling.litter", 5)] };

        var restated = Restatement.Apply(data, new([new("0101", "0102", 2023, 0.4), new("0101", "0103", 2023, 0.6)], ""));

        Assert.Equal(34, sizes.Sum());
        Assert.Equal(["brann 0102 14", "brann 0103 20", "forsopling 0102 2", "forsopling 0103 3"],
            restated.Counts.GroupBy(count => (count.Theme, count.Delbydel)).Select(area => $"{area.Key.Theme} {area.Key.Delbydel} {area.Sum(count => count.Incidents)}").Order(StringComparer.Ordinal));
        Assert.Equal(sizes, sizes.Select((_, at) => restated.Counts.Where(count => count.Category == $"brann.{at:00}").Sum(count => count.Incidents)));
    }

    [Fact]
    public void Bydeler_that_exchange_a_part_are_restated_until_then_and_one_that_splits_within_itself_is_not()
    {
        var data = Data with { Population = [.. Data.Population, new("02", 2022, 700, null, null), new("02", 2023, 400, null, null)] };

        var restated = Restatement.Apply(data, new([new("0101", "0102", 2023, 0.5), new("0101", "0103", 2023, 0.5), new("0201", "0301", 2023, 1), new("0401", "0501", 2023, null)], ""));

        Assert.Equal(["02", "03"], restated.RestatedUntil.Keys.Where(code => code.Length == 2).Order(StringComparer.Ordinal));
        Assert.All(restated.RestatedUntil.Values, year => Assert.Equal(2022, year));
        Assert.Equal(["01 2022", "02 2023"], restated.Population.Where(figure => figure.Code.Length == 2).Select(figure => $"{figure.Code} {figure.Year}"));
    }

    [Fact]
    public void Without_changes_nothing_is_touched() => Assert.Same(Data, Restatement.Apply(Data, CodeChanges.None));
}
