using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Tests.Publishing;

public sealed class SuppressionPlannerTests
{
    [Fact]
    public void One_small_count_takes_three_more_cells_to_close_a_rectangle()
    {
        var hidden = Plan(
            "     brann trygghet",
            "0101     3       20",
            "0102    10       20",
            "0103    30       40",
            "0201    30       40",
            "0202    30       40");

        Assert.Equal(
            ["delbydel 0101 brann", "delbydel 0101 trygghet", "delbydel 0102 brann", "delbydel 0102 trygghet"], hidden);
    }

    [Fact]
    public void Zeros_cannot_close_a_rectangle_so_another_area_does()
    {
        var hidden = Plan(
            "     brann trygghet",
            "0101     3       20",
            "0102     0       20",
            "0103    30       40",
            "0201    30       40",
            "0202    30       40");

        Assert.Equal(
            ["delbydel 0101 brann", "delbydel 0101 trygghet", "delbydel 0103 brann", "delbydel 0103 trygghet"], hidden);
    }

    [Fact]
    public void A_bydel_of_a_single_delbydel_is_hidden_with_it()
    {
        var hidden = Plan(
            "     brann trygghet",
            "0101    30       40",
            "0102    30       40",
            "1601     3       40");

        Assert.Contains("delbydel 1601 brann", hidden);
        Assert.Contains("bydel 16 brann", hidden);
        Assert.Contains("bydel 01 brann", hidden);
        Assert.DoesNotContain(hidden, cell => cell.StartsWith("by ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_total_is_hidden_where_the_open_theme_leaves_a_small_rest()
    {
        var hidden = Plan(
            "     forsopling brann trygghet",
            "0101         57     1        2",
            "0102         50    30       40",
            "0103         50    30       40");

        Assert.Contains("delbydel 0101 total", hidden);
    }

    [Fact]
    public void A_small_total_of_the_open_theme_alone_is_shown()
    {
        var hidden = Plan(
            "     forsopling brann trygghet",
            "0101          3     0        0",
            "0102         50     2       40",
            "0103         50    30       40",
            "0104         50    30       40");

        Assert.NotEmpty(hidden);
        Assert.DoesNotContain(hidden, cell => cell.Contains("0101", StringComparison.Ordinal));
    }

    [Fact]
    public void A_city_with_one_single_incident_hides_every_sum_that_holds_it()
    {
        var hidden = Plan(
            "     brann trygghet",
            "0101     1        0",
            "0102     0        0");

        Assert.Equal(
            ["by 0301 brann", "by 0301 total", "bydel 01 brann", "bydel 01 total", "delbydel 0101 brann", "delbydel 0101 total"],
            hidden);
    }

    [Fact]
    public void Counts_of_five_and_more_are_all_shown() => Assert.Empty(Plan("     brann", "0101     5", "0201   100"));

    [Fact]
    public void A_single_hidden_cell_is_opened_by_the_audit()
    {
        var city = City.Read("     brann trygghet", "0101     3       20", "0102    10       20");
        var brann = new CellKey("delbydel", "0101", "brann");

        var opened = SuppressionAudit.Open(city.Cells, city.ProtectedThemes, new HashSet<CellKey> { brann });

        Assert.Equal([new OpenedCell(brann, 3, 3)], opened);
    }

    [Fact]
    public void A_small_count_left_in_the_open_is_found_by_the_audit()
    {
        var city = City.Read("     brann trygghet", "0101     3       20", "0102    10       20");

        var opened = SuppressionAudit.Open(city.Cells, city.ProtectedThemes, new HashSet<CellKey>());

        Assert.Equal([new OpenedCell(new("delbydel", "0101", "brann"), 3, 3)], opened);
    }

    [Theory]
    [InlineData("brann")]
    [InlineData("forsopling")]
    public void Hiding_a_zero_or_an_open_theme_breaks_the_rules_that_readers_are_told(string theme)
    {
        var city = City.Read("     forsopling brann", "0101     3       0", "0102    10       20");
        var hidden = new HashSet<CellKey> { new("delbydel", "0101", theme) };

        Assert.Throws<ArgumentException>(() => SuppressionAudit.Open(city.Cells, city.ProtectedThemes, hidden));
    }

    [Theory]
    [InlineData("delbydel", "0101", "brann")]
    [InlineData("delbydel", "0101", "total")]
    [InlineData("bydel", "01", "trygghet")]
    [InlineData("by", "0301", "total")]
    public void A_table_that_lacks_a_cell_or_does_not_add_up_is_refused(string level, string area, string theme)
    {
        var city = City.Read("     brann trygghet", "0101     3       20", "0102    10       20", "0201    10       20");
        var key = new CellKey(level, area, theme);
        var without = city.Cells.Where(cell => cell.Key != key).ToArray();
        var altered = city.Cells.Select(cell => cell.Key == key ? cell with { Count = cell.Count + 1 } : cell).ToArray();

        foreach (var cells in new[] { without, altered })
        {
            var problem = Assert.Throws<ProblemException>(() => SuppressionPlanner.Plan(cells, city.ProtectedThemes));
            Assert.Equal(ProblemCode.NotProtected, problem.Code);
        }
    }

    private static string[] Plan(params string[] lines)
    {
        var city = City.Read(lines);
        var plan = SuppressionPlanner.Plan(city.Cells, city.ProtectedThemes);
        Assert.Empty(SuppressionAudit.Open(city.Cells, city.ProtectedThemes, plan.Hidden));
        return [.. plan.Hidden.Select(key => $"{key.Level} {key.Area} {key.Theme}").Order(StringComparer.Ordinal)];
    }
}
