using System.Text.Json;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Problems;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class SiteCheckTests
{
    private static readonly RuleFile Rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

    [Fact]
    public void A_dense_neighbourhood_suits_group_1_and_asks_for_inspection_for_the_shielded_groups()
    {
        var layers = InOneDelbydel(Layers(LayerOf([.. Enumerable.Range(0, 12).Select(n =>
            new Building(Rectangle(26 + (n * 12), 0, 10, 10), BuildingKinds.Residential, 6))])));

        var report = SiteCheck.Check(new Site("a", PointAt(0, 0)) { IsAddress = true }, layers, Rules, GroupCode.All);

        Assert.Equal(("0101", "Midten"), (report.Delbydel?.Code, report.Delbydel?.Name));
        Assert.Equal(
            ["suitable", "suitable", "inspect", "inspect", "inspect", "inspect", "inspect", "inspect", "inspect"],
            report.Groups.Select(group => JsonNamingPolicy.KebabCaseLower.ConvertName(group.Verdict.ToString())));
        var shielded = report.Groups[2].Rules[0];
        Assert.Equal(("shielded-nearest-dwelling", RuleOutcome.NotMet, 26.0, 100.0), (shielded.Id, shielded.Outcome, shielded.Measured, shielded.Threshold));
        Assert.Equal((100.0, 0.0), (report.Groups[0].Score, report.Groups[2].Score));
    }

    [Fact]
    public void New_homes_are_not_called_suitable_where_nobody_could_look_up_what_law_and_plan_forbid()
    {
        var home = LayerOf(new Building(PointAt(300, 0), BuildingKinds.Residential, 1));

        var unseen = Check(PointAt(0, 0), InOneDelbydel(Layers(home))).Groups[4];
        var seen = Check(PointAt(0, 0), InOneDelbydel(Layers(home, NothingForbidden))).Groups[4];

        Assert.Equal((Verdict.Inspect, Verdict.Suitable), (unseen.Verdict, seen.Verdict));
        Assert.Equal(["outside-marka", "plan-purpose"], unseen.Rules.Where(rule => rule is { Outcome: RuleOutcome.Unknown, BasisKind: BasisKind.Law }).Select(rule => rule.Id));
    }

    [Fact]
    public void An_adopted_threshold_that_is_not_met_makes_the_site_unsuitable()
    {
        var adopted = Rules with { Rules = [.. Rules.Rules.Select(rule => rule with { BasisKind = BasisKind.Adopted })] };
        var layers = InOneDelbydel(Layers(LayerOf(new Building(PointAt(30, 40), BuildingKinds.Residential, 1))));

        Assert.Equal(Verdict.Inspect, SiteCheck.Check(new Site("a", PointAt(0, 0)), layers, adopted, GroupCode.All).Groups[4].Verdict);
        Assert.Equal(Verdict.Unsuitable, SiteCheck.Check(new Site("a", PointAt(0.01, 0)), layers, adopted, GroupCode.All).Groups[4].Verdict);
    }

    [Fact]
    public void A_missing_building_layer_gives_unknown_for_every_group_and_never_suitable()
    {
        var report = Check(PointAt(0, 0), InOneDelbydel(Layers()));

        Assert.All(report.Groups, group => Assert.Equal((Verdict.Unknown, null), (group.Verdict, group.Score)));
        Assert.All(
            report.Groups.SelectMany(group => group.Rules).Where(rule => rule.Layer != LayerNames.Site),
            rule => Assert.Equal(UnknownReason.LayerMissing, rule.Unknown));
        Assert.Contains(report.Layers, layer => layer is { Layer: "building", Year: null, Features: 0 });
    }

    [Theory]
    [InlineData(5000.01, 0)]
    [InlineData(-900_000, 0)]
    [InlineData(1e15, -1e15)]
    public void A_site_outside_the_municipality_is_unknown_with_that_reason(double dx, double dy)
    {
        var layers = InOneDelbydel(Layers(LayerOf(new Building(PointAt(4990, 0), BuildingKinds.Residential, 1))));

        var report = Check(PointAt(dx, dy), layers);

        Assert.Equal(UnknownReason.OutsideMunicipality, report.Unknown);
        Assert.All(report.Groups, group => Assert.Equal(Verdict.Unknown, group.Verdict));
        Assert.All(report.Metrics.Values, Assert.Null);
    }

    [Fact]
    public void A_plot_that_reaches_out_of_the_municipality_is_unknown()
    {
        var layers = InOneDelbydel(Layers(LayerOf(new Building(PointAt(0, 0), BuildingKinds.Residential, 1))));

        Assert.Equal(UnknownReason.OutsideMunicipality, Check(Rectangle(4900, 0, 300, 50), layers).Unknown);
        Assert.Null(Check(Rectangle(4900, 0, 100, 50), layers).Unknown);
    }

    [Fact]
    public void Without_any_area_layer_a_site_is_measured_but_never_suitable()
    {
        var layers = new SiteLayers([], new SiteAreas([]), Layers(LayerOf(
            new Building(PointAt(300, 400), BuildingKinds.Other, 0), new Building(PointAt(60, 0), BuildingKinds.Residential, 1))));

        var report = Check(PointAt(0, 0), layers);

        Assert.Equal(UnknownReason.NoAreas, report.Unknown);
        Assert.Equal(60, report.Metrics["nearest_dwelling_m"]);
        Assert.DoesNotContain(report.Groups, group => group.Verdict == Verdict.Suitable);
        Assert.Equal(Verdict.Inspect, report.Groups.Single(group => group.Group == "5").Verdict);
    }

    [Fact]
    public void Where_no_building_stands_there_is_no_ordinary_neighbourhood()
    {
        var layers = InOneDelbydel(Layers(LayerOf(new Building(PointAt(4000, 0), BuildingKinds.Residential, 1))));

        var group = Check(PointAt(0, 0), layers).Groups.Single(group => group.Group == "4");

        Assert.Equal(Verdict.Inspect, group.Verdict);
        Assert.All(group.Rules.Where(rule => rule.Role == RuleRole.Required), rule => Assert.Equal(RuleOutcome.NotMet, rule.Outcome));
    }

    [Fact]
    public void Between_the_areas_may_be_fjord_even_where_the_outline_holds_it()
    {
        LayerArea west = new("delbydel", "0101", "Vest", Rectangle(-1000, 0, 500, 1000));
        LayerArea east = new("delbydel", "0102", "Øst", Rectangle(500, 0, 500, 1000));
        LayerArea outline = new("municipality", "0301", "Oslo", Rectangle(-1000, 0, 2000, 1000));

        Assert.Equal(UnknownReason.InNoDelbydel, new SiteAreas([west, east]).Locate(PointAt(0, 500)).Reason);
        Assert.Equal((UnknownReason.InNoDelbydel, null), new SiteAreas([west, east, outline]).Locate(PointAt(0, 500)));
        Assert.Equal("0102", new SiteAreas([west, east, outline]).Locate(PointAt(600, 500)).Delbydel?.Code);
    }

    [Fact]
    public void The_report_as_JSON_has_the_keys_that_other_tools_rely_on()
    {
        var layers = InOneDelbydel(Layers(LayerOf(new Building(PointAt(30, 40.5), BuildingKinds.Residential, 1))));

        var json = JsonSerializer.SerializeToElement(
            SiteCheck.Check(new Site("Tomt 1", PointAt(0, 0)), layers, Rules, [GroupCode.All[5]]), SiteJson.Options);

        Assert.Equal("Tomt 1", json.GetProperty("site").GetString());
        var group = Assert.Single(json.GetProperty("groups").EnumerateArray());
        Assert.Equal(("6", "inspect", 50.0), (group.GetProperty("group").GetString(), group.GetProperty("verdict").GetString(), group.GetProperty("score").GetDouble()));
        var rule = group.GetProperty("rules")[0];
        Assert.Equal("partly", rule.GetProperty("outcome").GetString());
        Assert.Equal(50.401, rule.GetProperty("measured").GetDouble());
        foreach (var key in new[] { "id", "metric", "threshold", "unit", "layer", "layer_date", "basis" })
            Assert.True(rule.TryGetProperty(key, out _), key);
        Assert.Equal("assumption", rule.GetProperty("basis_kind").GetString());
        Assert.Equal(50.401, json.GetProperty("metrics").GetProperty("nearest_dwelling_m").GetDouble());
    }

    [Fact]
    public void Ten_thousand_random_places_are_all_answered_and_none_outside_is_suitable()
    {
        var random = new Random(20_241_210);
        var layers = InOneDelbydel(Layers(LayerOf(Town.Random(random, 2000, 3000)), ShapeLayer.OfFeatures(ShapesOf([Rectangle(0, 0, 400, 400)]))));
        for (var n = 0; n < 10_000; n++)
        {
            var spread = Math.Pow(10, random.Next(1, 9));
            var (dx, dy) = ((random.NextDouble() - 0.5) * spread, (random.NextDouble() - 0.5) * spread);

            var report = Check(n % 5 == 0 ? Rectangle(dx, dy, 1 + random.Next(80), 1 + random.Next(80)) : PointAt(dx, dy), layers);

            Assert.Equal(9, report.Groups.Count);
            if (Math.Max(Math.Abs(dx), Math.Abs(dy)) > 5100)
                Assert.All(report.Groups, group => Assert.Equal(Verdict.Unknown, group.Verdict));
        }
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_place_that_is_no_number_is_refused(double east, double north) =>
        Assert.Equal(703, Assert.Throws<ProblemException>(() => new SitePoint("", east, north)).Code.Number);

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(10.75, 90.1)]
    [InlineData(-181, 59.9)]
    public void Degrees_beyond_the_globe_are_refused(double longitude, double latitude) =>
        Assert.Equal(703, Assert.Throws<ProblemException>(() => SitePoint.FromLonLat("", longitude, latitude)).Code.Number);

    [Theory]
    [InlineData(59.91, 10.75)]
    [InlineData(70.66, 23.68)]
    public void Degrees_that_have_changed_places_are_refused_with_that_hint(double longitude, double latitude) =>
        Assert.Contains("changed places", Assert.Throws<ProblemException>(() => SitePoint.FromLonLat("", longitude, latitude)).Message, StringComparison.Ordinal);

    [Fact]
    public void Metres_that_have_changed_places_are_refused_with_that_hint_and_other_places_are_not()
    {
        var problem = Assert.Throws<ProblemException>(() => new SitePoint("", 6_643_000, 597_000));

        Assert.Equal(703, problem.Code.Number);
        Assert.Contains("East and north seem to have changed places", problem.Message, StringComparison.Ordinal);
        Assert.InRange(SitePoint.FromLonLat("", 5.33, 60.39).East, 290_000, 305_000); // Bergen is no mistake
    }

    [Fact]
    public void A_delbydels_own_figures_have_their_year_among_the_layers_and_warn_when_it_is_old()
    {
        var layers = InOneDelbydel(Layers()) with
        {
            Today = new DateOnly(2026, 3, 1),
            Figures = new Dictionary<string, DelbydelFigures>(StringComparer.Ordinal) { ["0101"] = new(0.2, 0.9, MunicipalYear: 2019, MeasuredYear: 2025), ["0102"] = new(0.1, null, MunicipalYear: 2024) },
        };

        var report = Check(PointAt(0, 0), layers);

        var old = new DateOnly(2019, 12, 31);
        Assert.Contains(report.Layers, layer => layer is { Layer: "population", Year: 2019, Features: 2, Outdated: true } && layer.Date == old);
        Assert.Contains(report.Layers, layer => layer is { Layer: "index", Year: 2025, Features: 1, Outdated: false });
        Assert.Equal([new("layer-outdated", "population", old)], report.Warnings);
        Assert.Equal(old, report.Groups[0].Rules.Single(rule => rule.Id == "gathering-municipal-delbydel").LayerDate);
        Assert.Equal(new DateOnly(2025, 12, 31), report.Groups[0].Rules.Single(rule => rule.Id == "gathering-worst-tenth").LayerDate);
        Assert.Contains(Check(PointAt(0, 0), layers with { Figures = new Dictionary<string, DelbydelFigures>(StringComparer.Ordinal) }).Layers,
            layer => layer is { Layer: "index", Year: null, Date: null });
    }

    [Fact]
    public void A_screening_warns_of_each_old_layer_once_and_of_figures_by_the_oldest_year_that_a_site_met()
    {
        var layers = InOneDelbydel(Layers()) with
        {
            Today = new DateOnly(2026, 3, 1),
            Vintages = [Dated("noise", 2024), Dated("dwelling-unit", 2019)],
            Areas = new SiteAreas([new LayerArea("delbydel", "0101", "Vest", Rectangle(-100, -100, 100, 200)), new LayerArea("delbydel", "0102", "Øst", Rectangle(0, -100, 100, 200)), new LayerArea("delbydel", "0103", "Nord", Rectangle(0, 100, 100, 200))]),
            Figures = new Dictionary<string, DelbydelFigures>(StringComparer.Ordinal) { ["0101"] = new(0.2, 0.9, 2020, 2025), ["0102"] = new(0.1, null, 2019), ["0103"] = new(0.1, null, 2012) },
        };
        WarningReport units = new("layer-outdated", "dwelling-unit", new DateOnly(2019, 12, 31));

        var (west, both) = (Screen(-50, -40), Screen(-50, 50));

        Assert.Equal([units, new("layer-outdated", "population", new DateOnly(2020, 12, 31))], LayerWarnings.Of(west));
        Assert.Equal([units, new("layer-outdated", "population", new DateOnly(2019, 12, 31))], LayerWarnings.Of(both));
        Assert.Equal(LayerWarnings.Of(both), LayerWarnings.Of(west, both));

        ScreeningResult Screen(params double[] east) =>
            ScreeningRun.Run([.. east.Select((metres, at) => new Site($"{at}", PointAt(metres, 0)))], layers, Rules, [GroupCode.All[4]]);

        static LayerVintage Dated(string layer, int year) => new(1, layer, year, 1, new DateOnly(2026, 2, 1), IsApproximate: false, DatedOn: new DateOnly(year, 12, 31));
    }

    [Fact]
    public void Units_that_reach_no_home_are_told_of_a_site_and_once_of_a_screening_and_make_no_layer_old()
    {
        var layers = InOneDelbydel(new MetricLayers(ShapeLayer.Empty) { UnitsWithoutHome = 25 }) with
        {
            Today = new DateOnly(2026, 3, 1),
            Vintages = [new(1, "dwelling-unit", 2026, 3, new DateOnly(2026, 2, 1), IsApproximate: false)],
        };
        WarningReport lost = new("units-without-home", "dwelling-unit", null) { Units = 25 };

        Assert.Equal([lost], LayerWarnings.Of(ScreeningRun.Run([new Site("a", PointAt(0, 0)), new Site("b", PointAt(9, 0))], layers, Rules, GroupCode.All)));
        Assert.Equal([lost], Check(PointAt(0, 0), layers).Warnings);
        Assert.False(Check(PointAt(0, 0), layers).Layers.Single(layer => layer.Layer == "dwelling-unit").Outdated);
        Assert.Empty(LayerWarnings.Of(layers with { Metrics = new MetricLayers(ShapeLayer.Empty) { UnitsWithoutHome = 0 } }));
    }

    [Fact]
    public void Homes_planned_at_one_place_are_judged_and_unknown_where_nobody_tells()
    {
        var layers = InOneDelbydel(Layers());

        Assert.Equal([RuleOutcome.Met, RuleOutcome.NotMet], Outcomes(12));
        Assert.Equal([RuleOutcome.Met, RuleOutcome.Met], Outcomes(8));
        Assert.Equal([RuleOutcome.Unknown, RuleOutcome.Unknown], Outcomes(null));

        IEnumerable<RuleOutcome> Outcomes(int? units) =>
            SiteCheck.Check(Site.At(new SitePoint("", East, North), units), layers, Rules, [GroupCode.All[4]]).Groups[0].Rules
                .Where(rule => rule.Metric == "planned_units").Select(rule => rule.Outcome);
    }

    [Fact]
    public void The_distance_to_a_stop_says_that_it_is_a_straight_line_and_how_much_farther_one_may_walk()
    {
        var rule = Rules.Rules.Single(rule => rule.Metric.Metric == Metric.NearestTransit);

        Assert.Contains("Luftlinje", rule.Label.Nb, StringComparison.Ordinal);
        Assert.Contains("Straight line", rule.Label.En, StringComparison.Ordinal);
        Assert.Contains("1,3", rule.Reason.Nb, StringComparison.Ordinal);
        Assert.Contains("1.3", rule.Reason.En, StringComparison.Ordinal);
        Assert.Null(rule.Threshold);
    }

    private static SiteReport Check(Geometry place, SiteLayers layers) =>
        SiteCheck.Check(new Site("a", place), layers, Rules, GroupCode.All);

    [Fact]
    public void Layers_tell_the_same_while_figures_and_day_are_the_same()
    {
        var present = InOneDelbydel(Layers()) with { Figures = Figures(0.1), Today = new DateOnly(2026, 3, 1) };

        Assert.True(present.TellTheSameAs(present with { Figures = Figures(0.1) }));
        Assert.False(present.TellTheSameAs(present with { Figures = Figures(0.2) }));
        Assert.False(present.TellTheSameAs(present with { Figures = new Dictionary<string, DelbydelFigures>(StringComparer.Ordinal) }));
        Assert.False(present.TellTheSameAs(present with { Today = new DateOnly(2026, 3, 2) }));
        Assert.False(present.TellTheSameAs(present with { Vintages = [new(1, "building", 2026, 1, new DateOnly(2026, 1, 1), false)] }));

        static Dictionary<string, DelbydelFigures> Figures(double share) => new(StringComparer.Ordinal) { ["0101"] = new(share, null) };
    }
}
