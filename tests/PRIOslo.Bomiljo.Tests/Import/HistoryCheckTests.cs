using MathNet.Numerics.Distributions;
using PRIOslo.Bomiljo.Import;

namespace PRIOslo.Bomiljo.Tests.Import;

public sealed class HistoryCheckTests
{
    [Fact]
    public void A_year_like_its_predecessors_gives_no_warning() =>
        Assert.Empty(Run(Year(2024, 105, "a", "b"), Together(Year(2022, 95, "a", "b"), Year(2023, 110, "a", "b"))));

    [Fact]
    public void The_first_delivery_of_a_source_has_no_history_to_differ_from() => Assert.Empty(Run(Year(2024, 100, "a"), new()));

    [Fact]
    public void A_category_that_vanishes_is_told_with_what_was_expected()
    {
        var warning = Assert.Single(Run(Year(2024, 100, "a"), Together(Year(2022, 96, "a"), Year(2023, 96, "a"), Year(2022, 1, "b"), Year(2023, 1, "b"))));

        Assert.Equal(("category-vanished", "b", 12.0), (warning.Kind, warning.Category, warning.Expected));
        Assert.Equal(Math.Exp(-12), warning.P!.Value, 12);
        Assert.Contains("«bomiljo measure break»", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rare_category_may_be_missing() =>
        Assert.DoesNotContain(Run(Year(2024, 100, "a"), Together(Year(2023, 100, "a"), Month(2023, 5, 4, "b"))), warning => warning.Kind == "category-vanished");

    [Fact]
    public void A_month_without_rows_between_others_is_told_where_chance_would_seldom_leave_it_empty()
    {
        var delivery = Together(Month(2024, 1, 9, "a"), Month(2024, 2, 9, "a"), Month(2024, 4, 9, "a"));

        var warning = Assert.Single(Run(delivery, new()));

        Assert.Equal(("month-without-rows", new DateOnly(2024, 3, 1)), (warning.Kind, warning.Month));
        Assert.Contains("ask the source", warning.Message, StringComparison.Ordinal);
        Assert.Empty(Run(Together(Month(2024, 1, 2, "a"), Month(2024, 3, 2, "a")), new()));
    }

    /// <summary>Months that the delivery has, years of history with all months, the month of the import, and the months that are missed.</summary>
    [Theory]
    [InlineData(1, 11, 0, 13, "12")]
    [InlineData(3, 12, 1, 13, "1 2")]
    [InlineData(1, 9, 0, 10, "")]
    [InlineData(1, 9, 0, 12, "10 11")]
    [InlineData(1, 6, 1, 13, "")]
    public void Months_missing_at_the_edge_of_a_year_are_told(int first, int last, int years, int importMonth, string missed)
    {
        var delivery = Together([.. Enumerable.Range(first, last - first + 1).Select(month => Month(2024, month, 100, "a"))]);
        var history = years == 0 ? new() : Year(2023, 100, "a");

        var warnings = HistoryCheck.Run(delivery, history, new DateOnly(2024, 1, 15).AddMonths(importMonth - 1));

        Assert.Equal(missed, string.Join(' ', warnings.Where(warning => warning.Kind == "month-without-rows").Select(warning => warning.Month!.Value.Month)));
    }

    [Fact]
    public void A_month_that_another_delivery_brought_or_that_no_earlier_year_has_is_not_missed()
    {
        var delivery = Together([.. Enumerable.Range(1, 11).Select(month => Month(2024, month, 100, "a"))]);
        var earlier = Together([.. Enumerable.Range(1, 11).Select(month => Month(2023, month, 100, "a"))]);

        Assert.Empty(Run(delivery, Month(2024, 12, 100, "a")));
        Assert.Empty(Run(delivery, earlier));
    }

    [Fact]
    public void A_count_far_from_the_same_months_of_earlier_years_is_told_with_its_p()
    {
        var history = Together(Year(2021, 100, "a"), Year(2022, 90, "a"), Year(2023, 110, "a"));

        var warning = Assert.Single(Run(Year(2024, 50, "a"), history));

        Assert.Equal(("count-unusual", 600L, 1200.0), (warning.Kind, warning.Observed, warning.Expected));
        Assert.InRange(warning.P!.Value, 0, HistoryCheck.Level);
        Assert.Contains("(p < 0.0001). Ask the source", warning.Message, StringComparison.Ordinal);
        Assert.Empty(Run(Month(2024, 7, 100, "a"), history));
    }

    [Fact]
    public void The_test_is_students_t_with_the_years_own_variance()
    {
        double[] years = [100, 200, 300, 400];
        var variance = years.Select(year => Math.Pow(year - 250, 2)).Sum() / 3;
        var t = (900 - 250) / Math.Sqrt(variance * 1.25);

        Assert.Equal(2 * StudentT.CDF(0, 1, 3, -t), HistoryCheck.Unusual(900, years).P, 12);
        Assert.Equal(1, HistoryCheck.Unusual(250, years).P, 12);
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(200, true)]
    public void With_one_earlier_year_chance_and_a_tenth_of_spread_are_allowed(double observed, bool unusual) =>
        Assert.Equal(unusual, HistoryCheck.Unusual(observed, [100]).P < HistoryCheck.Level);

    private static IEnumerable<ImportWarning> Run(MonthlyCounts delivery, MonthlyCounts history) => HistoryCheck.Run(delivery, history, new(2025, 1, 31));

    private static MonthlyCounts Year(int year, long perMonth, params string[] categories) =>
        Together([.. Enumerable.Range(1, 12).SelectMany(month => categories.Select(category => Month(year, month, perMonth, category)))]);

    private static MonthlyCounts Month(int year, int month, long incidents, string category)
    {
        var counts = new MonthlyCounts();
        counts.Add(category, year, month, incidents);
        return counts;
    }

    private static MonthlyCounts Together(params MonthlyCounts[] parts)
    {
        var all = new MonthlyCounts();
        foreach (var part in parts)
        {
            foreach (var category in part.Categories)
            {
                foreach (var month in part.Months)
                    all.Add(category, month / 12, (month % 12) + 1, part.Sum(new HashSet<int> { month }, category));
            }
        }

        return all;
    }
}
