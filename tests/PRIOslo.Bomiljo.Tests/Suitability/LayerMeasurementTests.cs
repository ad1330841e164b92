using System.Globalization;
using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class LayerMeasurementTests
{
    private static readonly RuleFile Rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

    [Fact]
    public void The_building_that_holds_the_point_is_the_sites_own_and_counts_neither_as_near_nor_in_the_share()
    {
        var values = Measure(
            Layers(LayerOf(
                new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Business, 0),
                new Building(Rectangle(120, 0, 10, 10), BuildingKinds.Residential, 3))),
            PointAt(0, 0));

        Assert.Equal((0.0, 120.0), (values[Metric.NearestBuilding], values[Metric.NearestOtherBuilding]));
        Assert.Equal((0.5, 1.0), (values[Metric.ResidentialShare200m], values[Metric.OtherResidentialShare200m]));
    }

    [Fact]
    public void A_plot_owns_the_buildings_that_lie_mostly_in_it_but_not_a_neighbour_whose_wall_touches_it()
    {
        var layers = Layers(LayerOf(
            new Building(Rectangle(10, 10, 20, 20), BuildingKinds.Residential, 2),
            new Building(Rectangle(95, 10, 20, 20), BuildingKinds.Residential, 2)));

        var values = Measure(layers, Rectangle(0, 0, 100, 100));

        Assert.Equal(0, values[Metric.NearestOtherDwelling]);
        Assert.Equal(1, Measure(layers, Rectangle(0, 0, 94, 100))[Metric.NearestOtherDwelling]);
        Assert.Equal(0, Measure(layers, Rectangle(0, 0, 94, 100))[Metric.NearestDwelling]);
    }

    [Fact]
    public void A_site_with_only_its_own_building_has_no_other()
    {
        var values = Measure(Layers(LayerOf(new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Residential, 3))), PointAt(0, 0));

        Assert.Equal((UnknownReason.NoneInLayer, UnknownReason.NoneInLayer), (values.WhyUnknown(Metric.NearestOtherDwelling), values.WhyUnknown(Metric.NearestOtherBuilding)));
        Assert.Equal(UnknownReason.NothingWithinRadius, values.WhyUnknown(Metric.OtherResidentialShare200m));
        Assert.Equal(RuleOutcome.Met, RuleBook.Outcome(Rules.Rules.Single(rule => rule.Id == "shielded-nearest-dwelling"), values));
        var shops = Measure(Layers(LayerOf(new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Business, 0))), PointAt(0, 0));
        Assert.Equal(UnknownReason.LayerMissing, shops.WhyUnknown(Metric.NearestOtherDwelling)); // a layer without any home tells nothing of homes
    }

    [Fact]
    public void Sixty_dwellings_with_at_most_50_m_between_make_a_built_up_area_and_a_metre_more_breaks_the_chain()
    {
        Assert.Equal(75, BuiltUp(50));
        Assert.Null(BuiltUp(51));

        static double? BuiltUp(double gap)
        {
            Building[] row = [.. Enumerable.Range(0, 6).Select(n => new Building(Rectangle(100 + (n * (10 + gap)), -5, 10, 10), BuildingKinds.Residential, 10))];
            var (shapes, kinds, dwellings) = (ShapesOf(row.Select(building => building.Footprint)), row.Select(b => b.Kind).ToArray(), row.Select(b => b.Dwellings).ToArray());
            BuiltUpArea.Mark(shapes, kinds, dwellings);
            return Measure(Layers(new ShapeLayer(shapes, kinds, dwellings)), PointAt(0, 0))[Metric.BuiltUpArea];
        }
    }

    [Fact]
    public void A_point_is_in_a_zone_or_not_and_on_its_boundary_it_is_while_a_plot_has_a_share()
    {
        var layers = Layers(null, (LayerPart.Flood, FeaturesOf(Rectangle(0, 0, 100, 100), Rectangle(50, 0, 100, 100))));

        Assert.Equal(1, Measure(layers, PointAt(100, 50))[Metric.FloodShare]);
        Assert.Equal(1, Measure(layers, PointAt(150, 50))[Metric.FloodShare]);
        Assert.Equal(0, Measure(layers, PointAt(150.01, 50))[Metric.FloodShare]);
        Assert.Equal(0.25, Measure(layers, Rectangle(100, 50, 100, 100))[Metric.FloodShare]!.Value, 9);
        Assert.Equal(0, Measure(layers, Rectangle(150, 0, 50, 50))[Metric.FloodShare]);
    }

    [Theory]
    [InlineData(0, 100, 0, 0, RuleOutcome.Met)]
    [InlineData(0, 99, 0, 0, RuleOutcome.Met)] // drawn inexactly
    [InlineData(0, 98, 0, 0, RuleOutcome.Unknown)]
    [InlineData(0, 5, 0, 0, RuleOutcome.Unknown)]
    [InlineData(100, 100, 0, 0, RuleOutcome.Unknown)] // the neighbour's plan, which touches the boundary
    [InlineData(0, 0, 0, 0, RuleOutcome.Unknown)]
    [InlineData(0, 0, 0, 51, RuleOutcome.NotMet)] // what is barred decides, whatever the rest is
    [InlineData(0, 0, 0, 50, RuleOutcome.Unknown)]
    [InlineData(40, 100, 0, 40, RuleOutcome.Partly)]
    [InlineData(50, 100, 0, 40, RuleOutcome.Partly)] // a tenth is not known, and half is the most that may be barred
    [InlineData(51, 100, 0, 40, RuleOutcome.Unknown)]
    public void A_plan_that_does_not_tell_of_the_whole_plot_decides_only_what_the_rest_cannot_change(
        double homesFrom, double homesTo, double barredFrom, double barredTo, RuleOutcome expected)
    {
        var barred = barredTo > barredFrom ? FeaturesOf(Rectangle(barredFrom, 0, barredTo - barredFrom, 100)) : ShapeLayer.Empty;
        var known = (homesTo > homesFrom, barredTo > barredFrom) switch
        {
            (true, true) => FeaturesOf(Rectangle(homesFrom, 0, homesTo - homesFrom, 100), Rectangle(barredFrom, 0, barredTo - barredFrom, 100)),
            (true, false) => FeaturesOf(Rectangle(homesFrom, 0, homesTo - homesFrom, 100)),
            (false, true) => barred,
            _ => homesFrom > 0 ? FeaturesOf(Rectangle(100, 0, 50, 100)) : ShapeLayer.Empty,
        };
        var layers = Layers(null, (LayerPart.Plan, known), (LayerPart.PlanBarringHomes, barred));
        var (values, rule) = (Measure(layers, Rectangle(0, 0, 100, 100)), Rules.Rules.Single(rule => rule.Id == "plan-purpose"));

        Assert.Equal(expected, RuleBook.Outcome(rule, values));
        Assert.Equal(expected == RuleOutcome.Unknown ? UnknownReason.NothingHere : UnknownReason.None, RuleBook.WhyUnknown(rule, values));
        Assert.Equal(values[Metric.PlanUnknownShare] <= 0.01, values.Told(MetricDefinition.Of(Metric.PlanBarredShare)) is not null);

        // What is told as measured and is not all says so, in the report and in the reasons of a file.
        var result = ScreeningRun.Run([new Site("A", Rectangle(0, 0, 100, 100))], InOneDelbydel(layers), Rules, [GroupCode.All[4]]);
        var told = SiteReporting.Of(result, 0).Groups.Single().Rules.Single(report => report.Id == "plan-purpose");
        var isMore = values[Metric.PlanUnknownShare] > 0.01 && expected != RuleOutcome.Unknown;
        Assert.Equal(isMore, told.MeasuredOrMore);
        Assert.Equal(isMore, new ScreeningRows(result, CultureInfo.InvariantCulture).Reasons(0, 0).Contains(" share or more", StringComparison.Ordinal));
    }

    [Fact]
    public void A_point_beyond_every_plan_of_known_purpose_is_not_known_to_be_open_for_homes()
    {
        var layers = Layers(null, (LayerPart.Plan, FeaturesOf(Rectangle(0, 0, 100, 100))), (LayerPart.PlanBarringHomes, ShapeLayer.Empty));
        var rule = Rules.Rules.Single(rule => rule.Id == "plan-purpose");

        Assert.Equal(RuleOutcome.Met, RuleBook.Outcome(rule, Measure(layers, PointAt(50, 50))));
        Assert.Equal(UnknownReason.NothingHere, RuleBook.WhyUnknown(rule, Measure(layers, PointAt(500, 50))));
        var purposes = LayerPartDefinition.All.Single(part => part.Part == LayerPart.Plan);
        Assert.Equal((true, true, false), (purposes.Holds("homes"), purposes.Holds("other"), purposes.Holds("")));
    }

    [Fact]
    public void Facilities_within_150_m_count_with_their_homes_and_the_sites_own_does_not()
    {
        var shapes = ShapesOf([PointAt(0, 0), PointAt(150, 0), PointAt(150.01, 0)]);
        var layers = Layers(null, (LayerPart.Facility, ShapeLayer.OfFeatures(shapes, [8, 6, 4])), (LayerPart.FacilityFor5To7, ShapeLayer.Empty));

        var values = Measure(layers, PointAt(0, 0));

        Assert.Equal((6.0, 150.0), (values[Metric.FacilityCapacity150m], values[Metric.NearestFacility]));
        Assert.Equal(UnknownReason.NoneInLayer, values.WhyUnknown(Metric.NearestFacilityFor5To7));
        Assert.Equal(RuleOutcome.Met, RuleEvaluator.Outcome(new Threshold(Comparison.AtLeast, 100, 50), null, UnknownReason.NoneInLayer));
    }

    [Fact]
    public void A_facility_in_the_same_building_is_the_sites_own()
    {
        var layers = Layers(
            LayerOf(new Building(Rectangle(-20, -20, 40, 40), BuildingKinds.Residential, 8)),
            (LayerPart.Facility, FeaturesOf(PointAt(15, 15))), (LayerPart.SmallHouse, FeaturesOf(PointAt(15, 15), PointAt(46, 0))));

        var values = SiteMeasurement.Measure(layers, PointAt(0, 0), plannedUnits: 2)!;

        Assert.Equal((0.0, 3.0), (values[Metric.FacilityCapacity150m], values[Metric.SmallHouses50m]));
    }

    [Fact]
    public void Municipal_flats_are_held_against_the_other_dwellings_around()
    {
        var layers = Layers(
            LayerOf(new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Residential, 30), new Building(PointAt(100, 0), BuildingKinds.Residential, 20)),
            (LayerPart.MunicipalFlat, ShapeLayer.OfFeatures(ShapesOf([PointAt(1, 1), PointAt(100, 0)]), [30, 5])));

        Assert.Equal(0.25, Measure(layers, PointAt(0, 0))[Metric.MunicipalShare200m]);
    }

    [Theory]
    [InlineData(50, 0.0, 18.0)] // shares the boundary
    [InlineData(50.01, 0.01, 18.0)]
    [InlineData(45, 0.0, 18.0)] // half of it
    [InlineData(44.99, null, 0.0)] // more than half: the site's own
    public void A_neighbours_facility_that_touches_the_plot_is_not_the_sites_own(double west, double? metres, double homes)
    {
        var facility = ShapeLayer.OfFeatures(ShapesOf([Rectangle(west, 0, 10, 10)]), [18]);
        var layers = Layers(
            LayerOf(new Building(Rectangle(10, 10, 20, 20), BuildingKinds.Residential, 2)),
            (LayerPart.Facility, facility), (LayerPart.FacilityFor5To7, facility), (LayerPart.SmallHouse, facility), (LayerPart.MunicipalFlat, facility));

        var values = Measure(layers, Rectangle(0, 0, 50, 50));

        Assert.Equal(metres, Rounded(values[Metric.NearestFacility]));
        Assert.Equal(metres, Rounded(values[Metric.NearestFacilityFor5To7]));
        Assert.Equal((homes, homes + 1), (values[Metric.FacilityCapacity150m], values[Metric.SmallHouses50m]));

        static double? Rounded(double? value) => value is { } known ? Math.Round(known, 6) : null;
    }

    [Fact]
    public void A_facility_that_touches_the_sites_own_building_is_its_own_only_with_more_than_half_in_it()
    {
        var house = LayerOf(new Building(Rectangle(-20, -20, 40, 40), BuildingKinds.Residential, 8));

        Assert.Equal(20, Nearest(Rectangle(20, -20, 40, 40)));
        Assert.Equal(10, Nearest(Rectangle(10, -20, 40, 40)));
        Assert.Null(Nearest(Rectangle(5, -5, 10, 10)));

        double? Nearest(Geometry facility) => Measure(Layers(house, (LayerPart.Facility, FeaturesOf(facility))), PointAt(0, 0))[Metric.NearestFacility];
    }

    [Theory]
    [InlineData(-6, 0, 0, 0)] // the address at the entrance, the flats inside
    [InlineData(0, 0, -6, 0)]
    [InlineData(-6, 0, -6, 0)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(-30, 0, 30, 0)] // 25 m off
    public void An_address_and_flats_at_the_entrance_belong_to_their_block(double addressEast, double addressNorth, double flatsEast, double flatsNorth)
    {
        var layers = Layers(
            LayerOf(
                new Building(Rectangle(-5, -5, 10, 10), BuildingKinds.Residential, 30),
                new Building(Rectangle(90, 0, 10, 10), BuildingKinds.Residential, 20),
                new Building(Rectangle(-6.5, 2, 1, 1), BuildingKinds.Outbuilding, 0)),
            (LayerPart.MunicipalFlat, ShapeLayer.OfFeatures(ShapesOf([PointAt(flatsEast, flatsNorth), PointAt(90, 5)]), [30, 5])));

        var values = SiteMeasurement.Measure(layers, PointAt(addressEast, addressNorth), isAddress: true)!;

        Assert.Equal(0.25, values[Metric.MunicipalShare200m]);
        Assert.InRange(values[Metric.NearestOtherDwelling]!.Value, 90, 120);
        Assert.True(values.HasDwelling);
    }

    [Fact]
    public void An_address_beyond_the_reach_of_a_home_or_in_another_building_and_a_point_without_address_own_no_home()
    {
        var block = new Building(Rectangle(0, 0, 10, 10), BuildingKinds.Residential, 30);
        var shop = new Building(Rectangle(-10, 0, 8, 10), BuildingKinds.Business, 0);

        Assert.Equal(25.01, Math.Round(Nearest(35.01, 5, true)!.Value, 6));
        Assert.Null(Nearest(35, 5, true));
        Assert.Equal(3, Nearest(-3, 5, true)); // in the shop
        Assert.Equal(1.1, Math.Round(Nearest(-1.1, 5, true)!.Value, 6)); // by the shop
        Assert.Null(Nearest(-1, 5, true)); // as near to both
        Assert.Equal(1, Nearest(11, 5, false));

        double? Nearest(double east, double north, bool isAddress) =>
            SiteMeasurement.Measure(Layers(LayerOf(block, shop)), PointAt(east, north), isAddress: isAddress)![Metric.NearestOtherDwelling];
    }

    [Fact]
    public void The_neighbours_house_is_not_own_where_the_address_stands_at_another_building()
    {
        var (office, house) = (new Building(Rectangle(1, -10, 20, 20), BuildingKinds.Business, 0), new Building(Rectangle(-30, -5, 10, 10), BuildingKinds.Residential, 1));

        var values = SiteMeasurement.Measure(Layers(LayerOf(office, house)), PointAt(0, 0), isAddress: true)!;

        Assert.Equal((20.0, 20.0), (values[Metric.NearestOtherDwelling], values[Metric.NearestOtherBuilding]));
        Assert.False(values.HasDwelling);
    }

    [Theory]
    [InlineData(-21, true, true, null, 2.0)] // 1 m outside the site's own building
    [InlineData(-45, true, true, null, 2.0)] // 25 m
    [InlineData(-45.01, true, true, 45.01, 3.0)] // beyond: anybody's
    [InlineData(-21, false, true, 21.0, 3.0)] // a footprint that only touches the entrance is a neighbour's
    [InlineData(-21, true, false, 21.0, 3.0)] // another building is nearer
    public void The_sites_own_facility_at_the_entrance_does_not_count_against_it(double west, bool isPoint, bool isAlone, double? metres, double homes)
    {
        var facility = FeaturesOf(isPoint ? PointAt(west, 0) : Rectangle(west - 9, -5, 9, 10));
        var own = new Building(Rectangle(-20, -20, 40, 40), BuildingKinds.Residential, 8);
        Building[] town = isAlone ? [own] : [own, new Building(Rectangle(-40, -20, 18.5, 40), BuildingKinds.Other, 0)];
        var layers = Layers(LayerOf(town), (LayerPart.Facility, facility), (LayerPart.FacilityFor5To7, facility), (LayerPart.SmallHouse, facility));

        var values = SiteMeasurement.Measure(layers, PointAt(0, 0), plannedUnits: 2)!;

        Assert.Equal((metres, metres), (Rounded(Metric.NearestFacility), Rounded(Metric.NearestFacilityFor5To7)));
        Assert.Equal((homes - 2, homes), (values[Metric.FacilityCapacity150m], values[Metric.SmallHouses50m]));

        double? Rounded(Metric metric) => values[metric] is { } known ? Math.Round(known, 6) : null;
    }

    [Fact]
    public void An_address_and_a_point_at_the_same_place_are_measured_each()
    {
        var layers = InOneDelbydel(Layers(LayerOf(new Building(Rectangle(0, 0, 10, 10), BuildingKinds.Residential, 30), new Building(PointAt(60, 5), BuildingKinds.Residential, 1))));

        var metrics = ScreeningRun.Measure([new Site("a", PointAt(-1, 5)), new Site("b", PointAt(-1, 5)) { IsAddress = true }], layers).Metrics;

        Assert.Equal((1.0, 61.0), (metrics[0][Metric.NearestOtherDwelling], metrics[1][Metric.NearestOtherDwelling]));
    }

    [Fact]
    public void A_layer_that_ends_within_the_rules_radius_leaves_the_rule_unknown()
    {
        var layers = new MetricLayers(
            LayerOf(new Building(PointAt(120, 0), BuildingKinds.Residential, 1)),
            coverage: new Dictionary<string, LayerCoverage>(StringComparer.Ordinal) { ["building"] = LayerCoverage.Within(Rectangle(-1000, -1000, 1100, 2000)) });

        Assert.Equal(100, Measure(layers, PointAt(0, 0)).CoveredMetres(MetricDefinition.Of(Metric.NearestDwelling)));
        Assert.Equal(RuleOutcome.Met, ShieldedRule(layers, PointAt(0, 0)).Outcome);
        Assert.Equal((RuleOutcome.Unknown, UnknownReason.OutsideCoverage), ShieldedRule(layers, PointAt(0.01, 0)));
        Assert.Equal((RuleOutcome.Unknown, UnknownReason.OutsideCoverage), ShieldedRule(layers, PointAt(200, 0)));
    }

    [Fact]
    public void What_is_counted_beyond_the_end_of_a_layer_is_not_told_as_a_number()
    {
        var buildings = LayerOf(new Building(PointAt(20, 0), BuildingKinds.Residential, 3));
        var layers = new MetricLayers(
            buildings,
            new Dictionary<LayerPart, ShapeLayer> { [LayerPart.MunicipalFlat] = ShapeLayer.OfFeatures(ShapesOf([PointAt(20, 0)]), [1]) },
            new Dictionary<string, LayerCoverage>(StringComparer.Ordinal) { ["building"] = LayerCoverage.Within(Rectangle(-60, -60, 120, 120)) });

        var values = Measure(layers, PointAt(0, 0));

        Assert.Equal(3, values.Told(MetricDefinition.Of(Metric.Dwellings50m)));
        Assert.Null(values.Told(MetricDefinition.Of(Metric.Dwellings100m)));
        Assert.Equal(20, values.Told(MetricDefinition.Of(Metric.NearestDwelling)));
        Assert.Null(values.Told(MetricDefinition.Of(Metric.MunicipalShare200m))); // its dwellings are those of the buildings
        var rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));
        var report = SiteCheck.Check(new Site("a", PointAt(0, 0)), InOneDelbydel(layers), rules, GroupCode.All);
        Assert.Null(report.Metrics["dwellings_200m"]);
        Assert.All(report.Groups.SelectMany(group => group.Rules).Where(rule => rule.Unknown is not null), rule => Assert.Null(rule.Measured));
    }

    [Fact]
    public void A_distance_farther_than_the_layer_reaches_is_not_told_as_there_may_be_something_nearer()
    {
        var school = ShapeLayer.OfFeatures(ShapesOf([PointAt(500, 0)]), [1]);
        Building[] town = [.. Enumerable.Range(0, 60).Select(n => new Building(PointAt(500 + (n * 10), 0), BuildingKinds.Residential | BuildingKinds.BuiltUp, 2))];
        var (nearest, edge) = (MetricDefinition.Of(Metric.NearestDwelling), MetricDefinition.Of(Metric.BuiltUpArea));

        Assert.Equal((null, null, RuleOutcome.Unknown, null), At(50));
        Assert.Equal((null, null, RuleOutcome.Unknown, null), At(499));
        Assert.Equal((500, 475, RuleOutcome.Info, 500), At(500));
        Assert.Equal(0.0, Measure(Reaching(50), PointAt(480, 0)).Told(edge)); // nothing is nearer than the edge

        (double? Dwelling, double? Edge, RuleOutcome School, double? Measured) At(double reach)
        {
            var (layers, rule) = (Reaching(reach), Rules.Rules.Single(rule => rule.Id == "nearest-school"));
            var values = Measure(layers, PointAt(0, 0));
            var report = SiteCheck.Check(new Site("a", PointAt(0, 0)), InOneDelbydel(layers), Rules, [rule.Groups[0]]).Groups[0].Rules.Single(told => told.Id == rule.Id);
            Assert.Equal(report.Measured is null ? UnknownReason.OutsideCoverage : null, report.Unknown);
            return (values.Told(nearest), values.Told(edge), report.Outcome, report.Measured);
        }

        // What is known ends so many metres west of the corner.
        MetricLayers Reaching(double reach)
        {
            var known = LayerCoverage.Within(Rectangle(-reach, -2000, 4000, 4000));
            return new MetricLayers(
                LayerOf(town),
                new Dictionary<LayerPart, ShapeLayer> { [LayerPart.School] = school },
                new Dictionary<string, LayerCoverage>(StringComparer.Ordinal) { ["building"] = known, ["school"] = known });
        }
    }

    [Fact]
    public void Nothing_is_known_near_a_delbydel_that_the_buildings_were_not_delivered_for()
    {
        var layers = new MetricLayers(
            LayerOf(new Building(PointAt(-120, 0), BuildingKinds.Residential, 1)),
            coverage: new Dictionary<string, LayerCoverage>(StringComparer.Ordinal) { ["building"] = LayerCoverage.Except(Rectangle(100, -500, 500, 1000)) });

        Assert.Equal(RuleOutcome.Met, ShieldedRule(layers, PointAt(0, 0)).Outcome);
        Assert.Equal(UnknownReason.OutsideCoverage, ShieldedRule(layers, PointAt(1, 0)).Why);
        Assert.Equal(UnknownReason.OutsideCoverage, ShieldedRule(layers, PointAt(300, 0)).Why);
    }

    [Fact]
    public void A_layer_without_a_stated_coverage_ends_with_the_city_and_a_stated_one_wins()
    {
        // A delbydel that ends 100 m east of the corner, forest west of it, and a sliver between them.
        var city = new SiteAreas([new("delbydel", "0101", "Midten", Rectangle(-995, -1000, 1095, 2000)), new("marka", "1701", "Marka", Rectangle(-3000, -1000, 2000, 2000))]);
        var buildings = LayerOf(new Building(PointAt(-400, 0), BuildingKinds.Residential, 1));

        var own = With(new LayerVintage(1, "building", 2024, 1, new(2024, 1, 1), false));
        var stated = With(new LayerVintage(1, "building", 2024, 1, new(2024, 1, 1), false) { Coverage = Rectangle(-3000, -1000, 4000, 2000) });

        Assert.Equal(RuleOutcome.Met, ShieldedRule(own, PointAt(0, 0)).Outcome);
        Assert.Equal((RuleOutcome.Unknown, UnknownReason.OutsideCoverage), ShieldedRule(own, PointAt(0.01, 0)));
        Assert.Equal(RuleOutcome.Met, ShieldedRule(stated, PointAt(0.01, 0)).Outcome);
        Assert.Equal(RuleOutcome.Met, ShieldedRule(own, PointAt(-998, 0)).Outcome); // in the sliver
        Assert.Null(Measure(own, PointAt(0, 0)).Told(MetricDefinition.Of(Metric.Dwellings200m)));
        Assert.NotNull(Measure(own, PointAt(-100, 0)).Told(MetricDefinition.Of(Metric.Dwellings200m)));

        MetricLayers With(LayerVintage vintage) => new(
            buildings, coverage: SiteLayers.CoverageOf([vintage], city.City(), MultiPolygon.Empty));
    }

    [Fact]
    public void Buildings_end_with_the_city_and_at_a_delbydel_that_they_were_not_delivered_for()
    {
        var vintage = new LayerVintage(1, "building", 2024, 1, new(2024, 1, 1), false);
        var layers = new MetricLayers(
            LayerOf(new Building(PointAt(0, 0), BuildingKinds.Residential, 1)),
            coverage: SiteLayers.CoverageOf([vintage], Rectangle(-500, -500, 1000, 1000), new MultiPolygon([Rectangle(200, -500, 300, 1000)])));

        Assert.Equal((200.0, 50.0, -1.0, -1.0), (Covered(0), Covered(-450), Covered(300), Covered(600)));

        double Covered(double east) => Measure(layers, PointAt(east, 0)).CoveredMetres(MetricDefinition.Of(Metric.NearestDwelling));
    }

    [Fact]
    public void Who_may_not_know_of_homes_gets_neither_figure_nor_verdict_from_them()
    {
        var layers = InOneDelbydel(Layers(
            LayerOf(new Building(PointAt(120, 0), BuildingKinds.Residential, 1)),
            (LayerPart.Facility, FeaturesOf(PointAt(30, 0))), (LayerPart.FacilityFor5To7, FeaturesOf(PointAt(30, 0))), (LayerPart.SmallHouse, ShapeLayer.Empty)));

        var report = SiteCheck.Check(new Site("a", PointAt(0, 0)), layers, Rules, GroupCode.All, mayKnowHomes: false);
        var without = SiteCheck.Check(
            new Site("a", PointAt(0, 0)), InOneDelbydel(Layers(LayerOf(new Building(PointAt(120, 0), BuildingKinds.Residential, 1)))), Rules, GroupCode.All);

        Assert.All(MetricDefinition.All.Where(metric => metric.IsSensitive), metric => Assert.Null(report.Metrics[metric.Name]));
        Assert.Equal(without.Groups.Select(group => (group.Verdict, group.Score)), report.Groups.Select(group => (group.Verdict, group.Score)));
        Assert.Contains(report.Groups[3].Rules, rule => rule is { Id: "not-beside-groups-5-7", Unknown: UnknownReason.Withheld });
    }

    [Fact]
    public void Marka_is_unsuitable_by_law_whatever_else_is_good()
    {
        var metrics = Layers(LayerOf(new Building(PointAt(120, 0), BuildingKinds.Residential, 1)), (LayerPart.Marka, FeaturesOf(Rectangle(-100, -100, 200, 200))));

        var report = SiteCheck.Check(new Site("a", PointAt(0, 0)), InOneDelbydel(metrics), Rules, GroupCode.All);

        Assert.Equal(["3", "4", "5", "6", "7", "som-1-5", "som-5-7"], report.Groups.Where(group => group.Verdict == Verdict.Unsuitable).Select(group => group.Group));
    }

    private static (RuleOutcome Outcome, UnknownReason Why) ShieldedRule(MetricLayers layers, Geometry site)
    {
        var (rule, values) = (Rules.Rules.Single(rule => rule.Id == "shielded-nearest-dwelling"), Measure(layers, site));
        return (RuleBook.Outcome(rule, values), RuleBook.WhyUnknown(rule, values));
    }
}
