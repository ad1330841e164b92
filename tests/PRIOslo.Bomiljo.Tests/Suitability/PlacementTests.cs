using NetTopologySuite.Geometries;
using PRIOslo.Bomiljo.Suitability;
using PRIOslo.Bomiljo.Suitability.Layers;
using PRIOslo.Bomiljo.Suitability.Metrics;
using PRIOslo.Bomiljo.Suitability.Rules;
using PRIOslo.Bomiljo.Suitability.Screening;
using PRIOslo.Bomiljo.Suitability.Sensitivity;
using static PRIOslo.Bomiljo.Tests.Suitability.Town;

namespace PRIOslo.Bomiljo.Tests.Suitability;

public class PlacementTests
{
    private static readonly RuleFile Rules = RuleFile.Load(Path.Combine(ProjectFolders.Geodata, "matrise", "location-rules.json"));

    // A row of blocks from 20 m east of the corner, a shop south of it.
    private static readonly SiteLayers Street = InOneDelbydel(Layers(LayerOf(
    [
        .. Enumerable.Range(0, 12).Select(n => new Building(Rectangle(20 + (n * 12), 0, 10, 10), BuildingKinds.Residential, 6)),
        new Building(Rectangle(-5, -60, 10, 10), BuildingKinds.Business, 0),
    ]), NothingForbidden));

    public static TheoryData<string, Geometry, bool> Places => new()
    {
        { "a bare point", PointAt(0, 0), false },
        { "a point in a block", PointAt(25, 5), true },
        { "a point in a shop", PointAt(0, -55), false },
        { "an empty plot", Rectangle(-40, 0, 30, 30), false },
        { "a plot with a block", Rectangle(15, -5, 18, 20), true },
        { "a plot with less than half of a block", Rectangle(-20, 0, 44, 30), false },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Groups_1_and_2_are_judged_where_a_dwelling_stands_and_apply_nowhere_else(string place, Geometry geometry, bool applies)
    {
        var report = Check(new Site(place, geometry));

        Assert.All(report.Groups.Take(2), group => Assert.Equal(
            applies ? (Verdict.Suitable, true, null) : (Verdict.Unknown, false, "judged-by-address"),
            (group.Verdict, group.Score is not null, group.NotApplicable)));
        Assert.All(report.Groups.Skip(2), group => Assert.Null(group.NotApplicable));
    }

    [Fact]
    public void An_address_is_judged_for_groups_1_and_2_wherever_its_point_stands()
    {
        var report = Check(new Site("Storgata 1", PointAt(0, 0)) { IsAddress = true });

        Assert.True(report.IsAddress);
        Assert.All(report.Groups.Take(2), group => Assert.Equal((Verdict.Suitable, null), (group.Verdict, group.NotApplicable)));
    }

    [Fact]
    public void Without_the_building_layer_nobody_knows_whether_a_dwelling_stands_there()
    {
        var report = SiteCheck.Check(new Site("a", PointAt(0, 0)), InOneDelbydel(Layers()), Rules, GroupCode.All);

        Assert.All(report.Groups.Take(2), group => Assert.Equal((Verdict.Unknown, null), (group.Verdict, group.NotApplicable)));
    }

    [Fact]
    public void A_site_that_a_group_does_not_apply_to_has_no_place_in_the_ranking_no_count_among_the_unknown_and_never_flips()
    {
        var result = Screen(new Site("bare", PointAt(0, 0)), new Site("home", PointAt(25, 5)), new Site("flat", PointAt(37, 5)));

        Assert.Equal([0, 1, 1], Ranking.Of(result, 0));
        var counts = VerdictCounts.Of(result)[0];
        Assert.Equal((3, 2, 0, 1, 1.0), (counts.Sites, counts.Suitable, counts.Unknown, counts.NotApplicable, counts.SuitableShare));
        Assert.DoesNotContain(SensitivityRun.Run(result).Sites, site => site is { Site: "bare", Group: "1" or "2" });
        using var stream = new MemoryStream();
        ScreeningWriter.Write(stream, ScreeningFormat.Csv, result);
        var row = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n")[1].Split(';');
        Assert.Equal(("1", "unknown", ""), (row[4], row[5], row[6]));
        Assert.StartsWith("judged-by-address | ", row[7], StringComparison.Ordinal);
    }

    [Fact]
    public void A_back_test_fails_no_rule_for_a_home_that_the_group_does_not_apply_to()
    {
        var backtest = Backtest.Of(Screen(new Site("bare", PointAt(0, 0), GroupCode.All[0])), null);

        Assert.Empty(backtest.Rules);
        Assert.Empty(backtest.Sites);
        Assert.Equal(1, Assert.Single(backtest.Homes).NotApplicable);
    }

    private static SiteReport Check(Site site) => SiteCheck.Check(site, Street, Rules, GroupCode.All);

    private static ScreeningResult Screen(params Site[] sites) => ScreeningRun.Run(sites, Street, Rules, GroupCode.All);
}
