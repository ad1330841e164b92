using NetTopologySuite.Geometries.Utilities;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Plots;
using PRIOslo.Bomiljo.Suitability.Rules;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class PlotFitTests
{
    private static readonly PlotModel Model = PlotModel.Shipped;

    [Fact]
    public void A_strip_holds_as_many_modules_as_its_length_inside_the_setback_allows_and_one_is_the_base()
    {
        // Inside 4 m of setback: 44 × 7.4 m, eight modules of 5.5 m; too little outdoors would limit it, but there is enough.
        var estimate = PlotFit.Estimate(Rectangle(0, 0, 52, 15.4), Model)!;

        Assert.Equal(8, estimate.Modules);
        Assert.Equal([("A", 7, true), ("B1", 3, false), ("B2", 3, false)], estimate.Homes.Select(home => (home.Model, home.Units, home.SixToTenPossible)));
    }

    [Fact]
    public void Turning_or_moving_a_plot_changes_nothing()
    {
        var plot = Rectangle(0, 0, 60, 40);
        var turned = AffineTransformation.RotationInstance(0.7, East, North).Transform(plot);

        Assert.Equal(PlotFit.Estimate(plot, Model)!.Modules, PlotFit.Estimate(turned, Model)!.Modules);
    }

    [Fact]
    public void Outdoor_space_limits_the_homes_where_modules_would_fit()
    {
        var greedy = Model with { OutdoorSquareMetresPerHome = 200 };

        Assert.True(PlotFit.Estimate(Rectangle(0, 0, 52, 15.4), greedy)!.PossibleUnits < PlotFit.Estimate(Rectangle(0, 0, 52, 15.4), Model)!.PossibleUnits);
    }

    [Fact]
    public void A_plot_that_holds_no_home_is_unsuitable_for_groups_that_are_built_for_and_a_point_has_no_estimate()
    {
        var layers = InOneDelbydel(Layers(LayerOf(new Building(PointAt(300, 0), PRIOslo.Bomiljo.Suitability.Metrics.BuildingKinds.Residential, 1))));
        var rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

        var small = SiteCheck.Check(new Site("a", Rectangle(0, 0, 12, 12)), layers, rules, GroupCode.All);
        var point = SiteCheck.Check(new Site("a", PointAt(0, 0)), layers, rules, GroupCode.All);

        Assert.All(small.Groups.Where(group => group.Group is not ("1" or "2")), group => Assert.Equal((Verdict.Unsuitable, "no-home-fits"), (group.Verdict, group.Impossible)));
        Assert.All(small.Groups.Where(group => group.Group is "1" or "2"), group => Assert.Null(group.Impossible));
        Assert.Null(point.Plot);
        Assert.All(point.Groups, group => Assert.NotEqual(Verdict.Unsuitable, group.Verdict));
    }

    [Fact]
    public void Staff_is_told_as_far_as_the_documents_do()
    {
        Assert.Equal(3, Assert.Single(Model.Staff, fact => fact.Groups.Single().ToString() == "7").StaffMin);
        Assert.Equal(5, Model.Staff.Count(fact => fact.Groups.Single().ToString() is "3" or "5" or "4" or "6"));
    }
}
