using FsCheck;
using FsCheck.Fluent;
using PRIOslo.Bomiljo.Publishing.Suppression;

namespace PRIOslo.Bomiljo.Tests.Publishing;

public sealed class SuppressionPropertyTests
{
    private static readonly Arbitrary<City> Cities =
        (from seed in Gen.Choose(0, int.MaxValue)
         from shape in Gen.NonEmptyListOf(Gen.Choose(1, 5))
         from themes in Gen.Choose(1, 5)
         from scale in Gen.Elements(1, 2, 8)
         from toldTwice in Gen.Choose(0, 2)
         select City.Random(seed, [.. shape.Take(6)], themes, scale, toldTwice)).ToArbitrary();

    [Fact]
    public void Zeros_and_open_themes_are_never_hidden() => Prop.ForAll(Cities, city => Plan(city).Hidden.All(
        key => city.ProtectedCount(city[key]) > 0 && key.Theme != City.OpenTheme)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_small_protected_count_and_small_protected_sum_is_hidden() => Prop.ForAll(Cities, city =>
        Plan(city).Hidden.IsSupersetOf(city.Hide(cell => city.ProtectedCount(cell) is >= 1 and <= 4))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_audit_opens_no_plan() => Prop.ForAll(Cities, city =>
        SuppressionAudit.Open(city.Cells, city.ProtectedThemes, Plan(city).Hidden).Count == 0).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_table_in_another_order_gets_the_same_plan() => Prop.ForAll(Cities, city =>
    {
        var shuffled = city.Cells.ToArray();
        new Random(1).Shuffle(shuffled);
        return SuppressionPlanner.Plan(shuffled, city.ProtectedThemes).Hidden.SetEquals(Plan(city).Hidden);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_a_protected_theme_nothing_is_hidden() => Prop.ForAll(Cities.Filter(city => city.Published.Count() == city.Cells.Count), city =>
        SuppressionPlanner.Plan(city.Cells, new HashSet<string>()).Hidden.Count == 0).QuickCheckThrowOnFailure();

    /// <summary>Otherwise the plan itself would depend on figures that hide nothing.</summary>
    [Fact]
    public void The_open_themes_counts_make_no_difference() => Prop.ForAll(Cities, city =>
    {
        var without = city.Cells
            .Where(cell => cell.Key.Theme != City.OpenTheme)
            .Select(cell => cell with { Count = city.ProtectedCount(cell) }).ToArray();
        return SuppressionPlanner.Plan(without, city.ProtectedThemes).Hidden.SetEquals(Plan(city).Hidden);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_further_cell_could_be_shown_again() => Prop.ForAll(Cities, city =>
    {
        var hidden = Plan(city).Hidden;
        return hidden.Where(key => city.ProtectedCount(city[key]) > 4).All(key =>
            SuppressionAudit.Open(city.Cells, city.ProtectedThemes, hidden.Where(other => other != key).ToHashSet()).Count > 0);
    }).QuickCheckThrowOnFailure();

    private static SuppressionPlan Plan(City city) => SuppressionPlanner.Plan(city.Cells, city.ProtectedThemes);
}
