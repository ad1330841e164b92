using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Precision;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Plots;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
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
    public void A_plot_holds_the_same_wherever_it_lies_and_however_it_is_turned()
    {
        var random = new Random(71);
        var (moved, turned, rounded) = (0, 0, 0);
        for (var n = 0; n < 300; n++)
        {
            var (east, north) = (Hundredths(16, 40), Hundredths(16, 40));
            var plot = n % 2 == 0 ? Outline(east, north, east, north) : Outline(east, north, Hundredths(east / 3, east / 2), Hundredths(north / 3, north / 2));
            var move = AffineTransformation.TranslationInstance(Hundredths(590_000, 15_000), Hundredths(6_635_000, 15_000));
            var there = move.Transform(AffineTransformation.RotationInstance(random.NextDouble() * 2 * Math.PI).Transform(plot));
            var held = Held(plot);

            moved += held == Held(move.Transform(plot)) ? 0 : 1;
            turned += held == Held(there) ? 0 : 1;
            rounded += held == Held(GeometryPrecisionReducer.Reduce(there, new PrecisionModel(1000))) ? 0 : 1;
        }

        Assert.Equal((0, 0, 0), (moved, turned, rounded));

        double Hundredths(double least, double more) => Math.Round(least + (random.NextDouble() * more), 2);

        static string Held(Geometry plot) => PlotFit.Estimate(plot, Model)! is var estimate ? $"{estimate.Modules} {string.Join(' ', estimate.Homes)}" : "";

        // A rectangle where the inner corner is the outer one, else an L.
        static Geometry Outline(double east, double north, double innerEast, double innerNorth) => new GeometryFactory().CreatePolygon(
            [new(0, 0), new(east, 0), new(east, innerNorth), new(innerEast, innerNorth), new(innerEast, north), new(0, north), new(0, 0)]);
    }

    [Theory]
    [InlineData(14, 16, 593_462.89, 6_642_467.11, 0, 1)] // 6 × 8 m inside the setback
    [InlineData(15.4, 30.01, 601_233.37, 6_650_018.93, 0, 4)] // 7.4 × 22.01 m
    [InlineData(52, 15.4, 597_811.73, 6_647_306.59, 0.3, 8)]
    [InlineData(51.98, 15.4, 597_811.73, 6_647_306.59, 0.3, 7)] // two centimetres short of the eighth
    [InlineData(52, 15.38, 597_811.73, 6_647_306.59, 0.3, 5)] // two centimetres too narrow for the deep side: 44 m / 7.4 m
    public void A_plot_at_odd_coordinates_holds_what_its_measures_give(double width, double depth, double east, double north, double turn, int modules)
    {
        var plot = AffineTransformation.RotationInstance(turn, east, north).Transform(new GeometryFactory().ToGeometry(new Envelope(east, east + width, north, north + depth)));

        Assert.Equal(modules, PlotFit.Estimate(plot, Model)!.Modules);
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

    [Theory]
    [InlineData(15, 16, 1, 0, 1)] // one module, and a base would need it
    [InlineData(15, 15, 0, 0, 0)] // 7 × 7 m inside the setback
    [InlineData(23, 16, 2, 1, 2)]
    public void A_home_without_a_base_needs_the_ground_of_one_module_and_only_the_small_houses_of_group_3_do_without(
        double width, double depth, int modules, int withBase, int withoutBase)
    {
        var layers = InOneDelbydel(Layers(LayerOf(new Building(PointAt(300, 0), BuildingKinds.Residential, 1))));
        var rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

        var report = SiteCheck.Check(new Site("a", Rectangle(0, 0, width, depth)), layers, rules, MatrixGroup.PlacedOnPlots);

        Assert.Equal((modules, withBase, withoutBase), (report.Plot!.Modules, report.Plot.PossibleUnits, report.Plot.UnitsWithoutBase));
        Assert.Equal(withoutBase == 0 ? "no-home-fits" : null, report.Groups.Single(group => group.Group == "3").Impossible);
        Assert.All(report.Groups.Where(group => group.Group != "3"), group => Assert.Equal(withBase == 0 ? "no-home-fits" : null, group.Impossible));
    }

    [Fact]
    public void A_plot_without_room_outdoors_for_one_small_house_is_impossible_for_group_3_too()
    {
        var greedy = Model with { OutdoorSquareMetresPerHome = 200 }; // 15 × 16 m less the module of 40.7 m² leaves 199.3 m²

        Assert.Equal((1, 0, false), PlotFit.Estimate(Rectangle(0, 0, 15, 16), greedy)! is var plot ? (plot.Modules, plot.UnitsWithoutBase, plot.HoldsHome(hasBase: false)) : default);
    }

    [Fact]
    public void A_standing_building_keeps_its_ground_and_the_gap_around_it_until_it_is_torn_down()
    {
        // 44 × 7.4 m inside the setback; the house and 8 m around it take the western 18 m of it, four modules fit in the other 26 m.
        var plot = Rectangle(0, 0, 52, 15.4);
        var estimate = PlotFit.Estimate(plot, Model, new StandingBuildings([Rectangle(4, 4, 10, 7.4)], []))!;

        Assert.Equal((1, 4, 8), (estimate.Standing, estimate.Modules, estimate.IfCleared!.Modules));
        Assert.Equal((3, 7, 7), (estimate.PossibleUnits, estimate.IfCleared.PossibleUnits, estimate.PossibleUnitsAtMost));
        Assert.Equal((0, null), (PlotFit.Estimate(plot, Model, new StandingBuildings([], []))!.Standing, PlotFit.Estimate(plot, Model, new StandingBuildings([], []))!.IfCleared));
    }

    [Fact]
    public void A_neighbours_building_that_reaches_in_stays_also_when_the_plot_is_cleared()
    {
        var neighbour = new StandingBuildings([], [Rectangle(-10, 0, 12, 10)]);

        Assert.True(PlotFit.Estimate(Rectangle(0, 0, 52, 15.4), Model, neighbour)!.Modules < 8);
    }

    [Fact]
    public void Buildings_never_make_room_and_the_cleared_plot_holds_at_least_as_much() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var plot = AffineTransformation.RotationInstance(random.NextDouble() * 3, East, North).Transform(Rectangle(0, 0, 30 + random.Next(50), 20 + random.Next(40)));
        var (east, north) = (plot.Centroid.X - East, plot.Centroid.Y - North);
        var house = Rectangle(east - random.Next(20), north - random.Next(20), 4 + random.Next(15), 4 + random.Next(15));

        var estimate = PlotFit.Estimate(plot, Model, new StandingBuildings([house], []))!;

        Assert.InRange(estimate.Modules, 0, estimate.IfCleared!.Modules);
        Assert.All(estimate.Homes.Zip(estimate.IfCleared.Homes), pair => Assert.InRange(pair.First.Units, 0, pair.Second.Units));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_stands_on_a_point()
    {
        var buildings = LayerOf(new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Residential, 1));

        Assert.Null(StandingBuildings.On(PointAt(0, 0), buildings));
        Assert.Single(StandingBuildings.On(Rectangle(-20, -20, 40, 40), buildings)!.Own);
    }

    [Fact]
    public void Counting_stops_at_200_modules_and_says_so()
    {
        var large = PlotFit.Estimate(Rectangle(0, 0, 400, 400), Model)!;

        Assert.Equal((200, true), (large.Modules, large.ModulesOrMore));
        Assert.Equal([("A", 199, true), ("B1", 99, true), ("B2", 99, true)], large.Homes.Select(home => (home.Model, home.Units, home.OrMore)));
        var small = PlotFit.Estimate(Rectangle(0, 0, 52, 15.4), Model)!;
        Assert.False(small.ModulesOrMore || small.Homes.Any(home => home.OrMore));
    }

    [Fact]
    public void A_plot_filled_by_its_own_building_is_not_unsuitable_for_that_and_tells_how_many_stand_there()
    {
        var layers = InOneDelbydel(Layers(LayerOf(
            new Building(Rectangle(5, 5, 40, 6), BuildingKinds.Other, 0),
            new Building(PointAt(30, 12), BuildingKinds.Outbuilding, 0), // a point has no ground
            new Building(Rectangle(52, 0, 10, 10), BuildingKinds.Residential, 2)), NothingForbidden)); // the neighbour's, on the boundary
        var rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

        var report = SiteCheck.Check(new Site("a", Rectangle(0, 0, 52, 15.4)), layers, rules, GroupCode.All);

        Assert.Equal((1, 0), (report.Plot!.Standing, report.Plot.PossibleUnits));
        Assert.True(report.Plot.PossibleUnitsAtMost > 0);
        Assert.Equal(report.Plot.PossibleUnitsAtMost, report.Metrics["possible_units"]);
        Assert.All(report.Groups, group => Assert.Null(group.Impossible));
        Assert.Null(SiteCheck.Check(new Site("a", Rectangle(0, 0, 52, 15.4)), InOneDelbydel(Layers()), rules, GroupCode.All).Plot!.Standing);
    }

    [Fact]
    public void A_plot_on_which_counting_stopped_says_so_in_the_row_of_its_rule()
    {
        var layers = InOneDelbydel(Layers());
        var rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

        Assert.Equal((PlotFit.MostModules - 1, true), Row(Rectangle(0, 0, 200, 200))); // one module is the staff base
        Assert.Equal((7, false), Row(Rectangle(0, 0, 52, 15.4)));

        var screened = ScreeningRun.Run([new Site("a", Rectangle(0, 0, 200, 200)), new Site("b", Rectangle(0, 0, 52, 15.4))], layers, rules, [GroupCode.All[4]]);
        var rows = new ScreeningRows(screened, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(" | plot-holds-six met: 199 homes or more, at-least 6 homes ", rows.Reasons(0, 0), StringComparison.Ordinal);
        Assert.Contains(" | plot-holds-six met: 7 homes, at-least 6 homes ", rows.Reasons(1, 0), StringComparison.Ordinal);

        (double?, bool) Row(NetTopologySuite.Geometries.Geometry plot) =>
            SiteCheck.Check(new Site("a", plot), layers, rules, [GroupCode.All[4]]).Groups[0].Rules.Single(rule => rule.Id == "plot-holds-six") is var row
                ? (row.Measured, row.MeasuredOrMore) : default;
    }

    [Theory]
    [InlineData("A;1;35;32.9;2.6;35.4;40.7")]
    [InlineData("A;1;35;32.9;2.6;35.4;40.7;0;yes;")]
    [InlineData("A;;35;32.9;2.6;35.4;40.7;1;yes;")]
    public void A_row_of_modules_that_lacks_something_is_told_with_its_line(string row)
    {
        var folder = Directory.CreateTempSubdirectory();
        foreach (var name in new[] { "plot-fit.json", "staffing.csv" })
            File.Copy(Path.Combine(ProjectFolders.Geodata, "matrise", name), Path.Combine(folder.FullName, name));
        File.WriteAllText(Path.Combine(folder.FullName, "modules.csv"), $"model;rooms;living_area_m2;home_m2;technical_room_m2;bra_m2;bta_m2;modules;accessible;note\n\n{row}\n");

        var problem = Assert.Throws<ProblemException>(() => PlotModel.Load(folder.FullName));

        Assert.Equal(ProblemCode.BadConfiguration, problem.Code);
        Assert.EndsWith("modules.csv line 3", problem.Place, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Staff_is_told_as_far_as_the_documents_do()
    {
        Assert.Equal(3, Assert.Single(Model.Staff, fact => fact.Groups.Single().ToString() == "7").StaffMin);
        Assert.Equal(5, Model.Staff.Count(fact => fact.Groups.Single().ToString() is "3" or "5" or "4" or "6"));
    }
}
